import { expect } from "chai";
import {
  type Block,
  check,
  compare,
  defineFlow,
  defineModule,
  describe as sentence,
  disconnect,
  endModule,
  FlowError,
  say,
  setVoice,
} from "../../flowLanguage";
import { flowOf, found } from "./support";

const hello = (to: string): Block => say("<speak>Hello</speak>", { then: to, error: to });

describe("Rules for a flow as a whole", () => {
  describe("size", () => {
    const ofBlocks = (count: number) => {
      const names = Array.from({ length: count }, (_, position) => `step ${position}`);
      return flowOf(
        Object.fromEntries(
          names.map((name, position) => [name, position === count - 1 ? disconnect() : hello(`step ${position + 1}`)]),
        ),
      );
    };

    it("takes 250 blocks", () => expect(found(ofBlocks(250))).to.deep.equal([]));
    it("refuses 251 blocks", () => expect(found(ofBlocks(251))).to.deep.equal(["size"]));
  });

  describe("target", () => {
    const good = { greet: hello("end"), end: disconnect() };

    it("takes branches and a start that are blocks", () => expect(found(flowOf(good))).to.deep.equal([]));
    it("refuses a start that is no block", () =>
      expect(found(flowOf(good, { start: "begin" }))).to.deep.equal(["target"]));
    it("refuses a next block that does not exist", () =>
      expect(found(flowOf({ ...good, greet: { ...hello("end"), next: "nowhere" } }))).to.deep.equal(["greet: target"]));
    it("refuses an error branch that leads nowhere", () =>
      expect(
        found(flowOf({ ...good, greet: { ...hello("end"), errors: { NoMatchingError: "nowhere" } } })),
      ).to.deep.equal(["greet: target"]));
    it("refuses a condition that leads nowhere", () =>
      expect(
        found(
          flowOf({
            greet: compare("$.Attributes.language", [["Equals", "en-US", "nowhere"]], "end"),
            end: disconnect(),
          }),
        ),
      ).to.deep.equal(["greet: target"]));
    it("refuses a name that every JavaScript object has, though no block has it", () => {
      expect(found(flowOf({ ...good, greet: hello("toString") })), "as a branch").to.include("greet: target");
      expect(found(flowOf(good, { start: "toString" })), "as the start").to.include("target");
    });
  });

  describe("description", () => {
    const blocks = { end: disconnect() };

    it("takes a sentence", () => expect(found(flowOf(blocks, { description: "Hangs up." }))).to.deep.equal([]));
    for (const description of ["", "  "])
      it(`refuses ${JSON.stringify(description)}, which the service cannot update`, () =>
        expect(found(flowOf(blocks, { description }))).to.deep.equal(["description"]));
  });

  describe("identifier", () => {
    const named = (name: string) => flowOf(Object.fromEntries([[name, disconnect()]]), { start: name });

    for (const name of ["end", "say good-bye", "Grüße №1 _-.!?", "x".repeat(50), "toJSON"])
      it(`takes the name ${JSON.stringify(name)}`, () => expect(found(named(name))).to.deep.equal([]));
    for (const name of ["", "x".repeat(51), ..."%:(\\/)=$,;[]{}".split("").map((sign) => `a${sign}b`)])
      it(`refuses the name ${JSON.stringify(name)}`, () =>
        expect(found(named(name))).to.deep.equal([`${name}: identifier`]));
    for (const name of [
      "__proto__",
      "constructor",
      "__defineGetter__",
      "__defineSetter__",
      "toString",
      "hasOwnProperty",
      "isPrototypeOf",
      "propertyIsEnumerable",
      "toLocaleString",
      "valueOf",
    ])
      it(`refuses the reserved name ${name}`, () => expect(found(named(name))).to.deep.equal([`${name}: identifier`]));
  });

  describe("type", () => {
    it("takes a type of the library", () => expect(found(flowOf({ it: disconnect() }))).to.deep.equal([]));
    it("refuses a type that the library does not know", () =>
      expect(
        found(flowOf({ it: { type: "CreateWrappedContact", parameters: {}, next: "end" }, end: disconnect() })),
      ).to.deep.equal(["it: type"]));
    it("refuses a type that every JavaScript object has a member for", () =>
      expect(found(flowOf({ it: { type: "toString", parameters: {}, next: "end" }, end: disconnect() }))).to.deep.equal(
        ["it: type"],
      ));
  });
});

describe("The report of a check", () => {
  /** Five faults in four blocks, and one of the flow's own. */
  const faulty = flowOf(
    {
      voice: { ...setVoice({ voice: "Joanna", engine: "Turbo" }, { then: "greet", error: "greet" }), errors: {} },
      greet: say("", { then: "choose", error: "end" }),
      choose: compare("$.Attributes.language", [["Equals", "", "end"]], "end"),
      forgotten: hello("end"),
      end: disconnect(),
    },
    { description: "" },
  );

  it("names every problem of a flow at once", () =>
    expect(found(faulty)).to.deep.equal([
      "choose: condition",
      "description",
      "forgotten: unreachable",
      "greet: empty",
      "voice: error-branch",
      "voice: value",
    ]));

  it("names the flow, the block, the rule and the remedy of each", () => {
    for (const problem of check(faulty)) {
      const { flow, block, rule, message, remedy } = problem;
      expect(flow).to.equal("exampleFlow");
      expect(message, rule).to.match(/\w+/);
      expect(remedy, rule).to.match(/^[A-Z].*\.$/);
      expect(sentence(problem)).to.include(flow).and.include(message).and.include(remedy).and.include(`[${rule}]`);
      if (block !== undefined) expect(sentence(problem)).to.include(`block ${block}`);
    }
  });

  it("is thrown whole by defineFlow and by defineModule", () => {
    const thrownBy = (define: () => unknown): readonly string[] => {
      try {
        define();
      } catch (error) {
        if (error instanceof FlowError)
          return error.message.split("\n").map((line) => /\[(.+)\]$/.exec(line)?.[1] ?? line);
        throw error;
      }
      return [];
    };
    const blocks = {
      greet: say("", { then: "end", error: "end" }),
      lost: say("", { then: "end", error: "end" }),
    } as const;
    const both = ["empty", "empty", "unreachable"];
    expect(
      thrownBy(() =>
        defineFlow({
          name: "f",
          type: "CONTACT_FLOW",
          description: "F.",
          start: "greet",
          blocks: { ...blocks, end: disconnect() },
        }),
      ),
    ).to.deep.equal(both);
    expect(
      thrownBy(() =>
        defineModule({ name: "m", description: "M.", start: "greet", blocks: { ...blocks, end: endModule() } }),
      ),
    ).to.deep.equal(both);
    expect(
      thrownBy(() => defineModule({ name: "m", description: "M.", start: "end", blocks: { end: endModule() } })),
    ).to.deep.equal([]);
  });
});
