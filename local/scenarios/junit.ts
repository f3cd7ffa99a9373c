import junit from "junit-report-builder";
import { describeFailure } from "./describe";
import type { Played } from "./play";

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
