import { expect } from "chai";
import { failed, hangUp, loop, menu, setContact, setFlow, setVoice, text, transfer } from "./blocks";
import { arnOf, call, idOf, INSTANCE, passed, said } from "./world";

const words = { yes: text("Yes.", "end"), no: text("No.", "end"), ...failed };

describe("Compare in a simulated flow", () => {
  const compared = async (value: string, operator: string, operand: string) =>
    said(
      await call({
        flows: {
          main: {
            set: setContact({ value }, "which"),
            which: [
              "Compare",
              { ComparisonValue: "$.Attributes.value" },
              { next: "no", errors: { NoMatchingCondition: "no" }, conditions: [[operator, [operand], "yes"]] },
            ],
            ...words,
          },
        },
      }),
    )[0];

  for (const [operator, operand, meets, misses] of [
    ["Equals", "fr-CA", ["fr-CA"], ["fr-ca", "fr-CA ", "fr"]],
    ["TextStartsWith", "+1", ["+15555550100", "+1"], ["+4930", "15555550100"]],
    ["TextEndsWith", "00", ["100", "00"], ["001"]],
    ["TextContains", "ca", ["because", "ca"], ["Canada"]],
    ["NumberGreaterThan", "5", ["6", "5.1", "10"], ["5", "4", "-6", "five", " "]],
    ["NumberGreaterOrEqualTo", "5", ["5", "5.0", "10"], ["4.9", "x", " "]],
    ["NumberLessThan", "5", ["4", "-10", "0"], ["5", "10", "four", " "]],
    ["NumberLessOrEqualTo", "5", ["5", "4"], ["5.1", "x", " "]],
  ] as const)
    it(`knows ${operator} ${operand}`, async () => {
      for (const value of meets) expect(await compared(value, operator, operand), value).to.equal("Yes.");
      for (const value of misses) expect(await compared(value, operator, operand), value).to.equal("No.");
    });

  it("takes the first condition that holds", async () => {
    const result = await call({
      flows: {
        main: {
          set: setContact({ n: "7" }, "which"),
          which: [
            "Compare",
            { ComparisonValue: "$.Attributes.n" },
            {
              next: "failed",
              errors: { NoMatchingCondition: "failed" },
              conditions: [
                ["NumberGreaterThan", ["9"], "failed"],
                ["NumberGreaterThan", ["5"], "yes"],
                ["Equals", ["7"], "no"],
              ],
            },
          ],
          ...words,
        },
      },
    });
    expect(said(result)).to.deep.equal(["Yes."]);
  });
  it("meets no condition with a value that is not there", async () => {
    for (const [operator, operand] of [
      ["Equals", "x"],
      ["NumberLessThan", "5"],
      ["TextContains", "x"],
    ] as const)
      expect(
        said(
          await call({
            flows: {
              main: {
                which: [
                  "Compare",
                  { ComparisonValue: "$.Attributes.none" },
                  { next: "no", errors: { NoMatchingCondition: "no" }, conditions: [[operator, [operand], "yes"]] },
                ],
                ...words,
              },
            },
          }),
        ),
        operator,
      ).to.deep.equal(["No."]);
  });
});

describe("Loop in a simulated flow", () => {
  it("goes on n times, then is done once, then begins anew", async () => {
    const result = await call({
      flows: {
        main: {
          count: loop("2", "again", "done"),
          again: text("Again.", "count"),
          done: text("Done.", "round"),
          round: loop("1", "count", "end"),
          ...failed,
        },
      },
    });
    expect(said(result)).to.deep.equal(["Again.", "Again.", "Done.", "Again.", "Again.", "Done."]);
  });
  it("is done at once when it counts to nothing", async () =>
    expect(said(await call({ flows: { main: { count: loop("0", "no", "yes"), ...words } } }))).to.deep.equal(["Yes."]));
  it("counts to a number behind a reference, and to a JSON number", async () => {
    const rounds = async (count: string | number) =>
      said(
        await call({
          flows: {
            main: {
              set: setContact({ n: "2" }, "count"),
              count: loop(count, "again", "end"),
              again: text("Again.", "count"),
              ...failed,
            },
          },
        }),
      );
    expect(await rounds("$.Attributes.n")).to.have.length(2);
    expect(await rounds(2), "a JSON number").to.have.length(2);
  });
  it("counts for itself, whatever other loops do", async () => {
    const result = await call({
      flows: {
        main: {
          outer: loop("2", "inner", "end"),
          inner: loop("2", "tell", "outer"),
          tell: text("Inner.", "inner"),
          ...failed,
        },
      },
    });
    expect(said(result)).to.have.length(4);
  });
  it("counts for its own flow: the same name in another one begins anew", async () => {
    const counts = {
      count: loop("1", "go", "no"),
      go: transfer(arnOf("flow", "second")),
      no: text("No.", "end"),
      ...failed,
    };
    const result = await call({ flows: { first: counts, second: { count: loop("1", "yes", "no"), ...words } } });
    expect(said(result)).to.deep.equal(["Yes."]);
  });
});

