import { expect } from "chai";
import type { Json } from "../../flowLanguage";
import { compare, failed, menu, setContact, store, text } from "./blocks";
import { type ActionJson, call, type FlowJson, keyed, passed, said, type Scene } from "./world";
import { takeKeys } from "../../local/simulator/actions/input";

const words = {
  one: text("One.", "end"),
  silent: text("Silent.", "end"),
  other: text("Other.", "end"),
  wrong: text("No number.", "end"),
  ...failed,
};
const storing = (more: Record<string, Json> = {}, maximum = "8"): FlowJson => ({
  ask: store("which", maximum, more),
  which: compare("$.StoredCustomerInput", { Timeout: "silent" }, "tell"),
  tell: text("[$.StoredCustomerInput]", "end"),
  ...words,
});
const heard = async (flow: FlowJson, keys: string, more: Partial<Scene> = {}) =>
  said(await call({ flows: { main: flow }, keys, ...more })).slice(1);
/** How many seconds of the simulated clock a call takes. */
const secondsOf = async (flow: FlowJson, keys: string, more: Partial<Scene> = {}) => {
  const { contactRecord } = await call({ flows: { main: flow }, keys, ...more });
  return (Date.parse(contactRecord.DisconnectTimestamp ?? "") - Date.parse(contactRecord.InitiationTimestamp)) / 1000;
};

describe("Keys are taken", () => {
  const rules = { terminator: "#", maximum: 4, cancels: true };
  const cases: [string, string, Partial<typeof rules>, ReturnType<typeof takeKeys>][] = [
    ["to the terminator", "12#9", {}, { entry: "12", complete: true, rest: "9" }],
    ["to the longest length", "12345", {}, { entry: "1234", complete: true, rest: "5" }],
    [
      "to the longest length, behind which the terminator is left",
      "1234#",
      {},
      { entry: "1234", complete: true, rest: "#" },
    ],
    ["to a pause", "12,34#", {}, { entry: "12", complete: false, rest: "34#" }],
    ["until there are no more", "12", {}, { entry: "12", complete: false, rest: "" }],
    ["anew behind the cancel key", "12*34#", {}, { entry: "34", complete: true, rest: "" }],
    [
      "with the cancel key as one of them where it is disabled",
      "1*2#",
      { cancels: false },
      { entry: "1*2", complete: true, rest: "" },
    ],
    ["to a terminator of two keys", "12##9", { terminator: "##" }, { entry: "12", complete: true, rest: "9" }],
    [
      "with half of a terminator as one of them",
      "1#2##",
      { terminator: "##" },
      { entry: "1#2", complete: true, rest: "" },
    ],
    [
      "to a terminator right behind the longest length, though half of it looked like a key",
      "123##",
      { terminator: "##" },
      { entry: "123", complete: true, rest: "" },
    ],
    [
      "to the longest length where half of a terminator was none",
      "123#56",
      { terminator: "##" },
      { entry: "123#", complete: true, rest: "56" },
    ],
    [
      "to a terminator of five keys",
      "12*#*#*",
      { terminator: "*#*#*", cancels: false },
      { entry: "12", complete: true, rest: "" },
    ],
    ["past a pause when all before it was cancelled", "12*,3#", {}, { entry: "3", complete: true, rest: "" }],
    ["as nothing where the terminator comes first", "#12", {}, { entry: "", complete: true, rest: "12" }],
  ];
  for (const [what, keys, more, taken] of cases)
    it(`${what}: ${keys}`, () => expect(takeKeys(keys, { ...rules, ...more })).to.deep.equal(taken));
});

describe("The time of an input", () => {
  const quiet = (more: Record<string, Json> = {}): FlowJson => ({
    ask: [
      "GetParticipantInput",
      {
        InputTimeLimitSeconds: "5",
        StoreInput: "True",
        InputValidation: { CustomValidation: { MaximumLength: "4" } },
        ...more,
      },
      { next: "end", errors: { NoMatchingError: "failed" } },
    ],
    ...failed,
  });
  it("is the limit until the first key when nobody presses one", async () =>
    expect(await secondsOf(quiet(), "w")).to.equal(5));
  it("is nothing when the entry is complete, by terminator or length", async () => {
    expect(await secondsOf(quiet(), "12#")).to.equal(0);
    expect(await secondsOf(quiet(), "1234")).to.equal(0);
  });
  it("is the inter-digit limit, five seconds or the flow's own, when the caller stops", async () => {
    expect(await secondsOf(quiet(), "12")).to.equal(5);
    expect(await secondsOf(quiet({ DTMFConfiguration: { InterdigitTimeLimitSeconds: "2" } }), "12")).to.equal(2);
  });
  it("is that of a message too, unless the caller cuts it short", async () => {
    const flow = {
      ask: menu({ 1: "end" }, { silence: "end", otherKey: "end" }, { Text: "x".repeat(1000) }),
      ...failed,
    };
    expect(await secondsOf(flow, "1")).to.equal(65);
    expect(await secondsOf(flow, "<1")).to.equal(0);
  });
});

describe("Stored input of a simulated flow, key by key,", () => {
  it("ends at a pause that outlasts the inter-digit limit", async () =>
    expect(await heard(storing(), "12,34#")).to.deep.equal(["[12]"]));
  it("begins anew after the cancel key, unless the flow disables it", async () => {
    expect(await heard(storing(), "12*34#")).to.deep.equal(["[34]"]);
    expect(await heard(storing({ DTMFConfiguration: { DisableCancelKey: "True" } }), "12*34#")).to.deep.equal([
      "[12*34]",
    ]);
  });
  it("is silence when all of it was cancelled", async () =>
    expect(await heard(storing(), "12*")).to.deep.equal(["Silent."]));
  it("takes keys as they are, when the caller hesitates or not, in any number of inputs", async () => {
    const result = await call({
      flows: {
        main: {
          first: store("second", "2"),
          second: store("tell", "2"),
          tell: text("[$.StoredCustomerInput]", "end"),
          ...failed,
        },
      },
      keys: "123 45",
    });
    expect(said(result).at(-1), "a key too many is lost").to.equal("[45]");
  });
});

