import { expect } from "chai";
import {
  callback,
  compare,
  endFlow,
  failed,
  hangUp,
  holdWith,
  lambda,
  menu,
  number,
  setContact,
  setVoice,
  text,
} from "./blocks";
import { answeredAfter, heardBy, life, second } from "./life";
import { arnOf, call, type FlowJson, type FunctionEvent } from "./world";

const say = (words: string): FlowJson => ({ tell: text(words, "over"), failed: endFlow, over: endFlow });
const holding = (words: string): FlowJson => ({ hold: holdWith(words) });
const wait = answeredAfter(40);

describe("An agent who answers a simulated contact", () => {
  it("hears a whisper, then the customer hears one, then they are connected", async () => {
    const result = await call(
      life(
        {
          CustomerQueue: holding("Music."),
          AgentWhisper: say("A call in $.Attributes.language."),
          CustomerWhisper: say("Here is $.Agent.FirstName $.Agent.LastName."),
        },
        { wait, agent: { firstName: "Ana" } },
      ),
    );
    expect(heardBy("agent", result)).to.deep.equal(["A call in fr-CA."]);
    expect(heardBy("caller", result)).to.deep.equal(["Music.", "Here is Ana Doe."]);
    const { Agent, Queue } = result.contactRecord;
    expect(
      [second(Queue?.DequeueTimestamp), second(Agent?.ConnectedToAgentTimestamp)],
      "accepted, then both whispers",
    ).to.deep.equal([40, 42]);
  });
  it("whispers to nobody where no flow is set", async () => {
    const result = await call(life({}, { wait }));
    expect(result.transcript).to.deep.equal([]);
    expect(result.contactRecord.Agent).to.include({
      Username: "jane.doe",
      AgentInteractionDuration: 180,
      NumberOfHolds: 0,
      CustomerHoldDuration: 0,
      LongestHoldDuration: 0,
    });
  });
  it("puts the customer on hold: both hear their flow in the same time, which is not talk", async () => {
    const result = await call(
      life(
        { CustomerHold: holding("Customer waits."), AgentHold: holding("Agent waits.") },
        { wait, agent: { talkSeconds: 120, holdSeconds: [30, 10] } },
      ),
    );
    expect([heardBy("caller", result), heardBy("agent", result)]).to.deep.equal([
      ["Customer waits.", "Customer waits."],
      ["Agent waits.", "Agent waits."],
    ]);
    expect(result.contactRecord.Agent).to.include({
      AgentInteractionDuration: 120,
      NumberOfHolds: 2,
      CustomerHoldDuration: 40,
      AgentInitiatedHoldDuration: 40,
      LongestHoldDuration: 30,
    });
    expect(second(result.contactRecord.DisconnectTimestamp)).to.equal(40 + 120 + 40);
  });
  it("takes the customer off hold in the middle of a message, and after a flow that has ended", async () => {
    const long = "Please wait a little more. ".repeat(20);
    for (const flow of [say(long), say("Wait.")]) {
      const result = await call(
        life(
          { CustomerHold: flow, AgentHold: holding("Agent waits.") },
          { wait, agent: { talkSeconds: 60, holdSeconds: [20] } },
        ),
      );
      expect(second(result.contactRecord.DisconnectTimestamp)).to.equal(40 + 60 + 20);
      expect(heardBy("agent", result), "at the same time").to.deep.equal(["Agent waits."]);
    }
  });
  it("works on after the contact", async () => {
    const { Agent, LastUpdateTimestamp } = (
      await call(life({}, { wait, agent: { talkSeconds: 20, afterContactWorkSeconds: 45 } }))
    ).contactRecord;
    expect(Agent).to.include({ AfterContactWorkDuration: 45 });
    expect([
      second(Agent?.AfterContactWorkStartTimestamp),
      second(Agent?.AfterContactWorkEndTimestamp),
      second(LastUpdateTimestamp),
    ]).to.deep.equal([60, 105, 172]);
  });
  for (const [stage, hooks] of Object.entries({
    agentWhisper: { AgentWhisper: { end: hangUp } },
    customerWhisper: { CustomerWhisper: { end: hangUp } },
    customerHold: { CustomerHold: { end: hangUp } },
    agentHold: { AgentHold: { end: hangUp } },
  }))
    it(`cannot be hung up on by a flow of the stage ${stage}`, async () => {
      const result = await call(life(hooks, { wait, agent: { holdSeconds: [5] } }));
      expect([result.end, result.problem]).to.deep.equal([
        "error",
        `${Object.keys(hooks)[0]}, block end: A flow of the stage ${stage} ended in goodbye, which the service does not allow there: let it end with EndFlowExecution.`,
      ]);
      expect(result.contactRecord.DisconnectReason).to.equal("OTHER");
    });
  it("is not met through a flow of another type", async () => {
    const result = await call(
      life({ AgentWhisper: say("Hello.") }, { wait }, { flowTypes: { AgentWhisper: "CONTACT_FLOW" } }),
    );
    expect(result.problem).to.match(
      /AgentWhisper leads to AgentWhisper, a CONTACT_FLOW.*Name a flow of type AGENT_WHISPER/,
    );
  });
});

