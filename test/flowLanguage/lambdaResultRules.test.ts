import { expect } from "chai";
import { type Block, disconnect, invokeModule, lookup, match, say, setContactAttributes } from "../../flowLanguage";
import { flowOf, found } from "./support";

const contract = { role: "findOrder", parameters: ["order"], answers: ["state", "date", "price"] } as const;
const order = lookup(contract, ["state", "date"]);
const price = lookup(contract, ["price"]);
const end = disconnect();
/** Reads a key of the last answer. */
const read = (reference: string, to = "end"): Block => say(`<speak>${reference}</speak>`, { then: to, error: to });

describe("stale-result: reads of a Lambda function's answer", () => {
  it("takes a read right after the call that answers the key", () =>
    expect(
      found(flowOf({ call: order.invoke({}, { then: "read", error: "end" }), read: read("$.External.state"), end })),
    ).to.deep.equal([]));
  it("takes a read that blocks without a call separate from its call", () =>
    expect(
      found(
        flowOf({
          call: order.invoke({}, { then: "greet", error: "end" }),
          greet: read("Hello", "read"),
          read: read("$.External.state"),
          end,
        }),
      ),
    ).to.deep.equal([]));
  it("refuses a read before any call", () =>
    expect(found(flowOf({ read: read("$.External.state"), end }))).to.deep.equal(["read: stale-result"]));
  it("refuses a read on the error branch of the call", () =>
    expect(
      found(flowOf({ call: order.invoke({}, { then: "end", error: "read" }), read: read("$.External.state"), end })),
    ).to.deep.equal(["read: stale-result"]));
  it("refuses a key that the call was not asked for", () =>
    expect(
      found(flowOf({ call: order.invoke({}, { then: "read", error: "end" }), read: read("$.External.price"), end })),
    ).to.deep.equal(["read: stale-result"]));
  it("refuses a read after another call has overwritten the answer", () =>
    expect(
      found(
        flowOf({
          call: order.invoke({}, { then: "callAgain", error: "end" }),
          callAgain: price.invoke({}, { then: "read", error: "end" }),
          read: read("$.External.state"),
          end,
        }),
      ),
    ).to.deep.equal(["read: stale-result"]));
  it("takes what was kept in flow attributes before another call", () =>
    expect(
      found(
        flowOf({
          call: order.invoke({}, { then: "keep", error: "end" }),
          keep: order.keep({ then: "callAgain", error: "end" }),
          callAgain: price.invoke({}, { then: "read", error: "end" }),
          read: read(order.kept.state),
          end,
        }),
      ),
    ).to.deep.equal([]));
  it("refuses a read that is right on one path and wrong on another, whichever path is the first", () => {
    for (const [first, other] of [
      ["callPrice", "callOrder"],
      ["callOrder", "callPrice"],
    ] as const)
      expect(
        found(
          flowOf({
            which: match("$.Attributes.kind", { price: first }, other),
            callPrice: price.invoke({}, { then: "read", error: "end" }),
            callOrder: order.invoke({}, { then: "read", error: "end" }),
            read: read("$.External.state"),
            end,
          }),
        ),
      ).to.deep.equal(["read: stale-result"]);
  });
  it("takes a read that is right on every path", () =>
    expect(
      found(
        flowOf({
          which: match("$.Attributes.kind", { price: "callPrice" }, "callOrder"),
          callPrice: order.invoke({}, { then: "read", error: "end" }),
          callOrder: order.invoke({}, { then: "read", error: "end" }),
          read: read("$.External.state"),
          end,
        }),
      ),
    ).to.deep.equal([]));
  it("finds reads at any depth of the parameters", () =>
    expect(
      found(
        flowOf({ keep: setContactAttributes({ state: "now $.External.state" }, { then: "end", error: "end" }), end }),
      ),
    ).to.deep.equal(["keep: stale-result"]));
  it("refuses a read that the call itself makes of the answer it overwrites only when that is not there", () => {
    const chained = (first: Block) =>
      flowOf({ first, second: price.invoke({ order: "$.External.date" }, { then: "end", error: "end" }), end });
    expect(found(chained(order.invoke({}, { then: "second", error: "end" })))).to.deep.equal([]);
    expect(found(chained(price.invoke({}, { then: "second", error: "end" })))).to.deep.equal(["second: stale-result"]);
  });

  for (const reference of ["$.External['state']", "$['External']['state']"])
    it(`knows the bracket form ${reference}`, () => {
      expect(
        found(flowOf({ call: order.invoke({}, { then: "read", error: "end" }), read: read(reference), end })),
        "after the call",
      ).to.deep.equal([]);
      expect(found(flowOf({ read: read(reference), end })), "without a call").to.deep.equal(["read: stale-result"]);
    });

  it("refuses a read after a module, whose boundary no answer crosses", () =>
    expect(
      found(
        flowOf({
          call: order.invoke({}, { then: "module", error: "end" }),
          module: invokeModule("$.Attributes.module", { then: "read", error: "end" }),
          read: read("$.External.state"),
          end,
        }),
      ),
    ).to.deep.equal(["read: stale-result"]));
});
