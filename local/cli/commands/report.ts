import { join } from "node:path";
import {
  type MeasureName,
  measures,
  type ReportFigures,
} from "connect-ivr/internal/components/reportingDataset/sql/index";
import { readProject } from "../../engine/project";
import { measureOf, written } from "../../report/answers/measure";
import { FILES } from "../../report/folder";
import { type Making, reportOnArchive, reportOnTraffic } from "../../report/report";
import { aboutOf, type Report } from "../../report/write";
import { startLaptop } from "../../laptop";
import { during, print, printJson, progressLine } from "../output";
import { InputError } from "../../shared/errors";

export interface ReportOptions {
  readonly stack: string;
  /** How many calls are made up. Default: 10,000. */
  readonly calls?: string;
  /** Folder of a downloaded archive. Default: traffic is made up. */
  readonly from?: string;
  readonly out: string;
  readonly seed?: string;
  readonly json?: boolean;
}

const CALLS = 10_000;
const MOST_CALLS = 1_000_000;

/**
 * Makes a report of contact records: of made-up traffic through the flows of a stack, or of a downloaded archive.
 * @returns the exit code: 1 where some of the archive could not be read
 */
export async function report(options: ReportOptions): Promise<number> {
  const { calls, from, out, seed, json } = options;
  if (from !== undefined && (calls ?? seed) !== undefined)
    throw new InputError(
      `--from and ${calls === undefined ? "--seed" : "--calls"} exclude each other: a report is either of an archive or of made-up traffic.`,
    );
  const { progress, done } = progressLine();
  const making = { out, assumed: assumedBy(options.stack), progress };
  const made = await (from === undefined ? onTraffic(options, making) : reportOnArchive(from, making)).finally(done);
  if (json) printJson(made);
  else print(describe(made, out));
  return made.malformed.length === 0 ? 0 : 1;
}

/** What an agent's contact costs where the stack's reports do not say so. */
const ASSUMED: ReportFigures = { costPerAgentContact: 6.5 };

/** What the reports of a stack assume. An archive can be reported on anywhere, without a project. */
function assumedBy(stack: string): ReportFigures {
  try {
    const { name, config } = readProject(process.cwd(), stack);
    return { ...ASSUMED, ...figuresIn(JSON.parse(config[`${name}:reporting`] ?? "{}") as Partial<ReportFigures>) };
  } catch (error) {
    if (error instanceof InputError) return ASSUMED;
    throw error;
  }
}

const figuresIn = ({ costPerAgentContact }: Partial<ReportFigures>): Partial<ReportFigures> =>
  costPerAgentContact === undefined ? {} : { costPerAgentContact };

async function onTraffic({ stack, calls = String(CALLS), seed = "1" }: ReportOptions, making: Making): Promise<Report> {
  if (!/^[1-9]\d*$/.test(calls) || Number(calls) > MOST_CALLS)
    throw new InputError(
      `--calls ${calls} is no number of calls. Write a whole number up to ${MOST_CALLS}, such as --calls 100000.`,
    );
  const laptop = await during(`Evaluating stack ${stack}`, startLaptop(readProject(process.cwd(), stack)));
  try {
    return await reportOnTraffic(laptop, Number(calls), seed, making);
  } finally {
    await laptop.close();
  }
}

function describe(made: Report, out: string): string {
  const shown = (Object.keys(measures) as MeasureName[]).filter((name) => measureOf(name).perCurrency === undefined);
  return [
    ...aboutOf(made),
    "",
    ...shown.map(
      (name) => `  ${measureOf(name).title.padEnd(26)} ${written(made.totals[name] ?? null, measureOf(name).unit)}`,
    ),
    "",
    `Open ${join(out, FILES.page)}`,
  ].join("\n");
}
