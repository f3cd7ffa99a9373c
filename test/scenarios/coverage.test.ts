import { expect } from "chai";
import { coverageOf, exitsOf } from "../../local/scenarios/coverage";
import { describeCoverage, describeEdge, describeUncovered } from "../../local/scenarios/describe";
import { deployedIn } from "../../local/scenarios/plan";
import type { CallResult } from "../../local/simulator/call";
import { arnOf, call, type FlowJson, instanceOf, type Scene } from "../simulator/world";

/** Two flows and a module, twelve edges. */
const SCENE: Scene = {
  flows: {
    main: {
      ask: [
        "GetParticipantInput",
        { Text: "1 or 2", InputTimeLimitSeconds: "5", StoreInput: "False" },
        {
          next: "bye",
          equals: { "1": "run", "2": "go" },
          errors: { InputTimeLimitExceeded: "bye", NoMatchingCondition: "bye", NoMatchingError: "bye" },
        },
      ],
      run: [
        "InvokeFlowModule",
        { FlowModuleId: arnOf("module", "helper") },
        { next: "bye", errors: { NoMatchingError: "go" } },
      ],
      go: [
        "TransferToFlow",
        { ContactFlowId: arnOf("flow", "other") },
        { next: "bye", errors: { NoMatchingError: "bye" } },
      ],
      bye: ["DisconnectParticipant"],
    },
    other: { end: ["DisconnectParticipant"] },
  },
  modules: { helper: { done: ["EndFlowModuleExecution"] } },
};
const FLOWS = deployedIn(instanceOf(SCENE));

const coverage = async (keys: readonly string[], scene: Scene = SCENE) => {
  const calls: CallResult[] = [];
  for (const one of keys) calls.push(await call({ ...scene, keys: one }));
  return coverageOf(
    FLOWS,
    calls.map(({ steps }) => steps),
  );
};
const uncovered = async (keys: readonly string[], scene?: Scene): Promise<string[]> =>
  (await coverage(keys, scene)).flows.flatMap((flow) => flow.uncovered.map(describeEdge));

describe("edge coverage", () => {
  it("counts every exit of every block: conditions, errors, next, and leaving the flow", async () => {
    const { edges, taken, flows } = await coverage([]);
    expect([edges, taken]).to.deep.equal([12, 0]);
    expect(flows.map(({ flow, blocks }) => [flow, blocks.map((block) => [block.block, block.edges])])).to.deep.equal([
      ["helper", [["done", 1]]],
      [
        "main",
        [
          ["ask", 5],
          ["run", 2],
          ["go", 2],
          ["bye", 1],
        ],
      ],
      ["other", [["end", 1]]],
    ]);
  });

  it("takes those that a call took, by way of a module too", async () => {
    expect(await uncovered(["1"])).to.deep.equal([
      "main: ask → 2 → go",
      "main: ask → InputTimeLimitExceeded → bye",
      "main: ask → NoMatchingCondition → bye",
      "main: ask → NoMatchingError → bye",
      "main: run → NoMatchingError → go",
      "main: go → leaves",
      "main: go → NoMatchingError → bye",
      "other: end → leaves",
    ]);
    expect((await coverage(["1", "2", "w", "7"])).taken).to.equal(9);
  });

  it("adds nothing for a call that takes the same way, and something for one that does not", async () => {
    expect((await coverage(["1", "1"])).taken).to.equal((await coverage(["1"])).taken);
    expect((await coverage(["1", "7"])).taken).to.equal((await coverage(["1"])).taken + 1);
  });

  it("takes an error branch when the block fails, and the hanging up of a caller for no exit", async () => {
    const forced: Scene = { ...SCENE, world: { force: { "main/run": "NoMatchingError" } } };
    const left = await uncovered(["1"], forced);
    expect(left).to.include("main: run → next → bye");
    expect(left).to.not.include("main: run → NoMatchingError → go");
    expect((await coverage(["h"])).taken).to.equal(0);
  });

  it("goes on from a module by the branch that it returned", async () => {
    const returning: FlowJson = { done: ["EndFlowModuleExecution", { Result: "known" }] };
    const run: FlowJson = {
      run: [
        "InvokeFlowModule",
        { FlowModuleId: arnOf("module", "helper") },
        { next: "bye", equals: { known: "other" }, errors: { NoMatchingError: "bye" } },
      ],
      bye: ["DisconnectParticipant"],
      other: ["DisconnectParticipant"],
    };
    const scene: Scene = { flows: { main: run }, modules: { helper: returning } };
    const measured = coverageOf(deployedIn(instanceOf(scene)), [(await call(scene)).steps]);
    expect(measured.flows.flatMap((flow) => flow.uncovered.map(describeEdge))).to.deep.equal([
      "main: run → next → bye",
      "main: run → NoMatchingError → bye",
      "main: bye → leaves",
    ]);
  });

  it("does not take the next block of a comparison for an exit: nothing goes there by itself", () => {
    const compare = {
      identifier: "is",
      type: "Compare",
      parameters: {},
      next: "no",
      errors: { NoMatchingCondition: "no" },
      conditions: [{ operator: "Equals", operands: ["yes"], next: "yes" }],
    };
    expect(exitsOf({ ...compare })).to.deep.equal([
      { exit: "yes", target: "yes" },
      { exit: "NoMatchingCondition", target: "no" },
    ]);
  });

  it("is told by flow and by block, and what is missed by name", async () => {
    const measured = await coverage(["1", "2", "w", "7"]);
    expect(describeUncovered(measured)).to.equal(
      [
        "  main: ask → NoMatchingError → bye",
        "  main: run → NoMatchingError → go",
        "  main: go → NoMatchingError → bye",
      ].join("\n"),
    );
    expect(describeUncovered(await coverage([])), "blocks that nothing comes to are one line").to.match(
      /^ {2}helper: no scenario comes to .+\n {2}main: no scenario comes to ask, .+\n {2}other: no scenario comes to [^\n]+$/,
    );
    expect(describeCoverage(measured)).to.equal(
      [
        "Edge coverage: 9 of 12, 75 %",
        "  helper                      1/1    100 %   blocks 1/1",
        "  main                       7/10     70 %   blocks 1/4",
        "  other                       1/1    100 %   blocks 1/1",
      ].join("\n"),
    );
  });
});