describe("The end of a simulated talk", () => {
  const survey: FlowJson = {
    ask: menu({ 1: "happy" }, { silence: "end", otherKey: "end" }),
    happy: setContact({ survey: "happy" }, "bye"),
    bye: text("Thank you.", "end"),
    ...failed,
  };

  it("by the caller ends the call: no flow runs any more", async () => {
    const result = await call(life({ CustomerRemaining: survey }, { wait }));
    expect([
      result.end,
      result.contactRecords.length,
      result.contactRecord.DisconnectReason,
      heardBy("caller", result),
    ]).to.deep.equal(["queue", 1, "CUSTOMER_DISCONNECT", []]);
  });
  it("by the agent runs the disconnect flow, in a contact of its own", async () => {
    const result = await call(
      life({ CustomerRemaining: survey }, { wait, agent: { ends: "agent", talkSeconds: 20 } }, { keys: "1" }),
    );
    expect([result.end, result.route?.key, heardBy("caller", result)]).to.deep.equal([
      "queue",
      "support",
      ["Press a key.", "Thank you."],
    ]);
    const [first, last] = result.contactRecords;
    expect(first).to.deep.include({
      DisconnectReason: "AGENT_DISCONNECT",
      NextContactId: last?.ContactId,
      Attributes: { language: "fr-CA" },
    });
    expect(last).to.deep.include({
      InitiationMethod: "DISCONNECT",
      PreviousContactId: first?.ContactId,
      InitialContactId: first?.ContactId,
      DisconnectReason: "CONTACT_FLOW_DISCONNECT",
      Agent: null,
      Queue: null,
      Attributes: { language: "fr-CA", survey: "happy" },
    });
    expect([second(first?.DisconnectTimestamp), second(last?.InitiationTimestamp)]).to.deep.equal([60, 60]);
  });
  it("by the agent ends the call where there is no disconnect flow", async () => {
    const result = await call(life({}, { wait, agent: { ends: "agent" } }));
    expect([result.end, result.contactRecords.map(({ DisconnectReason }) => DisconnectReason)]).to.deep.equal([
      "queue",
      ["AGENT_DISCONNECT"],
    ]);
  });
  it("tells the disconnect flow which contact went before, and its queue", async () => {
    const events: FunctionEvent[] = [];
    const result = await call(
      life(
        { CustomerRemaining: { look: lambda("look", "end"), ...failed } },
        { wait, agent: { ends: "agent" } },
        { functions: { look: (event) => (events.push(event), {}) } },
      ),
    );
    const [first, last] = result.contactRecords;
    expect(events[0]?.Details.ContactData).to.deep.include({
      ContactId: last?.ContactId,
      PreviousContactId: first?.ContactId,
      InitialContactId: first?.ContactId,
      InitiationMethod: "DISCONNECT",
    });
    expect(events[0]?.Details.ContactData["Queue"]).to.include({ Name: "example-support" });
  });
  it("lets the caller hang up in the disconnect flow", async () => {
    const result = await call(life({ CustomerRemaining: survey }, { wait, agent: { ends: "agent" } }, { keys: "h" }));
    expect([result.end, result.contactRecords[1]?.DisconnectReason]).to.deep.equal(["queue", "CUSTOMER_DISCONNECT"]);
  });
  it("may lead from the disconnect flow to a queue again", async () => {
    const again: FlowJson = {
      queue: [
        "UpdateContactTargetQueue",
        { QueueId: arnOf("queue", "expert") },
        { next: "enter", errors: { NoMatchingError: "failed" } },
      ],
      enter: [
        "TransferContactToQueue",
        {},
        { next: "failed", errors: { QueueAtCapacity: "failed", NoMatchingError: "failed" } },
      ],
      ...failed,
    };
    const result = await call(life({ CustomerRemaining: again }, { wait, agent: { ends: "agent", talkSeconds: 20 } }));
    expect([result.end, result.route?.key]).to.deep.equal(["queue", "expert"]);
    expect(result.contactRecords.map(({ Queue, Agent }) => [Queue?.Name, Agent?.Username])).to.deep.equal([
      ["example-support", "jane.doe"],
      ["example-expert", "jane.doe"],
    ]);
  });
  it("takes the voice away from the next contact, or not: by the switch", async () => {
    const hooks = {
      CustomerQueue: { voice: setVoice("Gabrielle", "Neural", "over"), failed: endFlow, over: endFlow },
      CustomerRemaining: { tell: text("Bye.", "end"), ...failed },
    };
    for (const [chainedState, voice] of [
      ["lost", "Joanna"],
      ["kept", "Gabrielle"],
    ] as const) {
      const scene = life(hooks, { wait, agent: { ends: "agent" }, behaviours: { chainedState } });
      expect(
        (await call(scene)).transcript.map((one) => one.voice),
        chainedState,
      ).to.deep.equal([voice]);
    }
  });
});

