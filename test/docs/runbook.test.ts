import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { before } from "mocha";
import { alarmRules } from "../../components/contactRecordArchive/alarms";
import { type Graph, plain, resourcesOf } from "../../local/engine/graph";
import { companyGraph } from "../company";
import { EVALUATION, ROOT } from "../support";

/** The sections of the runbook by their names. */
const sections = new Map(
  readFileSync(join(ROOT, "docs", "runbook.md"), "utf8")
    .split(/\n### /)
    .slice(1)
    .map((section): [string, string] => {
      const [name = "", ...lines] = section.split(/\n(?=## )/)[0]!.split("\n");
      return [name, lines.join("\n")];
    }),
);

describe("docs/runbook.md", function () {
  this.timeout(EVALUATION);
  let graph: Graph;
  before(async () => (graph = await companyGraph("up")));

  /** The section that an alarm leads to: what whoever is woken has before them. */
  const alarmed = (): string[] =>
    resourcesOf(graph, "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ name, inputs }) => {
      const { alarmDescription } = plain(inputs) as { alarmDescription: string };
      const [, section] = / What to do: docs\/runbook\.md, (.+)\.$/.exec(alarmDescription) ?? [];
      if (section === undefined) throw new Error(`${name} leads nowhere: ${alarmDescription}`);
      return section;
    });

  it("has a section for each alarm, and none that no alarm leads to", () => {
    // The company's archive masks nothing, so its stream has one alarm less.
    const rules = alarmRules({ hasTransform: true, readsStream: false, silentHours: 24 });
    const archive = rules.map(({ name }) => `archive ${name}`);
    expect(archive).to.include.members(alarmed().filter((section) => section.startsWith("archive ")));
    expect([...sections.keys()].sort()).to.deep.equal([...new Set([...alarmed(), ...archive])].sort());
  });

  for (const [name, text] of sections)
    it(`says of ${name} what callers hear, where to look, what to do and when it rings for nothing`, () => {
      expect(
        [...text.matchAll(/^- \*\*(.+?)\*\* \S/gm)].map(([, point]) => point),
        text,
      ).to.deep.equal(["Callers hear", "Look", "Do", "False alarm"]);
    });
});