describe("The buffer of keys", () => {
  const buffer = (on: "True" | "False", next: string): ActionJson => [
    "GetParticipantInput",
    { EnableDTMFBuffer: on, ...(on === "False" && { StoreInput: "True", InputTimeLimitSeconds: "5" }) },
    { next, errors: { NoMatchingError: "failed" } },
  ];
  const main = (before: FlowJson): FlowJson => ({
    ...before,
    first: menu({ 1: "between" }, { silence: "silent", otherKey: "other" }, { Text: "First?" }),
    between: [
      "MessageParticipant",
      { Text: "Between.", SkipWhenDTMFBufferEnabled: "true" },
      { next: "second", errors: { NoMatchingError: "failed" } },
    ],
    second: store("tell", "4", { Text: "Second?" }),
    tell: text("[$.StoredCustomerInput]", "end"),
    ...words,
  });

  it("keeps keys that one input did not take for the next, whose message is not said", async () => {
    const result = await call({ flows: { main: main({ on: buffer("True", "first") }) }, keys: "14711" });
    expect(said(result)).to.deep.equal(["First?", "[4711]"]);
    expect(keyed(result)).to.deep.equal(["14711"]);
  });
  it("waits for the keys that are missing behind those pressed ahead", async () => {
    const result = await call({ flows: { main: main({ on: buffer("True", "first") }) }, keys: "147 11" });
    expect(said(result).at(-1)).to.equal("[4711]");
    expect(
      (await call({ flows: { main: main({ on: buffer("True", "first") }) }, keys: "147" }).then(said)).at(-1),
    ).to.equal("[47]");
  });
  it("keeps nothing while it is off, or when it is turned off again", async () => {
    expect(await heard(main({}), "14711 22#")).to.deep.equal(["Between.", "Second?", "[22]"]);
    expect(await heard(main({ on: buffer("True", "off"), off: buffer("False", "first") }), "14711 22#")).to.deep.equal([
      "Between.",
      "Second?",
      "[22]",
    ]);
  });
  it("skips a message that asks for it while keys wait, or whenever it is on, by the switch", async () => {
    expect(await heard(main({ on: buffer("True", "first") }), "1 22#")).to.deep.equal(["Between.", "Second?", "[22]"]);
    expect(
      await heard(main({ on: buffer("True", "first") }), "1 22#", {
        world: { behaviours: { skippedMessage: "bufferOn" } },
      }),
    ).to.deep.equal(["Second?", "[22]"]);
  });
});

describe("A phone number that a caller keys in", () => {
  const ask = (format: Record<string, Json>): FlowJson => ({
    ask: [
      "GetParticipantInput",
      {
        Text: "Your number?",
        InputTimeLimitSeconds: "5",
        StoreInput: "True",
        InputValidation: { PhoneNumberValidation: format },
      },
      { next: "which", errors: { NoMatchingError: "failed", InvalidPhoneNumber: "wrong" } },
    ],
    which: compare("$.StoredCustomerInput", { Timeout: "silent" }, "tell"),
    tell: text("[$.StoredCustomerInput]", "end"),
    ...words,
  });
  const local = ask({ NumberFormat: "Local", CountryCode: "CA" });
  const international = ask({ NumberFormat: "E164" });

  it("in the local format gets its country code", async () =>
    expect(await heard(local, "4165550143#")).to.deep.equal(["[+14165550143]"]));
  it("in the international format begins with it", async () =>
    expect(await heard(international, "4930123456#")).to.deep.equal(["[+4930123456]"]));
  it("is stored as keyed where the switch says so", async () =>
    expect(await heard(local, "4165550143#", { world: { behaviours: { storedPhoneNumber: "keyed" } } })).to.deep.equal([
      "[4165550143]",
    ]));
  for (const [flow, keys] of [
    [local, "555#"],
    [local, "99999999999#"],
    [international, "4165550143#"],
    [international, "12#"],
  ] as const)
    it(`takes its own branch when it is none: ${keys}`, async () =>
      expect(await heard(flow, keys)).to.deep.equal(["No number."]));
  it("is silence when nothing is keyed", async () => expect(await heard(local, "w")).to.deep.equal(["Silent."]));
});

describe("A callback number that was keyed in", () => {
  const flow: FlowJson = {
    set: setContact({ number: "14165550143", short: "4165550143" }, "good"),
    good: [
      "UpdateContactCallbackNumber",
      { CallbackNumber: "$.Attributes.number" },
      { next: "bad", errors: { InvalidCallbackNumber: "failed", CallbackNumberNotDialable: "failed" } },
    ],
    bad: [
      "UpdateContactCallbackNumber",
      { CallbackNumber: "$.Attributes.short" },
      { next: "end", errors: { InvalidCallbackNumber: "other", CallbackNumberNotDialable: "failed" } },
    ],
    ...words,
  };
  it("may lack its +, but not its country code", async () =>
    expect(passed(await call({ flows: { main: flow } })).slice(1, 3)).to.deep.equal([
      "good next",
      "bad InvalidCallbackNumber",
    ]));
});