describe("Transfer to another flow", () => {
  const second = { tell: text("Second.", "end"), ...failed };

  it("finds it by ARN, by id, with an alias or a version, and by a reference", async () => {
    for (const target of [
      arnOf("flow", "second"),
      idOf("second"),
      `${arnOf("flow", "second")}:$LATEST`,
      `${idOf("second")}:3`,
      "$.FlowAttributes.flow",
    ])
      expect(
        said(
          await call({
            flows: {
              first: { set: setFlow({ flow: arnOf("flow", "second") }, "go"), go: transfer(target), ...failed },
              second,
            },
          }),
        ),
        target,
      ).to.deep.equal(["Second."]);
  });
  it("takes the error branch when there is no such flow", async () => {
    for (const target of [
      arnOf("flow", "third"),
      "$.FlowAttributes.flow",
      arnOf("module", "second"),
      `${INSTANCE}/contact-flow/`,
    ])
      expect(said(await call({ flows: { first: { go: transfer(target), ...failed }, second } })), target).to.deep.equal(
        ["Failed."],
      );
  });
  it("goes in a circle for as long as the caller wants", async () => {
    const flow = (other: string) => ({
      ask: menu({ 1: "go" }, { silence: "end", otherKey: "end" }),
      go: transfer(arnOf("flow", other)),
      ...failed,
    });
    const result = await call({ flows: { main: flow("sub"), sub: flow("main") }, keys: "1 1 1" });
    expect(result.end).to.equal("goodbye");
    expect(result.steps.filter(({ block }) => block === "ask").map(({ flow: name }) => name)).to.deep.equal([
      "main",
      "sub",
      "main",
      "sub",
    ]);
  });
});

describe("Voices of a simulated flow", () => {
  it("speak from the block on that sets them, in their own language, across flows", async () => {
    const result = await call({
      flows: {
        first: {
          before: text("Before.", "voice"),
          voice: setVoice("Gabrielle", "Neural", "after"),
          after: text("After.", "go"),
          go: transfer(arnOf("flow", "second")),
          ...failed,
        },
        second: { later: text("Later.", "end"), ...failed },
      },
    });
    expect(
      result.transcript.map(({ text: words_, voice, language }) => `${words_} ${voice} ${language}`),
    ).to.deep.equal(["Before. Joanna en-US", "After. Gabrielle fr-CA", "Later. Gabrielle fr-CA"]);
  });
  for (const [voice, engine] of [
    ["Chantal", "Neural"],
    ["Gabrielle", "Standard"],
    ["Gabrielle", "neural"],
    ["Gabrielle", "Turbo"],
    ["Nobody", "Neural"],
    ["$.Attributes.voice", "Neural"],
    ["Gabrielle", "$.Attributes.engine"],
  ] as const)
    it(`take the error branch for ${voice} on ${engine}, and leave the voice as it was`, async () => {
      const result = await call({ flows: { main: { voice: setVoice(voice, engine, "end"), ...failed } } });
      expect(said(result)).to.deep.equal(["Failed."]);
      expect(result.transcript[0]?.voice).to.equal("Joanna");
    });
  it("take Standard where a flow names no engine", async () => {
    const without = (name: string) =>
      call({
        flows: {
          main: {
            voice: [
              "UpdateContactTextToSpeechVoice",
              { TextToSpeechVoice: name },
              { next: "yes", errors: { NoMatchingError: "failed" } },
            ],
            ...words,
          },
        },
      });
    expect(said(await without("Chantal"))).to.deep.equal(["Yes."]);
    expect(said(await without("Gabrielle"))).to.deep.equal(["Failed."]);
  });
});

describe("The end of a simulated flow", () => {
  it("is a goodbye where the flow hangs up, and the steps name every block with its branch", async () => {
    const result = await call({ flows: { main: { tell: text("Hello.", "end"), end: hangUp } } });
    expect([result.end, result.route, result.problem]).to.deep.equal(["goodbye", null, undefined]);
    expect(passed(result)).to.deep.equal(["tell next", "end goodbye"]);
    expect(result.contactRecord.DisconnectReason).to.equal("CONTACT_FLOW_DISCONNECT");
  });
});