describe("A callback of a simulated flow", () => {
  const leave: FlowJson = {
    number: number("$.CustomerEndpoint.Address", "leave"),
    leave: callback("end", { InitialCallDelaySeconds: "99" }),
    failed: hangUp,
    end: hangUp,
  };
  const hooks = {
    CustomerQueue: { first: holdWith("Music.", { seconds: "20", next: "number" }), ...leave },
    AgentWhisper: say("A call back."),
  };
  const kept = { behaviours: { chainedState: "kept" as const } };

  it("is a contact of its own: the agent accepts, then the customer is called and hears the queue's outbound whisper", async () => {
    const result = await call(
      life(
        hooks,
        { wait: answeredAfter(21), ...kept },
        {
          flows: { introduce: say("You asked for this call.") },
          flowTypes: { introduce: "OUTBOUND_WHISPER" },
          outboundFlow: arnOf("flow", "introduce"),
        },
      ),
    );
    expect([result.end, result.route?.key]).to.deep.equal(["callback", "support"]);
    expect([heardBy("agent", result), heardBy("caller", result)]).to.deep.equal([
      ["A call back."],
      ["Music.", "You asked for this call."],
    ]);
    const [first, next] = result.contactRecords;
    expect(first).to.deep.include({ DisconnectReason: "CONTACT_FLOW_DISCONNECT", NextContactId: next?.ContactId });
    expect([first?.Queue?.Duration, second(first?.DisconnectTimestamp)]).to.deep.equal([20, 20]);
    expect(next).to.deep.include({
      InitiationMethod: "CALLBACK",
      PreviousContactId: first?.ContactId,
      SystemEndpoint: null,
      CustomerEndpoint: { Address: "+15555550142", Type: "TELEPHONE_NUMBER" },
    });
    const { InitiationTimestamp, Queue, ConnectedToSystemTimestamp, Agent } = next ?? {};
    // As in the service's own example: the delay counts as time in the queue, the customer is called after the agent's
    // whisper.
    expect([InitiationTimestamp, Queue?.EnqueueTimestamp, Queue?.DequeueTimestamp].map(second)).to.deep.equal([
      20, 119, 140,
    ]);
    expect(Queue?.Duration).to.equal(120);
    expect(second(ConnectedToSystemTimestamp)).to.be.within(140, 141);
    expect(second(Agent?.ConnectedToAgentTimestamp)).to.be.within(142, 143);
  });
  it("is left alone where no agent answers", async () => {
    for (const told of [{}, { wait: { seconds: 60, then: "hangUp" } as const }]) {
      const result = await call(life(hooks, { ...told, ...kept }));
      expect([result.end, result.contactRecords.length]).to.deep.equal(["callback", 1]);
    }
  });
  it("with a flow of its own is not simulated", async () => {
    const flow = { ...leave, leave: callback("end", { ContactFlowId: arnOf("flow", "main") }) };
    expect((await call(life({ CustomerQueue: flow }, { wait: answeredAfter(21) }))).problem).to.match(
      /flow that a callback runs/,
    );
  });
});

