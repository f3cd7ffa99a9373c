import { expect } from "chai";
import type { Functions } from "../../local/simulator/functions";
import { failed, lambda, text } from "./blocks";
import { type ActionJson, call, functionArn, passed, said, stubFunctions } from "./world";
import type { InvocationResult } from "../../local/simulator/functionWorker";

/** A function whose calls come out as listed, in turn; the last one again and again. */
function scriptedFunction(...results: readonly Partial<InvocationResult>[]): Functions & { readonly limits: number[] } {
  const limits: number[] = [];
  return {
    ...stubFunctions({ find: () => ({}) }),
    limits,
    invoke: (_arn, _event, _at, limit) => {
      limits.push(limit ?? 0);
      return Promise.resolve({
        id: limits.length,
        ...(results[Math.min(limits.length, results.length) - 1] as Partial<InvocationResult>),
      });
    },
  };
}

const [type, parameters, ways] = lambda("find", "tell");
const answered = { tell: text("Answered: $.External.word.", "end"), late: text("Late.", "end"), ...failed };
const invoking = (more: Record<string, string> = {}, errors: Record<string, string> = {}): ActionJson => [
  type,
  { ...parameters, ...more },
  { ...ways, errors: { ...ways?.errors, ...errors } },
];
const run = (functions: Functions, action = invoking(), world = {}) =>
  call({ flows: { main: { call: action, ...answered } }, functions, world });
const word = { answer: { word: "yes" } };

describe("A call of a function that the service could not place", () => {
  for (const status of [429, 500, 503])
    it(`is made again after ${status}, three times at most`, async () => {
      const second = scriptedFunction({ status }, word);
      const result = await run(second);
      expect([said(result), second.limits.length]).to.deep.equal([["Answered: yes."], 2]);
      expect(result.lookups.map(({ outcome }) => outcome)).to.deep.equal(["failed", "answered"]);
      const never = scriptedFunction({ status });
      expect([said(await run(never)), never.limits.length]).to.deep.equal([["Failed."], 3]);
    });
  it("is not made again when the function itself failed, or the call was wrong", async () => {
    for (const result of [{ error: "Error: no row" }, { status: 403 }, { answer: { word: 1 } }]) {
      const functions = scriptedFunction(result, word);
      expect([said(await run(functions)), functions.limits.length], JSON.stringify(result)).to.deep.equal([
        ["Failed."],
        1,
      ]);
    }
  });
  it("has what is left of the block's time limit", async () => {
    const functions = scriptedFunction({ status: 500, milliseconds: 1200 }, { status: 500, milliseconds: 300 }, word);
    expect(said(await run(functions, invoking({ InvocationTimeLimitSeconds: "3" })))).to.deep.equal(["Answered: yes."]);
    expect(functions.limits).to.deep.equal([3000, 1800, 1500]);
  });
});

describe("A function that takes too long", () => {
  const slow = (milliseconds: number) => scriptedFunction({ ...word, milliseconds });
  it("takes the error branch after the block's limit, which passes on the clock", async () => {
    expect(said(await run(slow(3000), invoking({ InvocationTimeLimitSeconds: "3" })))).to.deep.equal([
      "Answered: yes.",
    ]);
    const late = await run(slow(3001), invoking({ InvocationTimeLimitSeconds: "3" }));
    expect(said(late)).to.deep.equal(["Failed."]);
    expect(late.lookups[0]?.error).to.equal("No answer within 3 s.");
    expect(
      Date.parse(late.contactRecord.DisconnectTimestamp ?? "") - Date.parse(late.contactRecord.InitiationTimestamp),
    ).to.equal(3000);
  });
  it("is not called again", async () => {
    const functions = scriptedFunction({ timedOut: true, error: "Task timed out", status: 500 });
    await run(functions);
    expect(functions.limits).to.have.length(1);
  });
  it("takes a branch of its own where the flow has one and the switch says so", async () => {
    const own = invoking({}, { TimeLimitExceeded: "late" });
    const late = scriptedFunction({ timedOut: true });
    expect(said(await run(late, own))).to.deep.equal(["Failed."]);
    expect(said(await run(late, own, { behaviours: { functionTimeout: "TimeLimitExceeded" } }))).to.deep.equal([
      "Late.",
    ]);
    expect(said(await run(late, invoking(), { behaviours: { functionTimeout: "TimeLimitExceeded" } }))).to.deep.equal([
      "Failed.",
    ]);
    expect(
      said(
        await run(scriptedFunction({ error: "no row" }), own, { behaviours: { functionTimeout: "TimeLimitExceeded" } }),
      ),
      "a failure is no time-out",
    ).to.deep.equal(["Failed."]);
  });
});

describe("A function that nobody waits for", () => {
  const asynchronous = invoking({ InvocationType: "ASYNCHRONOUS" });
  const tell = { ...answered, tell: text("[$.External.word][$.LambdaInvocation.InvocationId]", "end") };
  const begun = (functions: Functions) => call({ flows: { main: { call: asynchronous, ...tell } }, functions });
  it("leaves its id and no answer, also when it fails later", async () => {
    for (const functions of [scriptedFunction(word), scriptedFunction({ error: "no row" })])
      expect(said(await begun(functions))[0]).to.match(/^\[\]\[[0-9a-f-]{36}\]$/);
  });
  it("is called, and noted with what came of it", async () => {
    expect((await begun(scriptedFunction({ error: "no row" }))).lookups).to.deep.equal([
      { function: "find", flow: "main", block: "call", outcome: "failed", error: "no row" },
    ]);
  });
  it("takes the error branch when the instance may not call it", async () =>
    expect(passed(await begun(stubFunctions({})))[0]).to.equal("call NoMatchingError"));
  it("leaves no id of an earlier one behind", async () => {
    const functions = scriptedFunction(word);
    const result = await call({
      flows: {
        main: {
          first: [asynchronous[0], asynchronous[1], { ...asynchronous[2], next: "call" }],
          call: invoking(),
          ...tell,
        },
      },
      functions,
    });
    expect(said(result)).to.deep.equal(["[yes][]"]);
  });
});

describe("The ARN of a function in a simulated flow", () =>
  it("may carry a version or alias", async () => {
    for (const qualifier of ["7", "live", "$LATEST"])
      expect(
        said(
          await run(
            stubFunctions({ find: () => ({ word: "yes" }) }),
            invoking({ LambdaFunctionARN: `${functionArn("find")}:${qualifier}` }),
          ),
        ),
        qualifier,
      ).to.deep.equal(["Answered: yes."]);
    expect(
      said(await run(stubFunctions({ find: () => ({}) }), invoking({ LambdaFunctionARN: functionArn("found") }))),
    ).to.deep.equal(["Failed."]);
  }));
