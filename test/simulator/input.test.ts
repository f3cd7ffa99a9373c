import { expect } from "chai";
import { compare, failed, hangUp, menu, ssml, store, text } from "./blocks";
import { call, keyed, passed, said, type Scene } from "./world";

const words = {
  one: text("One.", "end"),
  hash: text("Hash.", "end"),
  star: text("Star.", "end"),
  silent: text("Silent.", "end"),
  other: text("Other.", "end"),
  ...failed,
};
const asked = {
  main: { ask: menu({ 1: "one", "#": "hash", "*": "star" }, { silence: "silent", otherKey: "other" }), ...words },
};
const heard = async (scene: Scene) => said(await call(scene)).slice(1);

describe("A menu of a simulated flow", () => {
  for (const [keys, answer] of [
    ["1", "One."],
    ["#", "Hash."],
    ["*", "Star."],
    ["2", "Other."],
    ["w", "Silent."],
    ["", "Silent."],
  ] as const)
    it(`hears ${keys === "" ? "no more keys" : keys} as ${answer}`, async () =>
      expect(await heard({ flows: asked, keys })).to.deep.equal([answer]));

  it("takes one key only", async () => {
    const result = await call({ flows: asked, keys: "12" });
    expect(keyed(result), "what the caller pressed").to.deep.equal(["12"]);
    expect(passed(result)).to.deep.equal(["ask 1", "one next", "end goodbye"]);
  });
  it("says its message before it listens, and names itself to the caller", async () => {
    const asks: unknown[] = [];
    const result = await call({
      flows: asked,
      world: {
        caller: (request) => {
          asks.push(request);
          return { keys: "1" };
        },
      },
    });
    expect(said(result)[0]).to.equal("Press a key.");
    expect(asks).to.deep.equal([{ flow: "main", block: "ask", seconds: 5, digits: 1, keys: ["1", "#", "*"] }]);
    expect(result.transcript.map(({ speaker, block }) => `${speaker} ${block}`)).to.deep.equal([
      "system ask",
      "caller ask",
      "system one",
    ]);
  });
  it("listens without a message", async () =>
    expect(
      said(
        await call({
          flows: { main: { ask: menu({ 1: "one" }, { silence: "silent", otherKey: "other" }, {}), ...words } },
          keys: "1",
        }),
      ),
    ).to.deep.equal(["One."]));
  it("takes the error branch when its message has no words", async () =>
    expect(
      said(
        await call({
          flows: {
            main: {
              ask: menu({ 1: "one" }, { silence: "silent", otherKey: "other" }, { Text: "$.Attributes.none" }),
              ...words,
            },
          },
          keys: "1",
        }),
      ),
    ).to.deep.equal(["Failed."]));
  it("lets time pass while nobody presses a key", async () => {
    const at = async (keys: string) =>
      Date.parse(
        (
          await call({
            flows: { main: { ask: menu({ 1: "end" }, { silence: "end", otherKey: "end" }, {}), ...failed } },
            keys,
          })
        ).contactRecord.DisconnectTimestamp ?? "",
      );
    expect((await at("w")) - (await at("1"))).to.equal(5000);
  });
});

