import { expect } from "chai";
import type { Json } from "../../flowLanguage";
import { failed, lambda, setContact, text } from "./blocks";
import { type ActionJson, arnOf, call, type FlowJson, said } from "./world";

const invoke = (parameters: Record<string, Json>, equals: Record<string, string> = {}): ActionJson => [
  "InvokeFlowModule",
  { FlowModuleId: arnOf("module", "inner"), ...parameters },
  { next: "after", errors: { NoMatchingError: "failed", NoMatchingCondition: "other" }, equals },
];
const run = (module: FlowJson, caller: ActionJson, after = "After.") =>
  call({
    flows: {
      main: {
        set: setContact({ phone: "+15555550142" }, "run"),
        run: caller,
        after: text(after, "end"),
        known: text("Known: $.Modules.ResultData.id.", "end"),
        other: text("Other.", "end"),
        ...failed,
      },
    },
    modules: { inner: { ...module, failed: ["EndFlowModuleExecution"] } },
  });
const end = (parameters: Record<string, Json>): ActionJson => ["EndFlowModuleExecution", parameters];

describe("A module of a simulated flow", () => {
  it("reads what it was given, references in it filled and JSON types kept", async () => {
    const result = await run(
      {
        tell: text("[$.Modules.Input.phone][$.Modules.Input.tries][$.Modules.Input.site.open]", "done"),
        done: end({}),
      },
      invoke({ Input: { phone: "$.Attributes.phone", tries: 3, site: { open: true } } }),
    );
    expect(said(result)).to.deep.equal(["[+15555550142][3][true]", "After."]);
  });
  it("gives back data and a result, by which its caller goes on", async () => {
    const given = await run(
      { done: end({ Result: "known", ResultData: { id: "c-$.Attributes.phone", n: 1 } }) },
      invoke({}, { known: "known" }),
    );
    expect(said(given)).to.deep.equal(["Known: c-+15555550142."]);
    expect(said(await run({ done: end({ Result: "unknown" }) }, invoke({}, { known: "known" })))).to.deep.equal([
      "Other.",
    ]);
    expect(said(await run({ done: end({}) }, invoke({}), "[$.Modules.Result][$.Modules.ResultData.id]"))).to.deep.equal(
      ["[][]"],
    );
  });
  it("that calls itself is stopped at the fifth level, by the names of all", async () => {
    const itself = await run(
      {
        again: [
          "InvokeFlowModule",
          { FlowModuleId: arnOf("module", "inner") },
          { next: "done", errors: { NoMatchingError: "done", NoMatchingCondition: "done" } },
        ],
        done: end({}),
      },
      invoke({}),
    );
    expect(itself.end).to.equal("error");
    expect(itself.problem).to.match(/more than 5 levels deep: main → inner → inner → inner → inner → inner → inner\. /);
  });
});

describe("KeyExists in a simulated flow", () => {
  const has = async (key: string, answer: Record<string, unknown>) => {
    const which: ActionJson = [
      "Compare",
      { ComparisonValue: "$.External.customer" },
      { next: "no", errors: { NoMatchingCondition: "no" }, conditions: [["KeyExists", [key], "yes"]] },
    ];
    return said(
      await call({
        flows: {
          main: {
            find: lambda("find", "which", {}, "failed", "JSON"),
            which,
            yes: text("Yes.", "end"),
            no: text("No.", "end"),
            ...failed,
          },
        },
        functions: { find: () => answer },
      }),
    );
  };
  it("asks whether an object has a key, of any value", async () => {
    expect(await has("tier", { customer: { tier: "gold" } })).to.deep.equal(["Yes."]);
    expect(await has("tier", { customer: { tier: null } })).to.deep.equal(["Yes."]);
  });
  it("is not met by a place in a list", async () =>
    expect(await has("0", { customer: ["tier"] })).to.deep.equal(["No."]));
  for (const [what, answer] of Object.entries({
    "another key": { customer: { name: "Ann" } },
    "a text": { customer: "tier" },
    nothing: {},
  }))
    it(`is not met by ${what}`, async () => expect(await has("tier", answer)).to.deep.equal(["No."]));
});

describe("References in a simulated flow, once more,", () => {
  const told = async (words: string, answer: unknown = {}) =>
    said(
      await call({
        flows: { main: { find: lambda("find", "tell", {}, "failed", "JSON"), tell: text(words, "end"), ...failed } },
        functions: { find: () => answer },
      }),
    );
  it("leave text that is none as it is", async () =>
    expect(await told("It costs $5.00, or $ 5, 100 % of `all`, {a} [0] $. and $")).to.deep.equal([
      "It costs $5.00, or $ 5, 100 % of `all`, {a} [0] $. and $",
    ]));
  it("cannot go into lists, unless in back-ticks", async () => {
    const list = { items: [{ name: "one" }, { name: "two" }] };
    expect(await told("[$.External.items[1].name]", list)).to.deep.equal(["[]"]);
    expect(await told("[`$.External.items[1].name`][`$['External']['items'][0].name`]", list)).to.deep.equal([
      "[two][one]",
    ]);
  });
  it("read numbers and truths as text, and objects as nothing", async () =>
    expect(
      await told("[$.External.n][$.External.yes][$.External.o][$.External.none]", {
        n: 1.5,
        yes: false,
        o: { a: 1 },
        none: null,
      }),
    ).to.deep.equal(["[1.5][false][][]"]));
  it("to what a simulated call never has are empty", async () =>
    expect(
      await told(
        "[$.Media.Sip.Headers.Via][$.Email.EmailMessage.Plaintext][$.Task.ContactId][$.SegmentAttributes['connect:Subtype']]",
      ),
    ).to.deep.equal(["[][][][connect:Telephony]"]));
});
