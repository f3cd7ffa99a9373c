import { expect } from "chai";
import {
  type Block,
  compare,
  countTo,
  disconnect,
  menu,
  say,
  storeInput,
  transferToFlow,
  transferToQueue,
} from "../../flowLanguage";
import { flowOf, found } from "./support";

const hello = (to: string, error = to): Block => say("<speak>Hello</speak>", { then: to, error });
/** Goes to `again` for as long as the attribute says so: nothing counts, nobody is asked. */
const whileFlagged = (again: string, otherwise: string): Block =>
  compare("$.Attributes.flag", [["Equals", "again", again]], otherwise);

describe("Rules for the paths of a flow", () => {
  describe("unreachable", () => {
    it("takes blocks that a branch of any kind leads to", () =>
      expect(
        found(
          flowOf({
            choose: menu("<speak>One or two</speak>", 5, {
              keys: { 1: "one" },
              silence: "silent",
              otherKey: "other",
              error: "failed",
            }),
            one: disconnect(),
            silent: disconnect(),
            other: disconnect(),
            failed: disconnect(),
          }),
        ),
      ).to.deep.equal([]));
    it("refuses every block that nothing leads to", () =>
      expect(
        found(flowOf({ greet: hello("end"), end: disconnect(), lost: hello("lost too"), "lost too": disconnect() })),
      ).to.deep.equal(["lost too: unreachable", "lost: unreachable"]));
    it("refuses a block that only itself leads to", () =>
      expect(
        found(flowOf({ end: disconnect(), selfish: countTo(3, { again: "selfish", done: "end" }) })),
      ).to.deep.equal(["selfish: unreachable"]));
  });

  describe("endless", () => {
    it("takes a block that ends, transfers to a flow, or enters a queue", () => {
      expect(found(flowOf({ it: disconnect() }))).to.deep.equal([]);
      expect(
        found(
          flowOf({
            it: transferToFlow("$.Attributes.flow", { error: "retry" }),
            retry: storeInput("<speak>Key</speak>", { seconds: 5, digits: 1 }, { then: "it", silence: "it" }),
          }),
        ),
      ).to.deep.equal([]);
      expect(
        found(
          flowOf({
            it: transferToQueue({ full: "retry", error: "retry" }),
            retry: storeInput("<speak>Key</speak>", { seconds: 5, digits: 1 }, { then: "it", silence: "it" }),
          }),
        ),
      ).to.deep.equal([]);
    });
    it("refuses every block from which no end can be reached", () => {
      const ask = (to: string): Block =>
        storeInput("<speak>Key</speak>", { seconds: 5, digits: 1 }, { then: to, silence: to });
      expect(
        found(
          flowOf({
            start: whileFlagged("first", "end"),
            first: ask("second"),
            second: ask("first"),
            end: disconnect(),
          }),
        ),
      ).to.deep.equal(["first: endless", "second: endless"]);
    });
  });

  describe("circle", () => {
    it("refuses a circle that neither the caller nor a count ends", () =>
      expect(
        found(flowOf({ greet: hello("decide"), decide: whileFlagged("greet", "end"), end: disconnect() })),
      ).to.deep.equal(["greet: circle"]));
    it("refuses a block that leads to itself", () =>
      expect(found(flowOf({ decide: whileFlagged("decide", "end"), end: disconnect() }))).to.deep.equal([
        "decide: circle",
      ]));
    it("refuses a circle that goes through an error branch", () =>
      expect(found(flowOf({ greet: hello("end", "again"), again: hello("greet"), end: disconnect() }))).to.deep.equal([
        "greet: circle",
      ]));
    it("takes a circle that a count ends", () =>
      expect(
        found(flowOf({ greet: hello("count"), count: countTo(3, { again: "greet", done: "end" }), end: disconnect() })),
      ).to.deep.equal([]));
    it("takes a circle in which the caller is asked", () =>
      expect(
        found(
          flowOf({
            ask: menu("<speak>One to go on</speak>", 5, {
              keys: { 1: "end" },
              silence: "decide",
              otherKey: "decide",
              error: "end",
            }),
            decide: whileFlagged("ask", "end"),
            end: disconnect(),
          }),
        ),
      ).to.deep.equal([]));
    it("takes two ways that meet again", () =>
      expect(
        found(
          flowOf({
            decide: whileFlagged("greet", "welcome"),
            greet: hello("end"),
            welcome: hello("end"),
            end: disconnect(),
          }),
        ),
      ).to.deep.equal([]));
    it("refuses a circle that goes on when the count is done, because the count then begins anew", () =>
      expect(
        found(
          flowOf({
            decide: whileFlagged("count", "end"),
            count: countTo(3, { again: "decide", done: "decide" }),
            end: disconnect(),
          }),
        ),
      ).to.satisfy((rules: string[]) => rules.some((rule) => rule.endsWith(": circle"))));
    it("names every circle of a flow", () =>
      expect(
        found(
          flowOf({
            decide: whileFlagged("first", "second"),
            first: whileFlagged("first", "end"),
            second: whileFlagged("second", "end"),
            end: disconnect(),
          }),
        ),
      ).to.deep.equal(["first: circle", "second: circle"]));
  });
});
