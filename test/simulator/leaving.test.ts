import { expect } from "chai";
import { failed, hangUp, setQueue, text } from "./blocks";
import { walk } from "./contacts";
import { type ActionJson, arnOf, call, type FlowJson, INSTANCE, passed, said, type Scene } from "./world";

const AGENT = "0b9f4a52-2a53-4a0a-9a4e-3d0d9f3f9d11";
const agentArn = `${INSTANCE}/agent/${AGENT}`;
const ways = { next: "failed", errors: { NoMatchingError: "failed" } };
const enter: ActionJson = [
  "TransferContactToQueue",
  {},
  { next: "failed", errors: { QueueAtCapacity: "full", NoMatchingError: "failed" } },
];
const words = { full: text("Full.", "end"), ...failed };
const setAgent = (AgentId: string, next: string): ActionJson => [
  "UpdateContactTargetQueue",
  { AgentId },
  { ...ways, next },
];

describe("An agent as the target of a simulated flow", () => {
  const routed = (id: string, world: Scene["world"] = {}) =>
    call({ flows: { main: { set: setAgent(id, "enter"), enter, ...words } }, world });
  it("takes the contact in a queue of their own, by ARN or id", async () => {
    for (const id of [agentArn, AGENT]) {
      const result = await routed(id);
      expect([result.end, result.route]).to.deep.equal([
        "queue",
        { type: "queue", key: `agent/${AGENT}`, arn: `${INSTANCE}/queue/agent/${AGENT}` },
      ]);
    }
  });
  it("can have a full queue, by its key", async () =>
    expect(said(await routed(AGENT, { queues: { [`agent/${AGENT}`]: { full: true } } }))).to.deep.equal(["Full."]));
  it("takes the error branch when a reference names none", async () =>
    expect(said(await routed("$.Attributes.none"))).to.deep.equal(["Failed."]));
  it("gives way to a queue that is set later", async () => {
    const { contact } = await walk(
      { agent: setAgent(AGENT, "queue"), queue: setQueue(arnOf("queue", "support"), "stop"), ...failed },
      {},
      { queues: ["support"] },
    );
    expect([contact.queue?.arn, contact.agent]).to.deep.equal([arnOf("queue", "support"), undefined]);
  });
  it("gets the contact directly, or hangs up on it when busy", async () => {
    const direct = (agentsAvailable: number) =>
      call({
        flows: { main: { set: setAgent(AGENT, "go"), go: ["TransferContactToAgent"], ...words } },
        world: { queues: { [`agent/${AGENT}`]: { agentsAvailable } } },
      });
    const free = await direct(1);
    expect([free.end, free.route]).to.deep.equal(["transfer", { type: "agent", key: AGENT, arn: agentArn }]);
    expect((await direct(0)).end).to.equal("goodbye");
  });
});

describe("Leaving a queue for another", () => {
  const queues = ["support", "sales"];
  const leaving = (target: Record<string, string>, world: Scene["world"] = {}) =>
    call({
      flows: {
        main: {
          queue: setQueue(arnOf("queue", "support"), "hook"),
          hook: [
            "UpdateContactEventHooks",
            { EventHooks: { CustomerQueue: arnOf("flow", "waiting") } },
            { ...ways, next: "enter" },
          ],
          enter,
          ...words,
        },
        waiting: {
          leave: [
            "DequeueContactAndTransferToQueue",
            target,
            { next: "failed", errors: { QueueAtCapacity: "full", NoMatchingError: "failed" } },
          ],
          ...words,
        },
      },
      flowTypes: { waiting: "CUSTOMER_QUEUE" },
      queues,
      world,
    });
  it("takes the contact there", async () => {
    expect((await leaving({ QueueId: arnOf("queue", "sales") })).route).to.deep.equal({
      type: "queue",
      key: "sales",
      arn: arnOf("queue", "sales"),
    });
    expect((await leaving({ AgentId: AGENT })).route?.key).to.equal(`agent/${AGENT}`);
  });
  it("has branches for a full queue and for none", async () => {
    expect(
      said(await leaving({ QueueId: arnOf("queue", "sales") }, { queues: { sales: { full: true } } })),
    ).to.deep.equal(["Full."]);
    expect(said(await leaving({ QueueId: arnOf("queue", "none") }))).to.deep.equal(["Failed."]);
  });
});

describe("A call to an outside number", () => {
  const number = "+15555550177";
  const transfer = (goesOn: "True" | "False"): FlowJson => ({
    go: [
      "TransferParticipantToThirdParty",
      { ThirdPartyPhoneNumber: number, ThirdPartyConnectionTimeLimitSeconds: "30", ContinueFlowExecution: goesOn },
      {
        next: "back",
        errors: {
          NoMatchingError: "failed",
          ...(goesOn === "True" && { CallFailed: "busy", ConnectionTimeLimitExceeded: "late" }),
        },
      },
    ],
    back: text("Back.", "end"),
    busy: text("Busy.", "end"),
    late: text("Late.", "end"),
    ...failed,
  });
  const outcome = async (goesOn: "True" | "False", world: Scene["world"]) => {
    const result = await call({ flows: { main: transfer(goesOn) }, world });
    return [result.end, ...said(result)];
  };
  it("comes back to a flow that goes on, whatever came of it", async () => {
    expect(await outcome("True", {})).to.deep.equal(["goodbye", "Back."]);
    expect(await outcome("True", { thirdParty: { [number]: "CallFailed" } })).to.deep.equal(["goodbye", "Busy."]);
    expect(await outcome("True", { thirdParty: { [number]: "ConnectionTimeLimitExceeded" } })).to.deep.equal([
      "goodbye",
      "Late.",
    ]);
  });
  it("rings for as long as the flow lets it", async () => {
    const { contact } = await walk(
      { ...transfer("True"), late: text("Late.", "stop") },
      {},
      {},
      { thirdParty: { [number]: "ConnectionTimeLimitExceeded" } },
    );
    expect(contact.now - contact.startedAt.getTime()).to.equal(30_000 + "Late.".length * 65);
  });
  it("takes the error branch when it fails and the flow would not go on, or ends the call, by the switch", async () => {
    expect(await outcome("False", {})).to.deep.equal(["transfer"]);
    expect(await outcome("False", { thirdParty: { [number]: "CallFailed" } })).to.deep.equal(["goodbye", "Failed."]);
    expect(
      await outcome("False", { thirdParty: { [number]: "CallFailed" }, behaviours: { failedTransfer: "goodbye" } }),
    ).to.deep.equal(["goodbye"]);
  });
});

