import { expect } from "chai";
import {
  type Block,
  checkHours,
  compare,
  type Condition,
  countTo,
  disconnect,
  match,
  menu,
  type Operator,
  say,
  sayWhileWaiting,
  storeInput,
  transferToNumber,
} from "../../flowLanguage";
import { changed, flowAround, flowOf, found } from "./support";

const condition = (operand: string, operator: Operator = "Equals"): Condition<string> => ({
  operator,
  operand,
  next: "end",
});
const choose = menu("<speak>One</speak>", 5, { keys: { 1: "end" }, silence: "end", otherKey: "end", error: "end" });
const ofConditions = (block: Block, ...conditions: readonly Condition<string>[]) =>
  found(flowAround(changed(block, { conditions })));

describe("Rules for branches beside those of the master table", () => {
  describe("error-branch", () => {
    it("refuses an error branch without a target like one that is missing", () => {
      const greet = say("<speak>Hello</speak>", { then: "end", error: "end" });
      expect(
        found(flowAround(changed(choose, { errors: { ...choose.errors, NoMatchingError: undefined } }))),
      ).to.deep.equal(["it: error-branch"]);
      expect(found(flowAround(changed(greet, { errors: { NoMatchingError: "end" } })))).to.deep.equal([]);
    });
    it("refuses what only a phone number's validation has, on a menu", () =>
      expect(
        found(flowAround(changed(choose, { errors: { ...choose.errors, InvalidPhoneNumber: "end" } }))),
      ).to.deep.equal(["it: error-branch"]));
    it("asks for the branch of an invalid number where a phone number is stored", () => {
      const store = storeInput(
        "<speak>Your number</speak>",
        { seconds: 5, digits: 8 },
        { then: "end", silence: "end" },
      );
      const parameters = { ...store.parameters, InputValidation: { PhoneNumberValidation: { NumberFormat: "E164" } } };
      expect(
        found(
          flowAround(changed(store, { parameters, errors: { NoMatchingError: "end", InvalidPhoneNumber: "end" } })),
        ),
        "with it",
      ).to.deep.equal([]);
      expect(found(flowAround(changed(store, { parameters }))), "without it").to.deep.equal(["it: error-branch"]);
    });
    it("refuses the branches of an outside call that comes back, in an agent-transfer flow", () => {
      const outside = transferToNumber("$.Attributes.number", { error: "end" });
      const comesBack = changed(outside, {
        parameters: { ...outside.parameters, ContinueFlowExecution: "True" },
        errors: { NoMatchingError: "end", CallFailed: "end", ConnectionTimeLimitExceeded: "end" },
      });
      expect(found(flowAround(comesBack, "CONTACT_FLOW"))).to.deep.equal([]);
      expect(found(flowAround(comesBack, "AGENT_TRANSFER"))).to.include("it: error-branch");
      expect(
        found(flowAround(changed(comesBack, { errors: { NoMatchingError: "end" } }), "AGENT_TRANSFER")),
      ).to.deep.equal([]);
    });
  });

  describe("condition", () => {
    const decide = compare("$.Attributes.count", [["Equals", "1", "end"]], "end");

    it("takes every operator that the service has, on a comparison", () => {
      for (const operator of [
        "Equals",
        "TextStartsWith",
        "TextEndsWith",
        "TextContains",
        "NumberGreaterThan",
        "NumberGreaterOrEqualTo",
        "NumberLessThan",
        "NumberLessOrEqualTo",
      ] as const)
        expect(ofConditions(decide, condition("1", operator)), operator).to.deep.equal([]);
    });
    it("refuses operators that the service only documents", () => {
      for (const operator of ["And", "Or", "Not", "Contains", "Exists"])
        expect(ofConditions(decide, condition("1", operator as Operator)), operator).to.deep.equal(["it: condition"]);
    });
    it("refuses an empty and a dynamic operand", () => {
      for (const operand of ["", "$.Attributes.x", "pre-$.External['x']"])
        expect(ofConditions(decide, condition(operand)), operand).to.deep.equal(["it: condition"]);
      expect(ofConditions(decide, condition(" "))).to.deep.equal([]);
    });
    it("refuses a comparison with nothing", () => {
      expect(found(flowAround(match("$.Attributes.count", {}, "end"))), "none").to.deep.equal(["it: condition"]);
      expect(found(flowAround(changed(decide, { conditions: undefined }))), "left out").to.deep.equal([
        "it: condition",
      ]);
    });
    it("refuses the same condition twice, and takes the same operand under two operators", () => {
      expect(ofConditions(decide, condition("1"), condition("1"))).to.deep.equal(["it: condition"]);
      expect(ofConditions(decide, condition("1"), condition("1", "TextStartsWith"))).to.deep.equal([]);
    });

    it("takes each key of a telephone in a menu, and no other operand", () => {
      expect(ofConditions(choose, ..."0123456789*#".split("").map((key) => condition(key)))).to.deep.equal([]);
      for (const operand of ["12", "A", " ", "１"])
        expect(ofConditions(choose, condition(operand)), operand).to.deep.equal(["it: condition"]);
    });
    it("takes only equality in a menu", () =>
      expect(ofConditions(choose, condition("1", "TextStartsWith"))).to.deep.equal(["it: condition"]));
    it("takes a menu in which no key does anything, to listen in silence", () =>
      expect(ofConditions(choose)).to.deep.equal([]));
    it("refuses keys where input is stored", () =>
      expect(
        ofConditions(
          storeInput("<speak>Key</speak>", { seconds: 5, digits: 1 }, { then: "end", silence: "end" }),
          condition("1"),
        ),
      ).to.deep.equal(["it: condition"]));

    const fixed: readonly (readonly [string, Block, readonly string[]])[] = [
      ["a count", countTo(3, { again: "end", done: "end" }), ["ContinueLooping", "DoneLooping"]],
      [
        "opening hours",
        checkHours("$.Attributes.hours", { open: "end", closed: "end", error: "end" }),
        ["True", "False"],
      ],
    ];
    for (const [what, block, [first = "", second = ""]] of fixed)
      it(`takes exactly ${first} and ${second} for ${what}, in either order`, () => {
        expect(ofConditions(block, condition(first), condition(second))).to.deep.equal([]);
        expect(ofConditions(block, condition(second), condition(first))).to.deep.equal([]);
        expect(ofConditions(block, condition(first)), "one missing").to.deep.equal(["it: condition"]);
        expect(ofConditions(block), "both missing").to.deep.equal(["it: condition"]);
        expect(
          ofConditions(block, condition(first), condition(second), condition("Override")),
          "one more",
        ).to.deep.equal(["it: condition"]);
        expect(
          ofConditions(block, condition(first), condition(second, "TextContains")),
          "another operator",
        ).to.deep.equal(["it: condition"]);
      });

    it("takes the branch of an interruption only from messages that are interrupted", () => {
      const hold = sayWhileWaiting(["<speak>Hold</speak>"]);
      const conditions = [condition("MessagesInterrupted")];
      const foundIn = (block: Block) => found(flowOf({ it: block, end: disconnect() }, { type: "CUSTOMER_QUEUE" }));
      expect(
        foundIn(changed(hold, { conditions, parameters: { ...hold.parameters, InterruptFrequencySeconds: "30" } })),
      ).to.deep.equal([]);
      expect(foundIn(changed(hold, { conditions }))).to.deep.equal(["it: condition"]);
    });
  });
});
