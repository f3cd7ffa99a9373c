import { expect } from "chai";
import { compare, endModule, failed, lambda, module, setContact, setFlow, store, text, transfer } from "./blocks";
import { arnOf, call, said } from "./world";

describe("Attributes of a simulated contact", () => {
  it("stay with the contact when it goes on in another flow, while flow attributes end with their flow", async () => {
    const result = await call({
      flows: {
        first: {
          set: setContact({ language: "fr-CA" }, "setFlow"),
          setFlow: setFlow({ greeting: "Hello" }, "before"),
          before: text("$.Attributes.language|$.FlowAttributes.greeting", "go"),
          go: transfer(arnOf("flow", "second")),
          ...failed,
        },
        second: { after: text("$.Attributes.language|$.FlowAttributes.greeting|", "end"), ...failed },
      },
    });
    expect(said(result)).to.deep.equal(["fr-CA|Hello", "fr-CA||"]);
    expect(result.attributes).to.deep.equal({ language: "fr-CA" });
    expect(result.end).to.equal("goodbye");
  });

  it("of a flow do not come back when the contact comes back to it", async () => {
    const result = await call({
      flows: {
        first: {
          tell: text("[$.FlowAttributes.greeting]", "set"),
          set: setFlow({ greeting: "Hello" }, "go"),
          go: transfer(arnOf("flow", "second")),
          ...failed,
        },
        second: {
          once: compare("$.Attributes.seen", { yes: "end" }, "mark"),
          mark: setContact({ seen: "yes" }, "back"),
          back: transfer(arnOf("flow", "first")),
          ...failed,
        },
      },
    });
    expect(said(result)).to.deep.equal(["[]", "[]"]);
  });

  it("of a flow do not enter a module, and a module's do not leave it; contact attributes do both", async () => {
    const result = await call({
      flows: {
        main: {
          set: setFlow({ mine: "flow", both: "flow" }, "setContact"),
          setContact: setContact({ shared: "flow" }, "run"),
          run: module(arnOf("module", "inner"), "after"),
          after: text(
            "after $.FlowAttributes.mine|$.FlowAttributes.its|$.FlowAttributes.both|$.Attributes.shared",
            "end",
          ),
          ...failed,
        },
      },
      modules: {
        inner: {
          inside: text("inside $.FlowAttributes.mine|$.FlowAttributes.both|$.Attributes.shared", "set"),
          set: setFlow({ its: "module", both: "module" }, "setContact"),
          setContact: setContact({ shared: "module" }, "done"),
          done: endModule,
          failed: text("Failed.", "done"),
        },
      },
    });
    expect(said(result)).to.deep.equal(["inside ||flow", "after flow||flow|module"]);
    expect(result.attributes).to.deep.equal({ shared: "module" });
  });

  it("of a module begin anew every time it runs", async () => {
    const result = await call({
      flows: {
        main: {
          run: module(arnOf("module", "inner"), "again"),
          again: module(arnOf("module", "inner"), "end"),
          ...failed,
        },
      },
      modules: {
        inner: {
          tell: text("[$.FlowAttributes.its]", "set"),
          set: setFlow({ its: "module" }, "done"),
          done: endModule,
          failed: text("Failed.", "done"),
        },
      },
    });
    expect(said(result)).to.deep.equal(["[]", "[]"]);
  });

  it("and answers of functions and stored input do not cross the boundary of a module", async () => {
    const result = await call({
      flows: {
        main: {
          ask: store("call"),
          call: lambda("answer", "run"),
          run: module(arnOf("module", "inner"), "after"),
          after: text("after [$.External.word][$.StoredCustomerInput]", "end"),
          ...failed,
        },
      },
      modules: {
        inner: {
          inside: text("inside [$.External.word][$.StoredCustomerInput]", "ask"),
          ask: store("done"),
          done: endModule,
          failed: text("Failed.", "done"),
        },
      },
      functions: { answer: () => ({ word: "hello" }) },
      keys: "12 34",
    });
    expect(said(result)).to.include.members(["inside [][]", "after [][12]"]);
  });

  it("are set all or none: a value that is not there leaves every one as it was", async () => {
    const result = await call({
      flows: {
        main: {
          first: setContact({ a: "1" }, "second"),
          second: setContact({ a: "2", b: "$.Attributes.missing" }, "end"),
          ...failed,
        },
      },
    });
    expect(result.attributes).to.deep.equal({ a: "1" });
    expect(said(result)).to.deep.equal(["Failed."]);
    const flowScoped = await call({
      flows: {
        main: {
          first: setFlow({ a: "1" }, "second"),
          second: setFlow({ a: "2", b: "$.Attributes.missing" }, "end"),
          failed: text("[$.FlowAttributes.a][$.FlowAttributes.b]", "end"),
          end: failed.end,
        },
      },
    });
    expect(said(flowScoped)).to.deep.equal(["[1][]"]);
  });

  it("take 32 KB together and no more, of the contact and of the flow", async () => {
    const half = "x".repeat(16_000);
    for (const set of [setContact, setFlow]) {
      const fits = await call({
        flows: { main: { one: set({ a: half }, "two"), two: set({ b: half }, "end"), ...failed } },
      });
      expect(said(fits)).to.deep.equal([]);
      const tooMuch = await call({
        flows: { main: { one: set({ a: half }, "two"), two: set({ b: half + half }, "end"), ...failed } },
      });
      expect(said(tooMuch)).to.deep.equal(["Failed."]);
    }
  });

  it("that belong to another contact are not set on this one", async () => {
    const result = await call({
      flows: {
        main: {
          set: [
            "UpdateContactAttributes",
            { Attributes: { a: "1" }, TargetContact: "Related" },
            { next: "end", errors: { NoMatchingError: "failed" } },
          ],
          ...failed,
        },
      },
    });
    expect(result.attributes).to.deep.equal({});
  });

  it("take a language, and a language that is not there takes the error branch and changes nothing", async () => {
    const set = (LanguageCode: string) =>
      call({
        flows: {
          main: {
            set: ["UpdateContactData", { LanguageCode }, { next: "end", errors: { NoMatchingError: "failed" } }],
            ...failed,
          },
        },
      });
    expect((await set("fr-CA")).languageCode).to.equal("fr-CA");
    const missing = await set("$.Attributes.language");
    expect(said(missing)).to.deep.equal(["Failed."]);
    expect(missing.languageCode).to.equal("en-US");
  });
});