describe("A callback", () => {
  const callback = (more: Record<string, string>): FlowJson => ({
    number: [
      "UpdateContactCallbackNumber",
      { CallbackNumber: "$.CustomerEndpoint.Address" },
      { next: "leave", errors: { InvalidCallbackNumber: "failed", CallbackNumberNotDialable: "failed" } },
    ],
    leave: [
      "CreateCallbackContact",
      { InitialCallDelaySeconds: "5", MaximumConnectionAttempts: "2", RetryDelaySeconds: "600", ...more },
      { ...ways, next: "end" },
    ],
    ...failed,
  });
  it("can wait for an agent", async () =>
    expect((await call({ flows: { main: callback({ AgentId: AGENT }) } })).route).to.deep.include({
      type: "callback",
      key: `agent/${AGENT}`,
    }));
  it("takes the error branch for a flow that is not there", async () => {
    expect(
      said(await call({ flows: { main: callback({ AgentId: AGENT, ContactFlowId: arnOf("flow", "none") }) } })),
    ).to.deep.equal(["Failed."]);
    expect(
      said(await call({ flows: { main: callback({ AgentId: AGENT, ContactFlowId: arnOf("flow", "main") }) } })),
    ).to.deep.equal([]);
  });
  it("is for no chat: it has no valid number", async () =>
    expect((await walk(callback({ AgentId: AGENT }), { channel: "CHAT", caller: "+15555550142" })).passed[0]).to.equal(
      "number InvalidCallbackNumber",
    ));
});

describe("The previous contact of a transfer", () => {
  const flow: FlowJson = {
    hold: [
      "UpdatePreviousContactParticipantState",
      { PreviousContactParticipantState: "AgentOnHold" },
      { ...ways, next: "end" },
    ],
    ...failed,
  };
  it("can be put on hold where there is one", async () => {
    expect((await walk(flow, { previousId: "contact-0" })).said).to.deep.equal([]);
    expect((await walk(flow)).said).to.deep.equal(["Failed."]);
  });
});

describe("An outbound call", () =>
  it("is completed in its whisper flow", async () =>
    expect(
      (
        await walk(
          { go: ["CompleteOutboundCall", {}, { next: "stop" }], stop: ["EndFlowExecution"] },
          { stage: "outboundWhisper" },
        )
      ).passed[0],
    ).to.equal("go next")));

describe("Distribution by percentage", () => {
  /** Three, six and eight percent, as the designer writes them. */
  const flow: FlowJson = {
    split: [
      "DistributeByPercentage",
      {},
      {
        next: "rest",
        errors: { NoMatchingCondition: "rest" },
        conditions: [
          ["NumberLessThan", ["4"], "three"],
          ["NumberLessThan", ["10"], "six"],
          ["NumberLessThan", ["18"], "eight"],
        ],
      },
    ],
    three: text("3", "end"),
    six: text("6", "end"),
    eight: text("8", "end"),
    rest: text("Rest", "end"),
    end: hangUp,
  };
  it("gives every part its share of the draws from 1 to 100", async () => {
    const counts: Record<string, number> = {};
    for (let percentile = 1; percentile <= 100; percentile++) {
      const [word] = (await walk(flow, {}, {}, {}, { percentile: () => percentile })).said as [string];
      counts[word] = (counts[word] ?? 0) + 1;
    }
    expect(counts).to.deep.equal({ 3: 3, 6: 6, 8: 8, Rest: 83 });
  });
  it("draws anew each time, and the same again for the same contact", async () => {
    const twice: FlowJson = {
      one: ["DistributeByPercentage", {}, { next: "two", errors: { NoMatchingCondition: "two" } }],
      two: ["DistributeByPercentage", {}, { next: "stop", errors: { NoMatchingCondition: "stop" } }],
      stop: hangUp,
    };
    const drawn = async () => {
      const draws: number[] = [];
      const { contact } = await walk(twice, {}, {}, {}, { percentile: (one) => draws.push(one.draws) });
      return [...draws, contact.draws];
    };
    expect(await drawn()).to.deep.equal([0, 1, 2]);
    const results = await Promise.all(
      ["+15555550142", "+15555550143", "+15555550142"].map(async (from) =>
        passed(await call({ flows: { main: flow }, from })),
      ),
    );
    expect(results[0]).to.deep.equal(results[2]);
  });
});
