import { describeUtterance } from "../cli/output";
import type { Coverage, Edge } from "./coverage";
import type { Played } from "./play";

/** A scenario that failed: what was said, then each thing that did not come true beside what did. */
export function describeFailure({ scenario, stack, findings, transcript }: Played): string {
  return [
    `✗ ${scenario.name} (${scenario.file}:${scenario.line}, stack ${stack})`,
    ...transcript.flatMap((utterance) => describeUtterance(utterance).split("\n")).map((line) => `  ${line}`.trimEnd()),
    ...findings.flatMap(({ line, says, expected, actual }) => [`    ${scenario.file}:${line}  ${says}`, `      - ${expected}`, ...(actual === undefined ? [] : [`      + ${actual}`])]),
  ].join("\n");
}

/** `mainFlow: loadPrompts → NoMatchingError → apologise` */
export const describeEdge = ({ flow, block, exit, target }: Edge): string => `${flow}: ${block} → ${exit}${target === undefined ? "" : ` → ${target}`}`;

export const percent = (taken: number, of: number): string => `${of === 0 ? 100 : Math.floor((taken / of) * 1000) / 10} %`;

/** Edge coverage by flow and by block, and every edge that no scenario takes. */
export function describeCoverage({ edges, taken, flows }: Coverage): string {
  return [
    `Edge coverage: ${taken} of ${edges}, ${percent(taken, edges)}`,
    ...flows.map(({ flow, blocks, ...counts }) => {
      const covered = blocks.filter((block) => block.taken === block.edges).length;
      return `  ${flow.padEnd(22)} ${`${counts.taken}/${counts.edges}`.padStart(8)}  ${percent(counts.taken, counts.edges).padStart(7)}   blocks ${covered}/${blocks.length}`;
    }),
    ...(taken === edges ? [] : ["", "Taken by no scenario:", ...flows.flatMap(({ uncovered }) => uncovered.map((edge) => `  ${describeEdge(edge)}`))]),
  ].join("\n");
}

export function describeSummary(played: readonly Played[]): string {
  const failed = played.filter(({ findings }) => findings.length > 0).length;
  const count = `${played.length} ${played.length === 1 ? "scenario" : "scenarios"}`;
  return failed === 0 ? `${count}: all came true.` : `${count}: ${failed} failed.`;
}