describe("Stored input of a simulated flow", () => {
  const stored = (maximum?: string, more?: Parameters<typeof store>[2]): Scene["flows"] => ({
    main: {
      ask: store("which", maximum, more),
      which: compare("$.StoredCustomerInput", { Timeout: "silent" }, "tell"),
      tell: text("[$.StoredCustomerInput]", "end"),
      ...words,
    },
  });

  it("is what the caller keyed in", async () =>
    expect(await heard({ flows: stored(), keys: "4711" })).to.deep.equal(["[4711]"]));
  it("ends at its longest length", async () =>
    expect(await heard({ flows: stored("3"), keys: "4711" })).to.deep.equal(["[471]"]));
  it("ends at #, which is not part of it", async () => {
    expect(await heard({ flows: stored(), keys: "47#11" })).to.deep.equal(["[47]"]);
    expect(await heard({ flows: stored("3"), keys: "471#" })).to.deep.equal(["[471]"]);
  });
  it("ends at the flow's own sequence of keys", async () =>
    expect(
      await heard({
        flows: stored("8", { DTMFConfiguration: { InputTerminationSequence: "**", DisableCancelKey: "True" } }),
        keys: "47**",
      }),
    ).to.deep.equal(["[47]"]));
  it("tells the caller how many keys it takes", async () => {
    const asks: number[] = [];
    await call({
      flows: stored("6"),
      world: {
        caller: ({ digits }) => {
          asks.push(digits);
          return "silence";
        },
      },
    });
    expect(asks).to.deep.equal([6]);
  });

  for (const [silence, keys] of [
    ["no key", "w"],
    ["# alone, an empty entry,", "#"],
  ] as const) {
    it(`is the word Timeout after ${silence} where the switch says value`, async () =>
      expect(await heard({ flows: stored(), keys, world: { behaviours: { storedSilence: "value" } } })).to.deep.equal([
        "Silent.",
      ]));
    it(`takes the error branch after ${silence} where the switch says error`, async () =>
      expect(await heard({ flows: stored(), keys, world: { behaviours: { storedSilence: "error" } } })).to.deep.equal([
        "Failed.",
      ]));
  }
  it("keeps the last entry until the next", async () => {
    const result = await call({
      flows: {
        main: { one: store("two"), two: store("tell"), tell: text("[$.StoredCustomerInput]", "end"), ...failed },
      },
      keys: "12 34",
    });
    expect(said(result).at(-1)).to.equal("[34]");
  });
});

describe("A caller who hangs up", () => {
  for (const [form, flow] of Object.entries({ menu: asked, "stored input": { main: { ask: store("one"), ...words } } }))
    it(`at a ${form} ends the call there`, async () => {
      const result = await call({ flows: flow, keys: "h 1" });
      expect(result.end).to.equal("hangup");
      expect(result.route).to.equal(null);
      expect(passed(result)).to.deep.equal(["ask hangup"]);
      expect(result.contactRecord).to.include({ DisconnectReason: "CUSTOMER_DISCONNECT", Queue: null });
      expect(result.contactRecord.DisconnectTimestamp).not.to.equal(null);
    });
});

describe("Messages of a simulated flow", () => {
  it("are the words of SSML, without its tags", async () =>
    expect(
      said(
        await call({
          flows: { main: { tell: ssml('<speak>Fish &amp; chips<break time="1s"/> today</speak>', "end"), ...failed } },
        }),
      ),
    ).to.deep.equal(["Fish & chips today"]));
  for (const wrong of [
    "<speak>never closed",
    "no tag at all",
    "<speak><audio src='x'/>Hello</speak>",
    "<speak></speak>",
  ])
    it(`take the error branch for SSML that cannot be spoken: ${wrong}`, async () =>
      expect(said(await call({ flows: { main: { tell: ssml(wrong, "end"), ...failed } } }))).to.deep.equal([
        "Failed.",
      ]));
  it("take the longer the more there is to say", async () => {
    const endOf = async (message: string) =>
      Date.parse(
        (await call({ flows: { main: { tell: text(message, "end"), ...failed } } })).contactRecord
          .DisconnectTimestamp ?? "",
      );
    expect(
      await endOf("All of our agents are busy, so please stay on the line and we will be with you shortly."),
    ).to.be.greaterThan(await endOf("Hello."));
  });
  it("are passed on as they are spoken", async () => {
    const live: string[] = [];
    const result = await call({
      flows: asked,
      keys: "1",
      world: { heard: ({ text: heardText }) => live.push(heardText) },
    });
    expect(live).to.deep.equal(result.transcript.map(({ text: spoken }) => spoken));
  });
  it("in turn hold a contact in its queue's flow", async () => {
    const result = await call({
      flows: {
        main: {
          hold: ["MessageParticipantIteratively", { Messages: [{ Text: "One." }, { SSML: "<speak>Two.</speak>" }] }],
          end: hangUp,
        },
      },
      flowTypes: { main: "CUSTOMER_QUEUE" },
    });
    expect(said(result)).to.deep.equal(["One.", "Two."]);
    expect(result.end).to.equal("queue");
  });
});
