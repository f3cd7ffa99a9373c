import { expect } from "chai";
import { evaluate } from "../../local/engine/evaluate";
import { type Graph, isUnknown, type Mode, plain, type Resource, resourcesOf } from "../../local/engine/graph";
import { companyProject } from "../company";
import { EVALUATION } from "../support";

const TEST_CASE = "aws-native:connect:TestCase";

describe("a stack with test cases", function () {
  this.timeout(EVALUATION);
  const numbers = JSON.stringify({
    "ca-support-tollfree": { e164: "+14165550199", phoneNumberId: "11111111-2222-3333-4444-555555555555" },
  });
  const graphOf = (mode: Mode): Promise<Graph> => evaluate(companyProject({ numbers, testCases: "true" }), mode);
  const before = (graph: Graph, { dependencies }: Resource): Set<string> => {
    const found = new Set<string>();
    const visit = (urn: string): void => {
      if (found.has(urn)) return;
      found.add(urn);
      graph.resources.find((one) => one.urn === urn)?.dependencies.forEach(visit);
    };
    dependencies.forEach(visit);
    return found;
  };

  it("deploys those of the claimed number after the flows and all rows, with the ARNs of its queues", async () => {
    const graph = await graphOf("up");
    const cases = resourcesOf(graph, TEST_CASE);
    const queue = resourcesOf(graph, "aws:connect/queue:Queue").find(({ name }) => name === "queues-support-fr-CA");
    const hours = resourcesOf(graph, "aws:connect/hoursOfOperation:HoursOfOperation").find(
      ({ name }) => name === "tests-always",
    );
    expect(cases.length).to.be.greaterThan(3);
    const needed = [
      "aws:connect/contactFlow:ContactFlow",
      "aws:connect/contactFlowModule:ContactFlowModule",
      "aws:dynamodb/tableItem:TableItem",
      "aws:connect/lambdaFunctionAssociation:LambdaFunctionAssociation",
    ].flatMap((type) => resourcesOf(graph, type).map(({ urn }) => urn));
    for (const one of cases) {
      const { content, entryPoint, status, instanceArn } = plain(one.inputs) as {
        content: string;
        entryPoint: unknown;
        status: string;
        instanceArn: string;
      };
      expect([status, instanceArn]).to.deep.equal(["PUBLISHED", plain(graph.outputs["instanceArn"])]);
      expect(entryPoint).to.have.nested.property(
        "voiceCallEntryPointParameters.destinationPhoneNumber",
        "+14165550199",
      );
      expect(content).to.include(hours?.outputs["arn"]).and.not.include("{{");
      expect([...before(graph, one)], one.name).to.include.members(needed);
    }
    const french = cases.find(({ name }) => name.endsWith("support-in-canada-key-1-is-support-agent"));
    expect(plain(french?.inputs["content"])).to.include(queue?.outputs["arn"]);
    const [said] = graph.messages.filter(({ text }) => text.includes("scenarios are test cases."));
    expect(said?.severity).to.equal("info");
    expect(said?.text)
      .to.match(new RegExp(`^${cases.length} of \\d+ scenarios are test cases\\.\\n`))
      .and.include("no call can arrive on the number");
  });

  it("shows in a preview which there will be; their content waits for the ARNs", async () => {
    const cases = resourcesOf(await graphOf("preview"), TEST_CASE);
    expect(cases.length).to.be.greaterThan(3);
    for (const { inputs } of cases) {
      expect(inputs["name"]).to.be.a("string");
      expect(isUnknown(inputs["content"])).to.equal(true);
    }
  });
});
