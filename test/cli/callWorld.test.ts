import { expect } from "chai";
import { toldWorld, type WorldOptions } from "../../local/cli/callWorld";
import type { Laptop } from "../../local/laptop";
import { failed, text } from "../simulator/blocks";
import { instanceOf } from "../simulator/world";
import { InputError } from "../../local/shared/errors";

const NOTHING: WorldOptions = { full: [], fail: [], force: [], assume: [] };
const flow = { "say hello": text("Hello.", "end"), ...failed };
const laptop = {
  instance: instanceOf({ flows: { main: flow }, modules: { inner: flow }, queues: ["support"] }),
  graph: { resources: [{ type: "aws:lambda/function:Function", outputs: { name: "ivr-dev-getPrompts" } }] },
} as unknown as Laptop;
const told = (options: Partial<WorldOptions>) => toldWorld({ ...NOTHING, ...options }, laptop);

describe("What ivr call is told of the world", () => {
  it("is nothing, where no option is given", () =>
    expect(told({})).to.deep.equal({ queues: {}, failingFunctions: [], force: {}, behaviours: {} }));
  it("is how the wait ends", () => {
    expect(told({ wait: "40" }).wait).to.deep.equal({ seconds: 40, then: "answered" });
    expect(told({ hangUpAfter: "30" }).wait).to.deep.equal({ seconds: 30, then: "hangUp" });
  });
  it("is full queues, failing functions, forced branches and assumptions, each as often as it is given", () => {
    expect(
      told({
        full: ["support"],
        fail: ["getPrompts", "ivr-dev-getPrompts"],
        force: ["main/say hello=NoMatchingError", "inner/end=X"],
        assume: ["storedSilence=error", "chainedState=kept"],
      }),
    ).to.deep.equal({
      queues: { support: { full: true } },
      failingFunctions: ["getPrompts", "ivr-dev-getPrompts"],
      force: { "main/say hello": "NoMatchingError", "inner/end": "X" },
      behaviours: { storedSilence: "error", chainedState: "kept" },
    });
  });
  for (const [options, message] of [
    [{ wait: "soon" }, "--wait soon is no number of seconds. Write a whole number, such as --wait 40."],
    [
      { hangUpAfter: "-1" },
      "--hang-up-after -1 is no number of seconds. Write a whole number, such as --hang-up-after 40.",
    ],
    [{ wait: "1", hangUpAfter: "2" }, "--wait and --hang-up-after exclude each other: give the one that comes first."],
    [{ full: ["sales"] }, "--full sales is not known. There are support."],
    [{ fail: ["Prompts"] }, "--fail Prompts is not known. There are ivr-dev-getPrompts."],
    [{ force: ["main"] }, "--force main has no value. Write --force mainFlow/enterQueue=QueueAtCapacity."],
    [{ force: ["other/end=X"] }, "--force other/end=X: there is no flow or module other. There are inner, main."],
    [{ force: ["main/hello=X"] }, "--force main/hello is not known. There are end, failed, say hello."],
    [{ assume: ["silence=error"] }, /^--assume silence is not known\. There are .*storedSilence/],
    [{ assume: ["storedSilence=maybe"] }, "--assume storedSilence=maybe is not known. There are error, value."],
  ] as const)
    it(`is refused: ${JSON.stringify(options)}`, () =>
      expect(() => told(options))
        .to.throw(InputError)
        .with.property("message")
        .that.satisfies((given: string) => (typeof message === "string" ? given === message : message.test(given))));
});
