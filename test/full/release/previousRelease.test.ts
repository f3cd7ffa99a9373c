import { expect } from "chai";
import { before, describe, it } from "mocha";
import { evaluate } from "../../../local/engine/evaluate";
import { type Graph, plain, type Resource, resourcesOf } from "../../../local/engine/graph";
import { deployable, INSTANCE } from "../../deployable";
import { EVALUATION, graphOf } from "../../support";

const FLOWS = ["aws:connect/contactFlow:ContactFlow", "aws:connect/contactFlowModule:ContactFlowModule"];
const flowsOf = (graph: Graph): Resource[] => FLOWS.flatMap((type) => resourcesOf(graph, type));

describe("A stack that was deployed before", function () {
  this.timeout(EVALUATION);
  let outputs: Record<string, Record<string, string>>;
  before(async () => {
    outputs = plain((await graphOf("dev", "up")).outputs) as typeof outputs;
  });

  it("is refused on another instance, in a preview too, with a new stack as the remedy", async () => {
    const message = await evaluate(deployable(), "preview", { instanceArn: outputs["instanceArn"] }).then(
      () => "",
      (error: Error) => error.message,
    );
    expect(message).to.include("connect-ivr:instanceArn").and.include("Another instance is a new stack");
  });

  it("holds a flow that names what the release adds, says so, and sweeps nothing that the held flow may play", async () => {
    const { flowArns } = outputs;
    const { paymentModule: added, ...moduleArns } = outputs["moduleArns"] as Record<string, string>;
    expect(added, "a module that other flows name").to.be.a("string");
    const graph = await evaluate(deployable(), "up", { instanceArn: INSTANCE, flowArns, moduleArns });
    const held = flowsOf(graph).filter(({ ignoreChanges }) => ignoreChanges?.includes("content") === true);
    expect(held.map(({ name }) => name)).to.have.members([
      "flows-addOnModule",
      "flows-balanceModule",
      "flows-productModule",
    ]);
    const said = graph.messages.filter(({ text }) => text.includes("keeps its content in this release"));
    expect(said).to.have.length(held.length);
    expect(said[0]?.text).to.include("paymentModule").and.include("Run pulumi up once more");
    const writers = resourcesOf(graph, "aws:lambda/function:Function").filter(
      ({ name }) => name === "prompts-function",
    );
    expect(JSON.stringify(plain(writers[0]?.inputs["environment"]))).to.include('"ROWS_SWEEP":"later"');
  });

  it("holds nothing where everything that a flow names is deployed, and nothing the first time", async () => {
    const { flowArns, moduleArns } = outputs;
    for (const before of [{ instanceArn: INSTANCE, flowArns, moduleArns }, {}]) {
      const graph = await evaluate(deployable(), "preview", before);
      expect(flowsOf(graph).flatMap(({ ignoreChanges = [] }) => ignoreChanges)).to.deep.equal([]);
    }
  });
});
