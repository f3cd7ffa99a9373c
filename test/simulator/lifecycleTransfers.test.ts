import { expect } from "chai";
import { enterQueue, failed, hangUp, holdWith, outside, setQueue, text } from "./blocks";
import { answeredAfter, heardBy, life, second } from "./life";
import { arnOf, call, type FlowJson } from "./world";

const full = text("Full.", "end");
const transfer: FlowJson = { tell: text("Connecting you.", "enter"), enter: enterQueue, full, ...failed };
const wait = answeredAfter(40);
const scene = (flow: FlowJson, ends: object = {}, more: object = {}, type = "QUEUE_TRANSFER") =>
  life(
    {
      CustomerQueue: { hold: holdWith("Music.") },
      CustomerHold: { hold: holdWith("On hold.") },
      CustomerRemaining: { tell: text("Bye.", "end"), ...failed },
    },
    {
      wait,
      agent: { talkSeconds: 60, ends: { transferTo: "onward", queue: "expert", ...ends } },
      behaviours: { chainedState: "kept" },
      ...more,
    },
    { flows: { onward: flow }, flowTypes: { onward: type } },
  );

describe("A transfer by a simulated agent", () => {
  it("is a contact of its own: the agent hears the transfer flow while the customer is on hold, then leaves", async () => {
    const result = await call(scene(transfer));
    expect([heardBy("agent", result), heardBy("caller", result)]).to.deep.equal([
      ["Connecting you."],
      ["Music.", "On hold.", "Music."],
    ]);
    expect([result.end, result.route?.key]).to.deep.equal(["queue", "expert"]);
    const [first, next] = result.contactRecords;
    expect(first).to.deep.include({
      NextContactId: next?.ContactId,
      DisconnectReason: "AGENT_DISCONNECT",
      TransferredToEndpoint: null,
    });
    expect(first?.TransferCompletedTimestamp).to.equal(first?.DisconnectTimestamp);
    expect(second(first?.TransferCompletedTimestamp), "after the words that the agent heard").to.be.within(100, 101);
    expect(first?.Agent).to.include({ AgentInteractionDuration: 60, NumberOfHolds: 1 });
    expect(next).to.deep.include({
      InitiationMethod: "TRANSFER",
      PreviousContactId: first?.ContactId,
      InitialContactId: first?.ContactId,
      Attributes: { language: "fr-CA" },
      DisconnectReason: "CUSTOMER_DISCONNECT",
    });
    expect([next?.Queue?.Name, next?.Queue?.Duration]).to.deep.equal(["example-expert", 40]);
  });
  it("leads to the next agent of the script", async () => {
    const result = await call(scene(transfer, { next: { userName: "ana.lopez", talkSeconds: 20, ends: "agent" } }));
    expect(result.contactRecords.map(({ Agent }) => [Agent?.Username, Agent?.AgentInteractionDuration])).to.deep.equal([
      ["jane.doe", 60],
      ["ana.lopez", 20],
      [undefined, undefined],
    ]);
    expect(heardBy("caller", result).at(-1)).to.equal("Bye.");
  });
  it("may go on from agent to agent", async () => {
    const result = await call(
      scene(transfer, {
        next: {
          userName: "ana.lopez",
          ends: { transferTo: "onward", queue: "support", next: { userName: "kim.lee" } },
        },
      }),
    );
    expect(result.contactRecords.map(({ Agent, Queue }) => [Agent?.Username, Queue?.Name])).to.deep.equal([
      ["jane.doe", "example-support"],
      ["ana.lopez", "example-expert"],
      ["kim.lee", "example-support"],
    ]);
    expect(new Set(result.contactRecords.map(({ ContactId }) => ContactId)).size).to.equal(3);
    expect(result.contactRecords[2]?.InitialContactId).to.equal(result.contactRecord.ContactId);
  });
  it("to an agent tells the flow which agent is called", async () => {
    const flow: FlowJson = {
      tell: text("Calling $.Agent.UserName.", "queue"),
      queue: setQueue(arnOf("queue", "support"), "enter"),
      enter: enterQueue,
      full,
      ...failed,
    };
    const result = await call(scene(flow, { queue: undefined, next: { userName: "ana.lopez" } }, {}, "AGENT_TRANSFER"));
    expect(heardBy("agent", result)).to.deep.equal(["Calling ana.lopez."]);
    expect(result.contactRecords[1]?.Agent?.Username).to.equal("ana.lopez");
  });
  it("that comes to nothing gives the customer back: the agent ends the call", async () => {
    for (const flow of [
      { tell: text("Nobody is there.", "end"), ...failed },
      { ...transfer, end: hangUp },
    ]) {
      const result = await call(scene(flow, {}, { queues: { expert: { full: true } } }));
      const [first, next, last] = result.contactRecords;
      expect([result.end, result.route?.key, heardBy("caller", result)]).to.deep.equal([
        "queue",
        "support",
        ["Music.", "On hold.", "Bye."],
      ]);
      expect(first).to.deep.include({ DisconnectReason: "AGENT_DISCONNECT", TransferCompletedTimestamp: null });
      expect(next).to.deep.include({
        InitiationMethod: "TRANSFER",
        DisconnectReason: "CONTACT_FLOW_DISCONNECT",
        PreviousContactId: first?.ContactId,
        Queue: null,
        Agent: null,
      });
      expect(last?.InitiationMethod).to.equal("DISCONNECT");
    }
  });
  it("that comes to nothing counts as a time on hold, and is the contact that came next", async () => {
    const nobody: FlowJson = { tell: text("Nobody is there at this time of day.", "end"), ...failed };
    const hooks = { CustomerHold: { hold: holdWith("A very long message of thanks. ".repeat(20)) } };
    const { contactRecords } = await call(
      life(
        hooks,
        { wait, agent: { talkSeconds: 60, ends: { transferTo: "onward" } } },
        { flows: { onward: nobody }, flowTypes: { onward: "QUEUE_TRANSFER" } },
      ),
    );
    const [first, next] = contactRecords;
    expect(first).to.include({ NextContactId: next?.ContactId });
    expect(first?.Agent).to.include({ NumberOfHolds: 1, CustomerHoldDuration: 2 });
    expect(second(first?.DisconnectTimestamp), "what the customer hears takes no time of the agent's").to.equal(102);
  });
  it("may lead outside", async () => {
    const result = await call(scene({ go: outside("+15555550177"), ...failed }));
    expect([result.end, result.route?.key]).to.deep.equal(["transfer", "+15555550177"]);
    expect(result.contactRecords[1]?.TransferredToEndpoint).to.deep.equal({
      Address: "+15555550177",
      Type: "TELEPHONE_NUMBER",
    });
  });
  for (const [what, ends, message] of [
    ["a flow that is not there", { transferTo: "nowhere" }, /transfers to nowhere, and there is no such flow/],
    ["a flow of another type", { transferTo: "main" }, /transfers to main, a CONTACT_FLOW\. Name a flow of type/],
    ["a queue that is not there", { queue: "nowhere" }, /to the queue nowhere, and there is none/],
  ] as const)
    it(`to ${what} ends the call with a problem that says so`, async () =>
      expect((await call(scene(transfer, ends))).problem).to.match(message));
});
