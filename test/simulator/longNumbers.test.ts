import { expect } from "chai";
import { callAsJson, describeCall } from "../../local/cli/describeCall";
import { describeUtterance } from "../../local/shared/transcript";
import type { CallResult } from "../../local/simulator/call";
import { shownCall } from "../../local/simulator/shown";
import { callback, compare, failed, lambda, menu, number, setContact, setQueue, store, text } from "./blocks";
import { type ActionJson, arnOf, call, type FlowJson, keyed, passed, said, type Scene } from "./world";

const CARD = "4929117788334455";
const HIDDEN = "•".repeat(CARD.length);

const logging = (FlowLoggingBehavior: "Enabled" | "Disabled", next: string): ActionJson => [
  "UpdateFlowLoggingBehavior",
  { FlowLoggingBehavior },
  { next },
];

/** All that is shown or stored of a call. */
function written(result: CallResult): string {
  const shown = shownCall(result);
  const printed = [
    ...result.transcript.map(describeUtterance),
    describeCall(result),
    JSON.stringify(callAsJson(result)),
  ];
  return [JSON.stringify(shown), ...printed].join("\n");
}

const DIGITS_OF_CARD = /4929|1177|8833|4455/;

describe("A card number that is keyed where nobody asked for one", () => {
  /** Keeps what was keyed wherever a flow can, reads it back, and passes it to a function, which quotes it. */
  const keeping: FlowJson = {
    on: logging("Enabled", "ask"),
    ask: store("keep", "19"),
    keep: setContact({ account: "$.StoredCustomerInput" }, "tag"),
    tag: ["TagContact", { Tags: { account: "$.Attributes.account" } }, { next: "find" }],
    find: lambda("find", "tell", { account: "$.Attributes.account" }, "tell"),
    tell: text("You keyed $.Attributes.account.", "which"),
    which: compare("$.Attributes.account", {}, "end"),
    ...failed,
  };
  const keep = async (functions: Scene["functions"]): Promise<CallResult> =>
    call({ flows: { main: keeping }, keys: `${CARD}#`, ...(functions && { functions }) });

  it("is shown nowhere, though flows, functions and the service's own record have it whole", async () => {
    const events: string[] = [];
    const result = await keep({
      find: ({ Details }) => {
        events.push(JSON.stringify(Details));
        return { account: Details.Parameters["account"] };
      },
    });
    expect(events).to.have.length(1);
    expect(events[0])
      .to.include(`"Parameters":{"account":"${CARD}"}`)
      .and.include(`"Attributes":{"account":"${CARD}"}`);
    expect([result.attributes, result.contactRecord.Attributes]).to.deep.equal([{ account: CARD }, { account: CARD }]);
    const shown = shownCall(result);
    expect(keyed(shown)).to.deep.equal([`${HIDDEN}#`]);
    expect(said(shown).at(-1)).to.equal(`You keyed ${HIDDEN}.`);
    expect(shown.attributes).to.deep.equal({ account: HIDDEN });
    for (const record of [shown.contactRecord, ...shown.contactRecords]) {
      expect(record).to.deep.include({ Attributes: { account: HIDDEN }, AWSAccountId: "123456789012" });
      expect(record.Tags).to.include({ account: HIDDEN });
    }
    expect(result.flowLog.find(({ Identifier }) => Identifier === "ask")?.Results).to.equal(HIDDEN);
    expect(result.flowLog.find(({ Identifier }) => Identifier === "keep")?.Parameters["Value"]).to.equal(HIDDEN);
    expect(result.flowLog.find(({ Identifier }) => Identifier === "which")?.Results).to.equal(HIDDEN);
    expect(result.flowLog.find(({ Identifier }) => Identifier === "find")?.ExternalResults).to.deep.equal({
      account: HIDDEN,
    });
    expect(written(result)).not.to.match(DIGITS_OF_CARD);
  });

  it("is shown nowhere by the error of a function either, or of the simulator", async () => {
    const result = await keep({
      find: ({ Details }) => {
        throw new Error(`no account ${Details.Parameters["account"]}`);
      },
    });
    expect(shownCall(result).lookups.map(({ error }) => error)).to.deep.equal([`Error: no account ${HIDDEN}`]);
    const stopped = await call({
      flows: { main: { ...keeping, tag: [`Tag${CARD}`, {}, { next: "end" }] } },
      keys: `${CARD}#`,
    });
    expect(shownCall(stopped).problem).to.include(HIDDEN);
    expect(written(result) + written(stopped)).not.to.match(DIGITS_OF_CARD);
  });

  it("is hidden whole at a menu, whose key it answers all the same", async () => {
    const main: FlowJson = {
      on: logging("Enabled", "ask"),
      ask: menu({ 4: "tell" }, { silence: "end", otherKey: "end" }),
      tell: text("Four.", "end"),
      ...failed,
    };
    const result = await call({ flows: { main }, keys: CARD });
    expect(said(result)).to.include("Four.");
    expect(keyed(result)).to.deep.equal([HIDDEN]);
  });

  it("is hidden where menus take it digit by digit, in transcript and flow log", async () => {
    const main: FlowJson = {
      on: logging("Enabled", "ask"),
      ask: menu({ 0: "end" }, { silence: "end", otherKey: "ask" }),
      ...failed,
    };
    const keysIn = ({ flowLog }: CallResult) =>
      flowLog.filter(({ Identifier }) => Identifier === "ask").map(({ Results }) => Results);
    for (const keys of [[...CARD].join(" "), [...CARD].map((key) => `<${key}`).join(" ")]) {
      const result = await call({ flows: { main }, keys });
      expect(keyed(result)).to.deep.equal([...HIDDEN]);
      expect(keysIn(result)).to.deep.equal([...HIDDEN, "InputTimeLimitExceeded"]);
      expect(
        passed(result).filter((one) => one.startsWith("ask")),
        "its twin: each was a key",
      ).to.have.length(17);
    }
    const few = [...CARD.slice(0, 11)];
    const result = await call({ flows: { main }, keys: few.join(" ") });
    expect([keyed(result), keysIn(result).slice(0, -1)]).to.deep.equal([few, few]);
  });
});

