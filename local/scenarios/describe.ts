import type { Coverage, Edge } from "./coverage";
import type { Played } from "./play";
import { describeUtterance } from "../shared/transcript";
import junit from "junit-report-builder";

/** A scenario that failed: what was said, then each thing that did not come true beside what did. */
export function describeFailure({ scenario, stack, findings, transcript }: Played): string {
  return [
    `✗ ${scenario.name} (${scenario.file}:${scenario.line}, stack ${stack})`,
    ...transcript.flatMap((utterance) => describeUtterance(utterance).split("\n")).map((line) => `  ${line}`.trimEnd()),
    ...findings.flatMap(({ line, says, expected, actual }) => [
      `    ${scenario.file}:${line}  ${says}`,
      `      - ${expected}`,
      ...(actual === undefined ? [] : [`      + ${actual}`]),
    ]),
  ].join("\n");
}

/** `mainFlow: loadPrompts → NoMatchingError → apologise` */
export const describeEdge = (edge: Edge): string => `${edge.flow}: ${edge.block} → ${describeWay(edge)}`;
const describeWay = ({ exit, target }: Edge): string => (target === undefined ? exit : `${exit} → ${target}`);

const percent = (taken: number, of: number): string => `${of === 0 ? 100 : Math.floor((taken / of) * 1000) / 10} %`;

/** Every edge that no scenario takes, a line for each block; blocks that no scenario comes to are named together. */
export function describeUncovered({ flows }: Coverage): string {
  return flows
    .flatMap(({ flow, blocks, uncovered }) => {
      const missed = blocks.filter(({ edges, taken }) => edges > 0 && taken === 0).map(({ block }) => block);
      const partly = [...new Set(uncovered.map(({ block }) => block))].filter((block) => !missed.includes(block));
      return [
        ...partly.map(
          (name) =>
            `  ${flow}: ${name} → ${uncovered
              .filter(({ block }) => block === name)
              .map(describeWay)
              .join(", ")}`,
        ),
        ...(missed.length === 0 ? [] : [`  ${flow}: no scenario comes to ${missed.join(", ")}`]),
      ];
    })
    .join("\n");
}

/** Edge coverage by flow and by block. */
export function describeCoverage({ edges, taken, flows }: Coverage): string {
  return [
    `Edge coverage: ${taken} of ${edges}, ${percent(taken, edges)}`,
    ...flows.map(({ flow, blocks, ...counts }) => {
      const covered = blocks.filter((block) => block.taken === block.edges).length;
      return `  ${flow.padEnd(22)} ${`${counts.taken}/${counts.edges}`.padStart(8)}  ${percent(counts.taken, counts.edges).padStart(7)}   blocks ${covered}/${blocks.length}`;
    }),
  ].join("\n");
}

export function describeSummary(played: readonly Played[]): string {
  const failed = played.filter(({ findings }) => findings.length > 0).length;
  const count = `${played.length} ${played.length === 1 ? "scenario" : "scenarios"}`;
  return failed === 0 ? `${count}: all came true.` : `${count}: ${failed} failed.`;
}

/** The report that build servers read: a suite for each file, and the transcript in each failure. */
export function junitReport(played: readonly Played[]): string {
  const report = junit.newBuilder();
  for (const file of new Set(played.map(({ scenario }) => scenario.file))) {
    const suite = report.testSuite().name(file);
    for (const one of played.filter(({ scenario }) => scenario.file === file)) {
      const { scenario, findings, milliseconds } = one;
      const testCase = suite
        .testCase()
        .className(file)
        .name(scenario.name)
        .time(Math.round(milliseconds) / 1000);
      const [first] = findings;
      if (first !== undefined)
        testCase.failure(`${scenario.file}:${first.line} ${first.says}`).stacktrace(describeFailure(one));
    }
  }
  return report.build();
}
