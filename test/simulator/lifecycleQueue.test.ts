import { expect } from "chai";
import { callback, dequeue, endFlow, failed, hangUp, holdWith, menu, number, outside, text } from "./blocks";
import { answeredAfter, hangUpAfter, heardBy, life, second } from "./life";
import { arnOf, call, type FlowJson, passed, said } from "./world";

const holding: FlowJson = { hold: holdWith("Please hold.") };
const queueOf = async (flow: FlowJson, wait: ReturnType<typeof answeredAfter>, more = {}) =>
  (await call(life({ CustomerQueue: flow }, { wait, ...more }))).contactRecord;

describe("A wait in a simulated queue", () => {
  it("that is untold ends where the queue's flow first holds the contact", async () => {
    const result = await call(life({ CustomerQueue: holding }, {}));
    expect([result.end, said(result), result.contactRecord.Queue?.DequeueTimestamp]).to.deep.equal([
      "queue",
      ["Please hold."],
      null,
    ]);
    expect(result.contactRecord).to.include({ DisconnectTimestamp: null, DisconnectReason: null });
  });
  it("ends after so many seconds: the agent answers", async () => {
    const result = await call(life({ CustomerQueue: holding }, { wait: answeredAfter(40) }));
    expect([result.end, result.route?.key]).to.deep.equal(["queue", "support"]);
    const { Queue, Agent } = result.contactRecord;
    expect([
      second(Queue?.EnqueueTimestamp),
      second(Queue?.DequeueTimestamp),
      Queue?.Duration,
      second(Agent?.ConnectedToAgentTimestamp),
    ]).to.deep.equal([0, 40, 40, 40]);
  });
  it("or the caller hangs up, and was never with an agent", async () => {
    const result = await call(life({ CustomerQueue: holding }, { wait: hangUpAfter(30) }));
    expect([result.end, result.route?.key]).to.deep.equal(["hangup", "support"]);
    const { Queue, Agent, DisconnectReason, DisconnectTimestamp } = result.contactRecord;
    expect([
      second(Queue?.DequeueTimestamp),
      Queue?.Duration,
      Agent,
      DisconnectReason,
      second(DisconnectTimestamp),
    ]).to.deep.equal([30, 30, null, "CUSTOMER_DISCONNECT", 30]);
  });
  it("is the same without a flow, and when the flow has ended: in silence", async () => {
    for (const scene of [
      life({}, { wait: answeredAfter(40) }),
      life(
        { CustomerQueue: { tell: text("Wait.", "over"), failed: endFlow, over: endFlow } },
        { wait: answeredAfter(40) },
      ),
    ]) {
      const { contactRecord } = await call(scene);
      expect([
        second(contactRecord.Queue?.DequeueTimestamp),
        second(contactRecord.Agent?.ConnectedToAgentTimestamp),
      ]).to.deep.equal([40, 40]);
    }
  });
  it("of no time at all plays nothing", async () =>
    expect(said(await call(life({ CustomerQueue: holding }, { wait: answeredAfter(0) })))).to.deep.equal([]));

  it("breaks the flow off in the middle of a long message: what comes after it is not heard", async () => {
    const long = "We thank you for your patience. ".repeat(10);
    const flow: FlowJson = {
      tell: text(long, "more"),
      more: text("More.", "hold"),
      hold: holdWith("Please hold."),
      ...failed,
    };
    const early = await call(life({ CustomerQueue: flow }, { wait: answeredAfter(10) }));
    expect(said(early)).to.deep.equal([long]);
    expect(passed(early).at(-1)).to.equal("tell broken off");
    expect(second(early.contactRecord.Queue?.DequeueTimestamp)).to.equal(10);
    expect(said(await call(life({ CustomerQueue: flow }, { wait: answeredAfter(60) })))).to.deep.equal([
      long,
      "More.",
      "Please hold.",
    ]);
  });
  it("breaks messages in turn off between two of them", async () => {
    const flow: FlowJson = {
      hold: [
        "MessageParticipantIteratively",
        { Messages: [{ Text: "One hundred and fifty-four letters take ten seconds. ".repeat(3) }, { Text: "Two." }] },
      ],
    };
    expect(said(await call(life({ CustomerQueue: flow }, { wait: answeredAfter(5) })))).to.have.length(1);
    expect(said(await call(life({ CustomerQueue: flow }, { wait: answeredAfter(15) })))).to.have.length(2);
  });
  it("breaks off a block that would have hung up later", async () => {
    const flow: FlowJson = {
      ask: menu({ 1: "end" }, { silence: "end", otherKey: "end" }),
      failed: hangUp,
      end: hangUp,
    };
    expect((await call(life({ CustomerQueue: flow }, { wait: answeredAfter(4) }, { keys: "w" }))).end).to.equal(
      "queue",
    );
    expect((await call(life({ CustomerQueue: flow }, { wait: answeredAfter(9) }, { keys: "w" }))).end).to.equal(
      "goodbye",
    );
  });
});