describe("Keys that are pressed while a flow keeps its log off", () => {
  const asked = (before: FlowJson): Scene => ({
    flows: { main: { ...before, ask: store("tell"), tell: text("[$.StoredCustomerInput]", "end"), ...failed } },
    keys: "47,11#",
  });

  it("are not shown, only how many; the flow has them", async () => {
    const result = await call(asked({ off: logging("Disabled", "ask") }));
    expect(keyed(result)).to.deep.equal(["•••••"]);
    expect(said(result).at(-1)).to.equal("[47]");
    expect(keyed(await call(asked({ on: logging("Enabled", "off"), off: logging("Disabled", "ask") })))).to.deep.equal([
      "•••••",
    ]);
  });

  it("are shown when it is on again, and where no flow has said a word of it", async () => {
    const again = { off: logging("Disabled", "on"), on: logging("Enabled", "ask") };
    for (const before of [{}, again]) expect(keyed(await call(asked(before)))).to.deep.equal(["47,11#"]);
  });

  it("are not shown in the next flow either", async () => {
    const result = await call({
      flows: {
        first: {
          off: logging("Disabled", "go"),
          go: [
            "TransferToFlow",
            { ContactFlowId: arnOf("flow", "second") },
            { next: "failed", errors: { NoMatchingError: "failed" } },
          ],
          ...failed,
        },
        second: { ask: store("end"), ...failed },
      },
      keys: "4711#",
    });
    expect(keyed(result)).to.deep.equal(["•••••"]);
  });
});

describe("A number that is keyed for a callback", () => {
  it("is hidden in the transcript, and called", async () => {
    const main: FlowJson = {
      queue: setQueue(arnOf("queue", "support"), "ask"),
      ask: store("take", "15"),
      take: number("$.StoredCustomerInput", "leave"),
      leave: callback("end"),
      ...failed,
    };
    const result = await call({
      flows: { main },
      queues: ["support"],
      keys: "493023125143#",
      from: null,
      world: { wait: { seconds: 40, then: "answered" } },
    });
    expect(keyed(result)).to.deep.equal([`${"•".repeat(12)}#`]);
    expect(result.contactRecords[1]).to.deep.include({
      InitiationMethod: "CALLBACK",
      CustomerEndpoint: { Address: "+493023125143", Type: "TELEPHONE_NUMBER" },
    });
  });
});
