import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type MeasureName,
  measures,
  type ReportFigures,
} from "connect-ivr/internal/components/reportingDataset/sql/index";
import type { Malformed } from "./archive/read";
import { type Breakdown, BREAKDOWNS, type Figures, SUMMED, type Row } from "./answers/figures";
import { FILES, type MARK } from "./folder";
import { pageOf } from "./page/page";

/** Where the contacts of a report are from. */
export type Source =
  | {
      readonly kind: "simulated";
      readonly stack: string;
      readonly calls: number;
      readonly seed: string;
      readonly month: string;
    }
  | { readonly kind: "archive"; readonly files: number };

/** What a report says; `report.json` holds it all. */
export interface Report extends Omit<Figures, "cube"> {
  readonly report: typeof MARK;
  readonly source: Source;
  /** Records read, of which a contact can have several. */
  readonly records: number;
  /** What could not be read, and stands in no figure. */
  readonly malformed: readonly Malformed[];
  readonly assumed: ReportFigures;
}

/** Writes a report's files to its folder. */
export function writeReport(folder: string, report: Report, cube: Figures["cube"]): void {
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  write(FILES.data, `${JSON.stringify(report, null, 2)}\n`);
  for (const breakdown of BREAKDOWNS)
    write(`${FILE_NAMES[breakdown]}.csv`, csvOf([breakdown, ...measuresOf(breakdown)], report.by[breakdown]));
  write(
    FILES.page,
    pageOf({
      title: "Calls to the phone system",
      about: aboutOf(report),
      figures: report.assumed,
      keys: BREAKDOWNS,
      sums: SUMMED,
      cube,
    }),
  );
}

const FILE_NAMES: Readonly<Record<Breakdown, string>> = {
  dt: "by-day",
  country: "by-country",
  language: "by-language",
  line_of_business: "by-line-of-business",
  environment: "by-environment",
  payment_currency: "by-currency",
};

const measuresOf = (breakdown: Breakdown): MeasureName[] =>
  (Object.keys(measures) as MeasureName[]).filter(
    (name) => !("perCurrency" in measures[name]) || breakdown === "payment_currency",
  );

const count = (value: number): string => value.toLocaleString("en-GB");

const several = (number: number, what: string): string => `${count(number)} ${what}${number === 1 ? "" : "s"}`;

/** What a reader has to know of the figures, a sentence each. */
export function aboutOf({ source, records, contacts, days, malformed, assumed }: Report): string[] {
  return [
    source.kind === "simulated"
      ? `Made-up traffic: ${count(source.calls)} calls of ${source.month} (seed ${source.seed}), played through the flows of stack ${source.stack}. Nobody called.`
      : `From ${several(source.files, "file")} of an archive of contact records.`,
    `${several(records, "record")} of ${several(contacts, "contact")}${days === undefined ? "" : `, ${days[0]} to ${days[1]} (UTC)`}. Cost avoided counts ${assumed.costPerAgentContact} for each contact that no agent had to handle.`,
    ...(contacts === 0 ? ["None of the records is of a contact that is counted, so there is no figure."] : []),
    ...(malformed.length > 0
      ? [`${unread(malformed)} could not be read, and no figure counts them: ${listed(malformed)}.`]
      : []),
  ];
}

/** Whole files and folders, and lines of others. */
function unread(malformed: readonly Malformed[]): string {
  const ofLines = malformed.filter(({ line, lines }) => line !== undefined || lines !== undefined);
  const lines = ofLines.reduce((sum, { lines = 1 }) => sum + lines, 0);
  const whole = malformed.length - ofLines.length;
  return [...(whole > 0 ? [several(whole, "file")] : []), ...(lines > 0 ? [several(lines, "line")] : [])].join(" and ");
}

const SHOWN = 5;

function listed(malformed: readonly Malformed[]): string {
  const places = malformed
    .slice(0, SHOWN)
    .map(({ file, line, problem }) => `${file}${line === undefined ? "" : `:${line}`} ${problem}`);
  return [...places, ...(malformed.length > SHOWN ? ["…"] : [])].join("; ");
}

/** Rows as RFC 4180 has it; null is empty. @param names the columns, in their order */
export const csvOf = (names: readonly string[], rows: readonly Row[]): string =>
  [names, ...rows.map((row) => names.map((name) => row[name]))]
    .map((cells) => cells.map(cell).join(","))
    .join("\r\n")
    .concat("\r\n");

function cell(value: unknown): string {
  if (typeof value !== "string") return typeof value === "number" ? String(value) : "";
  // A spreadsheet takes text that begins like this for a formula, and what an attribute holds is anyone's.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
