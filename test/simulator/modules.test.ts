import { expect } from "chai";
import { compare, endModule, failed, menu, module, setContact, text, transfer } from "./blocks";
import { arnOf, call, type FlowJson, idOf, passed, said } from "./world";

/** Modules that run one another, the last of which speaks. */
const levels = (count: number): Record<string, FlowJson> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index): [string, FlowJson] => [
      `level ${index + 1}`,
      {
        ...(index + 1 === count
          ? { tell: text("Deepest.", "done") }
          : { deeper: module(arnOf("module", `level ${index + 2}`), "done") }),
        done: endModule,
        failed: text("Failed.", "done"),
      },
    ]),
  );

describe("Modules of a simulated flow", () => {
  const tells = { tell: text("Inside.", "done"), done: endModule, failed: text("Failed.", "done") };

  it("run and come back to the next block", async () => {
    const result = await call({
      flows: { main: { run: module(arnOf("module", "inner"), "after"), after: text("After.", "end"), ...failed } },
      modules: { inner: tells },
    });
    expect(passed(result)).to.deep.equal(["run module", "tell next", "done return", "after next", "end goodbye"]);
    expect(result.steps.map(({ flow }) => flow)).to.deep.equal(["main", "inner", "inner", "main", "main"]);
  });
  it("are found by ARN or id, with a version or an alias, and by a reference", async () => {
    for (const id of [
      arnOf("module", "inner"),
      idOf("inner"),
      `${idOf("inner")}:$LATEST`,
      `${idOf("inner")}:2`,
      "$.Attributes.module",
    ])
      expect(
        said(
          await call({
            flows: {
              main: { set: setContact({ module: arnOf("module", "inner") }, "run"), run: module(id, "end"), ...failed },
            },
            modules: { inner: tells },
          }),
        ),
        id,
      ).to.deep.equal(["Inside."]);
  });
  it("that are not on the instance take the error branch", async () => {
    for (const id of [idOf("other"), "$.Attributes.module", arnOf("flow", "main")])
      expect(
        said(await call({ flows: { main: { run: module(id, "end"), ...failed } }, modules: { inner: tells } })),
        id,
      ).to.deep.equal(["Failed."]);
  });
  it("tell their caller by contact attributes", async () => {
    const result = await call({
      flows: {
        main: {
          run: module(arnOf("module", "inner"), "which"),
          which: compare("$.Attributes.auth_result", { passed: "yes" }, "failed"),
          yes: text("Welcome.", "end"),
          ...failed,
        },
      },
      modules: {
        inner: { set: setContact({ auth_result: "passed" }, "done"), done: endModule, failed: text("Failed.", "done") },
      },
    });
    expect(said(result)).to.deep.equal(["Welcome."]);
  });
  it("may go on in another flow, from which there is no way back", async () => {
    const result = await call({
      flows: {
        main: { run: module(arnOf("module", "inner"), "after"), after: text("After.", "end"), ...failed },
        other: { tell: text("Other.", "end"), ...failed },
      },
      modules: { inner: { go: transfer(arnOf("flow", "other")), failed: text("Failed.", "done"), done: endModule } },
    });
    expect(said(result)).to.deep.equal(["Other."]);
    expect(result.end).to.equal("goodbye");
  });
  it("end the call when the caller hangs up inside", async () => {
    const result = await call({
      flows: { main: { run: module(arnOf("module", "inner"), "after"), after: text("After.", "end"), ...failed } },
      modules: {
        inner: {
          ask: menu({ 1: "done" }, { silence: "done", otherKey: "done" }),
          done: endModule,
          failed: text("Failed.", "done"),
        },
      },
      keys: "h",
    });
    expect(result.end).to.equal("hangup");
    expect(passed(result)).to.deep.equal(["run module", "ask hangup"]);
  });

  it("nest five levels deep", async () => {
    const result = await call({
      flows: { main: { run: module(arnOf("module", "level 1"), "end"), ...failed } },
      modules: levels(5),
    });
    expect(said(result)).to.deep.equal(["Deepest."]);
    expect(result.end).to.equal("goodbye");
  });
  it("end the call with a problem at a sixth level", async () => {
    const result = await call({
      flows: { main: { run: module(arnOf("module", "level 1"), "end"), ...failed } },
      modules: levels(6),
    });
    expect(result.end).to.equal("error");
    expect(result.problem).to.match(/^level 5, block deeper: .*5/);
    expect(said(result)).to.deep.equal([]);
  });
  it("nest as deep after any number of transfers between flows", async () => {
    const names = ["main", "two", "three", "four", "five", "six", "seven"];
    const chain = Object.fromEntries(
      names.map((name, index): [string, FlowJson] => [
        name,
        {
          go:
            index + 1 < names.length
              ? transfer(arnOf("flow", names[index + 1] ?? ""))
              : module(arnOf("module", "level 1"), "end"),
          ...failed,
        },
      ]),
    );
    const result = await call({ flows: chain, modules: levels(5) });
    expect([result.problem, said(result), result.end]).to.deep.equal([undefined, ["Deepest."], "goodbye"]);
  });
  it("run any number of times one after the other", async () => {
    const names = ["one", "two", "three", "four", "five", "six", "seven"];
    const steps = Object.fromEntries(
      names.map((name, index) => [name, module(arnOf("module", "inner"), names[index + 1] ?? "end")]),
    );
    const result = await call({ flows: { main: { ...steps, ...failed } }, modules: { inner: tells } });
    expect(said(result)).to.have.length(7);
    expect(result.end).to.equal("goodbye");
  });
  it("that return one of several results lead to the branch of that result", async () => {
    const result = await call({
      flows: {
        main: {
          run: [
            "InvokeFlowModule",
            { FlowModuleId: arnOf("module", "inner") },
            {
              next: "no",
              errors: { NoMatchingError: "failed", NoMatchingCondition: "no" },
              equals: { authenticated: "yes" },
            },
          ],
          yes: text("Welcome.", "end"),
          no: text("Nobody.", "end"),
          ...failed,
        },
      },
      modules: { inner: { done: ["EndFlowModuleExecution", { Result: "authenticated" }] } },
    });
    expect(said(result)).to.deep.equal(["Welcome."]);
  });
});
