import { expect } from "chai";
import type { Graph } from "../../local";
import { type Functions, startFunctions } from "../../local/simulator/functions";
import { functionArn } from "./world";

/** Handlers as they lie in a bundle. */
const handlers = {
  echo: `exports = (event) => ({ ...event, now: new Date().toISOString() })`,
  waits: `exports = async (event) => { if (event.hangs) await new Promise(() => {}); return { calls: String((globalThis.calls = (globalThis.calls ?? 0) + 1)) }; }`,
  spins: `exports = (event) => { while (event.hangs); return { free: "yes" }; }`,
  throws: `exports = () => { throw new TypeError("no row"); }`,
  exits: `exports = (event) => { if (event.dies) process.exit(3); return { alive: "yes" }; }`,
  crashes: `exports = (event) => { if (event.dies) { setTimeout(() => { throw new Error("late") }); return new Promise(() => {}); } return { alive: "yes" }; }`,
  broken: `exports = ; nonsense`,
};

function functionGraph(): Graph {
  const resources = Object.entries(handlers).map(([name, body]) => ({
    type: "aws:lambda/function:Function",
    name,
    urn: name,
    custom: true,
    dependencies: [],
    propertyDependencies: {},
    protect: false,
    deleteBeforeReplace: false,
    inputs: {
      name,
      handler: "index.handler",
      code: { assets: { "index.mjs": { text: body.replace("exports", "export const handler") } } },
      environment: { variables: { ROLE: name } },
    },
    outputs: { arn: functionArn(name) },
  }));
  return { resources } as unknown as Graph;
}

describe("A function in its worker", () => {
  let functions: Functions;
  before(() => {
    functions = startFunctions(functionGraph(), {});
  });
  after(() => functions.close());
  const at = new Date("2026-03-02T15:00:00Z");
  const invoke = async (name: keyof typeof handlers, event: unknown = {}, limit?: number, moment = at) => {
    const { answer, error, timedOut } = await functions.invoke(functionArn(name), event, moment, limit);
    return {
      ...(answer !== undefined && { answer }),
      ...(error !== undefined && { error }),
      ...(timedOut && { timedOut }),
    };
  };

  it("answers, at the moment of its call, whatever calls run beside it", async () => {
    const moments = ["2026-03-02T15:00:00.000Z", "2031-01-01T00:00:00.000Z", "1999-12-31T23:59:59.000Z"];
    const answers = await Promise.all(moments.map((now) => invoke("echo", { a: "1" }, undefined, new Date(now))));
    expect(answers).to.deep.equal(moments.map((now) => ({ answer: { a: "1", now } })));
  });
  it("fails by what it throws, and answers the next call", async () => {
    expect(await invoke("throws")).to.deep.equal({ error: "TypeError: no row" });
    expect(await invoke("throws")).to.deep.equal({ error: "TypeError: no row" });
  });
  for (const [how, name] of [
    ["waits for what never comes", "waits"],
    ["never gives way", "spins"],
  ] as const)
    it(`is ended when it ${how}, and later calls find it new`, async () => {
      expect(await invoke(name, { hangs: true }, 300)).to.deep.equal({
        error: "Task timed out after 0.3 seconds",
        timedOut: true,
      });
      expect(await invoke(name, {}, 8000)).to.deep.equal({
        answer: name === "waits" ? { calls: "1" } : { free: "yes" },
      });
    });
  it("is not lost to the calls beside one that is ended: they are made again", async () => {
    const [hanging, beside] = await Promise.all([invoke("spins", { hangs: true }, 300), invoke("spins", {}, 8000)]);
    expect(hanging).to.have.property("timedOut", true);
    expect(beside).to.deep.equal({ answer: { free: "yes" } });
  });
  it("fails when its process ends or crashes, and is started anew", async () => {
    expect(await invoke("exits", { dies: true })).to.deep.equal({ error: "Runtime exited with status 3" });
    expect(await invoke("exits")).to.deep.equal({ answer: { alive: "yes" } });
    expect(await invoke("crashes", { dies: true })).to.deep.equal({ error: "Error: late" });
    expect(await invoke("crashes")).to.deep.equal({ answer: { alive: "yes" } });
  });
  it("fails when its bundle cannot be loaded", async () =>
    expect((await invoke("broken")).error).to.match(/SyntaxError/));
  it("is known by its ARN", () => {
    expect(functions.nameOf(functionArn("echo"))).to.equal("echo");
    expect(functions.nameOf(functionArn("none"))).to.equal(undefined);
  });
  it("leaves no timer behind: a call that is cut off by closing fails at once", async () => {
    const closing = startFunctions(functionGraph(), {});
    const hanging = closing.invoke(functionArn("waits"), { hangs: true }, at);
    await closing.close();
    expect((await hanging).error).to.equal("The function was stopped.");
  });
});