describe("A guide of a simulated agent", () => {
  const guide: FlowJson = {
    tell: text("Guide in $.Attributes.language.", "note"),
    note: [
      "UpdateContactAttributes",
      { Attributes: { verified: "yes" }, TargetContact: "Related" },
      { next: "own", errors: { NoMatchingError: "failed" } },
    ],
    own: setContact({ seen: "yes" }, "end"),
    ...failed,
  };

  it("is a chat beside the call: the agent sees it, and no time passes in the call", async () => {
    const result = await call(life({ DefaultAgentUI: guide }, { wait, agent: { talkSeconds: 20 } }));
    expect(heardBy("agent", result)).to.deep.equal(["Guide in fr-CA."]);
    const [voice, chat] = result.contactRecords;
    expect(second(voice?.DisconnectTimestamp)).to.equal(60);
    expect(chat).to.deep.include({
      Channel: "CHAT",
      RelatedContactId: voice?.ContactId,
      PreviousContactId: null,
      InitialContactId: null,
      Agent: null,
      Queue: null,
      MediaStreams: [{ Type: "CHAT" }],
      SegmentAttributes: { "connect:Subtype": { ValueString: "connect:Guide" } },
    });
    expect(second(chat?.InitiationTimestamp)).to.equal(40);
  });
  it("writes attributes to the call only where it says so", async () => {
    const result = await call(life({ DefaultAgentUI: guide }, { wait }));
    expect(result.contactRecords.map(({ Attributes }) => Attributes)).to.deep.equal([
      { language: "fr-CA", verified: "yes" },
      { language: "fr-CA", seen: "yes" },
    ]);
    expect(result.attributes).to.deep.equal({ language: "fr-CA", verified: "yes" });
  });
  it("begins with the attributes of the call, or with none: by the switch", async () => {
    const which: FlowJson = {
      which: compare("$.Attributes.language", { "fr-CA": "copied" }, "apart"),
      copied: text("Copied.", "end"),
      apart: text("Apart.", "end"),
      ...failed,
    };
    for (const [guideAttributes, words] of [
      ["copied", "Copied."],
      ["apart", "Apart."],
    ] as const)
      expect(
        heardBy("agent", await call(life({ DefaultAgentUI: which }, { wait, behaviours: { guideAttributes } }))),
      ).to.deep.equal([words]);
  });
  it("may run once the contact is over, before the disconnect flow", async () => {
    const result = await call(
      life(
        { DisconnectAgentUI: guide, CustomerRemaining: { tell: text("Bye.", "end"), ...failed } },
        { wait, agent: { ends: "agent" } },
      ),
    );
    expect(
      result.contactRecords.map(({ Channel, InitiationMethod }) => `${Channel} ${InitiationMethod}`),
    ).to.deep.equal(["VOICE INBOUND", "CHAT API", "VOICE DISCONNECT"]);
    expect([heardBy("agent", result), heardBy("caller", result)]).to.deep.equal([["Guide in fr-CA."], ["Bye."]]);
    expect(result.contactRecord).to.deep.include({
      DisconnectReason: "AGENT_DISCONNECT",
      NextContactId: result.contactRecords[2]?.ContactId,
    });
  });
});
