import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { resourcesOf } from "../../local/engine/graph";
import { graphOf, ROOT } from "../support";

describe("docs/cloud.md", () => {
  const page = readFileSync(join(ROOT, "docs", "cloud.md"), "utf8");

  it("says how much of an instance's quotas Example Corp uses, and about how many resources a stack has", async () => {
    const graph = await graphOf("dev", "up");
    const count = (...types: string[]): number => types.flatMap((type) => resourcesOf(graph, type)).length;
    const used = [
      count("aws:connect/contactFlow:ContactFlow"),
      count("aws:connect/contactFlowModule:ContactFlowModule"),
      count("aws:connect/queue:Queue"),
      count("aws-native:connect:HoursOfOperation", "aws:connect/hoursOfOperation:HoursOfOperation"),
      count("aws:lambda/function:Function"),
    ];
    expect(page).to.include(`Example Corp uses ${used.slice(0, -1).join(", ")} and ${used.at(-1)}.`);
    expect(page).to.include(`about ${Math.round(graph.resources.length / 100) * 100} resources`);
  }).timeout(60_000);
});