describe("Messages that are interrupted", () => {
  const flow: FlowJson = {
    hold: holdWith("Music.", { seconds: "30", next: "tell" }),
    tell: text("Soon.", "hold"),
    ...failed,
  };
  it("go on to the next block each time, as long as the contact waits", async () => {
    const result = await call(life({ CustomerQueue: flow }, { wait: answeredAfter(70) }));
    expect(heardBy("caller", result)).to.deep.equal(["Music.", "Soon.", "Music.", "Soon.", "Music."]);
    expect(passed(result).filter((step) => step.startsWith("hold"))).to.deep.equal([
      "hold MessagesInterrupted",
      "hold MessagesInterrupted",
      "hold broken off",
    ]);
  });
  it("are never interrupted when the agent answers before", async () =>
    expect(said(await call(life({ CustomerQueue: flow }, { wait: answeredAfter(29) })))).to.deep.equal(["Music."]));
  it("hold a contact whose wait is untold when they come round", async () => {
    const result = await call(life({ CustomerQueue: flow }, {}));
    expect([result.end, said(result)]).to.deep.equal(["queue", ["Music.", "Soon.", "Music."]]);
  });
  it("may lead out of the queue", async () => {
    const leaving: FlowJson = {
      hold: holdWith("Music.", { seconds: "30", next: "bye" }),
      bye: text("Call tomorrow.", "end"),
      ...failed,
    };
    for (const wait of [undefined, answeredAfter(60)]) {
      const { end, contactRecord } = await call(life({ CustomerQueue: leaving }, { ...(wait && { wait }) }));
      expect([end, contactRecord.DisconnectReason, contactRecord.Queue?.Duration]).to.deep.equal([
        "goodbye",
        "CONTACT_FLOW_DISCONNECT",
        30,
      ]);
    }
  });
});

describe("Leaving a simulated queue", () => {
  it("by an outside transfer ends the time in the queue and names the number", async () => {
    const { TransferredToEndpoint, Queue, DisconnectReason } = await queueOf(
      { hold: holdWith("Music.", { seconds: "20", next: "go" }), go: outside("+15555550177"), ...failed },
      answeredAfter(60),
    );
    expect([TransferredToEndpoint, Queue?.Duration, DisconnectReason]).to.deep.equal([
      { Address: "+15555550177", Type: "TELEPHONE_NUMBER" },
      20,
      null,
    ]);
  });
  it("by a key that leaves a callback", async () => {
    const flow: FlowJson = {
      ask: menu({ 1: "number" }, { silence: "end", otherKey: "end" }, {}),
      number: number("$.CustomerEndpoint.Address", "leave"),
      leave: callback("end"),
      failed: hangUp,
      end: hangUp,
    };
    const result = await call(life({ CustomerQueue: flow }, {}, { keys: "1" }));
    expect([
      result.end,
      result.route?.key,
      result.contactRecords.length,
      result.contactRecord.DisconnectReason,
    ]).to.deep.equal(["callback", "support", 1, "CONTACT_FLOW_DISCONNECT"]);
  });
  it("to another queue is a contact of its own, in the same chain", async () => {
    const flow: FlowJson = {
      which: [
        "Compare",
        { ComparisonValue: "$.Queue.Name" },
        { next: "hold", errors: { NoMatchingCondition: "hold" }, equals: { "example-support": "music" } },
      ],
      music: holdWith("Music.", { seconds: "20", next: "go" }),
      go: dequeue(arnOf("queue", "expert")),
      hold: holdWith("Experts."),
      full: hangUp,
      ...failed,
    };
    const result = await call(
      life({ CustomerQueue: flow }, { wait: answeredAfter(45), behaviours: { chainedState: "kept" } }),
    );
    expect([result.end, result.route?.key, heardBy("caller", result)]).to.deep.equal([
      "queue",
      "expert",
      ["Music.", "Experts."],
    ]);
    const [first, next] = result.contactRecords;
    expect(first).to.deep.include({ InitialContactId: null, NextContactId: next?.ContactId, Agent: null });
    expect([first?.Queue?.Name, first?.Queue?.Duration]).to.deep.equal(["example-support", 20]);
    expect(next).to.deep.include({
      InitiationMethod: "QUEUE_TRANSFER",
      InitialContactId: first?.ContactId,
      PreviousContactId: first?.ContactId,
      SystemEndpoint: null,
      Attributes: { language: "fr-CA" },
    });
    expect([
      second(next?.InitiationTimestamp),
      second(next?.Queue?.EnqueueTimestamp),
      next?.Queue?.Name,
      next?.Queue?.Duration,
    ]).to.deep.equal([20, 20, "example-expert", 45]);
  });
  it("begins without the event hooks of the contact before, or with them: by the switch", async () => {
    const flow: FlowJson = {
      which: [
        "Compare",
        { ComparisonValue: "$.InitiationMethod" },
        { next: "go", errors: { NoMatchingCondition: "go" }, equals: { QUEUE_TRANSFER: "hold" } },
      ],
      go: dequeue(arnOf("queue", "expert")),
      hold: holdWith("Again."),
      full: hangUp,
      ...failed,
    };
    for (const [chainedState, heard] of [
      ["lost", []],
      ["kept", ["Again."]],
    ] as const)
      expect(
        said(await call(life({ CustomerQueue: flow }, { behaviours: { chainedState } }))),
        chainedState,
      ).to.deep.equal(heard);
  });
  it("takes the error branch once the chain has twelve contacts", async () => {
    const flow: FlowJson = {
      go: dequeue(arnOf("queue", "expert")),
      full: hangUp,
      failed: text("No further.", "end"),
      end: hangUp,
    };
    const result = await call(life({ CustomerQueue: flow }, { behaviours: { chainedState: "kept" } }));
    expect([result.contactRecords.length, said(result), result.end]).to.deep.equal([12, ["No further."], "goodbye"]);
  });
  it("to a queue that is full, or is none, takes a branch and leaves the contact where it is", async () => {
    const flow = (queue: string): FlowJson => ({
      go: dequeue(arnOf("queue", queue)),
      full: holdWith("Full."),
      failed: holdWith("None."),
    });
    for (const [queue, heard] of [
      ["expert", "Full."],
      ["nowhere", "None."],
    ] as const) {
      const result = await call(life({ CustomerQueue: flow(queue) }, { queues: { expert: { full: true } } }));
      expect([said(result), result.route?.key, result.contactRecords.length]).to.deep.equal([[heard], "support", 1]);
    }
  });
});
