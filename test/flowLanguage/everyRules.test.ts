import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Rule, rules } from "../../flowLanguage";
import { told } from "./documents";
import { RULE_CASES } from "./ruleCases";

describe("Every rule", () => {
  for (const { rule, what, keeps, breaks, found, says } of RULE_CASES)
    it(`${rule}: ${what}`, () => {
      expect(told(keeps()), "kept").to.deep.equal([]);
      const problems = breaks();
      expect(told(problems), "broken").to.deep.equal(found);
      expect(problems.map((problem) => problem.rule)).to.include(rule);
      if (says !== undefined) expect(problems[0]?.says).to.equal(says);
      for (const { message, remedy } of problems)
        expect([message, remedy].join(" ")).to.match(/^[a-zA-Z].*\. [A-Z].*[.%]$/);
    });

  it("has such a case", () =>
    expect([...new Set(RULE_CASES.map(({ rule }) => rule))].sort()).to.deep.equal(Object.keys(rules).sort()));

  it("is seen at its full severity in a case", () => {
    for (const [rule, { severity }] of Object.entries(rules))
      expect(
        RULE_CASES.filter((one) => one.rule === rule).flatMap(({ found }) => found),
        rule,
      ).to.satisfy((found: string[]) => found.some((one) => one.startsWith(severity)));
  });
});

const GRADES =
  "L1, L2: the live service was seen to do so; X: exports of the designer have it; B: model of the service's API; D: developer's guide; A: administrator's guide; ours: follows from how a contact runs through a flow.";

const page = (): string =>
  [
    "# Rules for flows",
    "",
    "What `ivr lint` and `defineFlow` check, in the order in which they look. An **error** is what the service refuses or a caller suffers from;",
    "a **warning** is a reason to look again. Where only the documentation has a part of a rule, a breach of that part is a warning. In a flow",
    "that is written with this library, *error* in brackets holds: `defineFlow` throws on errors only, `check` gives both.",
    "",
    "| rule | severity | reason | source | grade |",
    "|---|---|---|---|---|",
    ...Object.entries<Rule>(rules).map(
      ([id, { severity, authored, reason, source, grade }]) =>
        `| \`${id}\` | ${severity}${authored === undefined ? "" : ` (*${authored}*)`} | ${reason} | ${source} | ${grade} |`,
    ),
    "",
    `Grades: ${GRADES}`,
    "",
  ].join("\n");

describe("docs/rules.md", () => {
  const file = join(__dirname, "..", "..", "docs", "rules.md");
  before(() => void (process.env["UPDATE_GOLDEN"] && writeFileSync(file, page())));
  it("is what the rules say of themselves", () =>
    expect(readFileSync(file, "utf8")).to.equal(page(), "If the change is meant, run the tests with UPDATE_GOLDEN=1."));
});
