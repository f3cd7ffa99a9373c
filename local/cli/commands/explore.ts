import { evaluate } from "../../engine/evaluate";
import { readProject } from "../../engine/project";
import { explore as walk, type Exploration, type Violation } from "../../explorer/explore";
import { VIOLATIONS } from "../../explorer/findings";
import { during, print, printJson, progressLine } from "../output";
import { requireE164 } from "../numbers";
import { describeUtterance } from "../../shared/transcript";

export interface ExploreOptions {
  readonly stack: string;
  readonly faults?: boolean;
  readonly number?: string;
  readonly json?: boolean;
}

/** Walks every call that a stack can have. @returns the exit code */
export async function explore(options: ExploreOptions): Promise<number> {
  const { stack, faults = false } = options;
  const number = options.number === undefined ? undefined : requireE164(options.number, "--number", []);
  const graph = await during(`Evaluating stack ${stack}`, evaluate(readProject(process.cwd(), stack), "up"));
  const { progress, done } = progressLine();
  const started = Date.now();
  const found = await walk(graph, {
    faults,
    progress: (calls, of, states) => progress(`Walking calls, ${states} states`, calls, of),
    ...(number !== undefined && { number }),
  }).finally(done);
  if (options.json) printJson(found);
  else
    print(
      [
        ...describeCounts(found, faults, (Date.now() - started) / 1000),
        ...found.violations.flatMap(describeViolation),
        describeVerdict(found, faults),
      ].join("\n"),
    );
  return found.violations.length === 0 ? 0 : 1;
}

const figure = (count: number): string => count.toLocaleString("en-US");

function describeCounts({ counts }: Exploration, faults: boolean, seconds: number): string[] {
  const { numbers, moments, calls, states, transitions, ends, lookups, blocks } = counts;
  return [
    `${figure(numbers)} numbers at ${figure(moments)} moments, ${figure(calls)} kinds of call${faults ? ", with every fault" : ""}: ${seconds.toFixed(1)} s`,
    `  states        ${figure(states)}`,
    `  transitions   ${figure(transitions)}`,
    `  ends          ${Object.entries(ends)
      .sort()
      .map(([end, count]) => `${end} ${figure(count)}`)
      .join(", ")}`,
    `  lookups       ${figure(lookups)}`,
    `  blocks        ${blocks.reached} of ${blocks.all} reached`,
    "",
  ];
}

/** The last of what was said is what matters. */
const LAST = 4;

function describeViolation({ id, flow, block, message, calls, command, limit, transcript }: Violation): string[] {
  return [
    `${flow}, block ${block}: ${message} [${id}]`,
    ...(calls > 1 ? [`  in ${figure(calls)} kinds of call; the shortest:`] : []),
    ...(command === undefined ? [] : [`  ${command}`]),
    ...(limit === undefined ? [] : [`  (the command alone does not show it: ${limit})`]),
    ...transcript.slice(-LAST).map(describeUtterance),
    "",
  ];
}

function describeVerdict({ violations }: Exploration, faults: boolean): string {
  if (violations.length === 0)
    return `Nothing is wrong${faults ? "" : " in calls without a fault; --faults tries those too"}.`;
  const ids = [...new Set(violations.map(({ id }) => id))];
  return [
    `${violations.length} ${violations.length === 1 ? "violation" : "violations"}:`,
    ...ids.map((id) => `  ${id.padEnd(18)} ${violations.filter((one) => one.id === id).length}  ${VIOLATIONS[id]}`),
  ].join("\n");
}
