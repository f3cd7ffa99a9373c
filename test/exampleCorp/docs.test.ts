import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { resourcesOf } from "../../local/engine/graph";
import { EVALUATION, graphOf, ROOT } from "../support";
import { countries } from "./content";

describe("docs/cloud.md", () => {
  const page = readFileSync(join(ROOT, "docs", "cloud.md"), "utf8");

  it("says how much of an instance's quotas Example Corp uses, and about how many resources a stack has", async () => {
    const graph = await graphOf("dev", "up");
    const count = (...types: string[]): number => types.flatMap((type) => resourcesOf(graph, type)).length;
    const flows = count("aws:connect/contactFlow:ContactFlow");
    const modules = count("aws:connect/contactFlowModule:ContactFlowModule");
    const queues = count("aws:connect/queue:Queue");
    // Those that the instance may call: others do not count against its quota.
    const functions = count("aws:connect/lambdaFunctionAssociation:LambdaFunctionAssociation");
    expect(page).to.include(
      `Example Corp uses ${flows}, ${modules}, ${queues}, one for each country and one more, and ${functions}.`,
    );
    expect(count("aws-native:connect:HoursOfOperation", "aws:connect/hoursOfOperation:HoursOfOperation")).to.equal(
      Object.keys(countries).length + 1,
    );
    expect(page).to.include(`about ${Math.round(graph.resources.length / 100) * 100} resources`);
  }).timeout(EVALUATION);
});
