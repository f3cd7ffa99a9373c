import { numberOf, type Scenario } from "../../contentModel";
import type { CallerRow, MenuRow, NumberRow } from "../../handlers";
import { testCaseOf } from "./testCase";
import type { FlowTestCaseArgs } from "./args";

/** The stack that test cases are for. */
export interface TestCasesSite {
  readonly stack: string;
  readonly routingRows: readonly (NumberRow | MenuRow | CallerRow)[];
  /** Claimed numbers in E.164: calls can arrive on these alone. */
  readonly claimed: ReadonlySet<string>;
  /** ARNs of the lookup functions by role. */
  readonly functions: Readonly<Record<string, string>>;
}

export interface TestCases {
  /** What `FlowTestCases` takes. */
  readonly testCases: Record<string, FlowTestCaseArgs>;
  /** A line for each scenario of which something is left out, and one that counts. */
  readonly report: readonly string[];
}

/**
 * The scenarios that Amazon Connect itself can play on a stack, as test cases.
 * @throws Error when two scenarios would have one logical name
 */
export function testCasesOf(scenarios: readonly Scenario[], site: TestCasesSite): TestCases {
  const own = scenarios.filter(({ stack }) => stack === undefined || stack === site.stack);
  const testCases: Record<string, FlowTestCaseArgs> = {};
  const lines = own.flatMap((scenario) => {
    const { testCase, leftOut } = rendered(scenario, site);
    const key = logicalName(scenario.name);
    if (key in testCases)
      throw new Error(
        `"${scenario.name}" and "${testCases[key]?.name}" have one logical name, ${key}. Rename one of them.`,
      );
    if (testCase !== undefined) testCases[key] = testCase;
    return leftOut.length === 0
      ? []
      : [
          `${scenario.file}:${scenario.line} ${scenario.name}: ${testCase === undefined ? "no test case" : "not checked"}. ${leftOut.join(" ")}`,
        ];
  });
  return {
    testCases,
    report: [`${Object.keys(testCases).length} of ${own.length} scenarios are test cases.`, ...lines],
  };
}

function rendered(
  scenario: Scenario,
  { routingRows, claimed, functions }: TestCasesSite,
): ReturnType<typeof testCaseOf> {
  const dialed = numberOf(
    scenario.call.number,
    routingRows.filter((row): row is NumberRow => row.key.startsWith("number#")),
  );
  if ("message" in dialed) return { leftOut: [`call.number: ${dialed.message}`] };
  return testCaseOf(scenario, {
    dialed: dialed.e164,
    hours: dialed.row?.hours,
    claimed: claimed.has(dialed.e164),
    functions,
  });
}

const logicalName = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
