import { expect } from "chai";
import { type Contact, newContact } from "../../local/simulator/contact";
import { contactRecord } from "../../local/simulator/contactRecord";
import type { DeployedFlow } from "../../local/simulator/instance";
import { worldOf } from "../../local/simulator/script";
import { enterQueue, failed, setContact, setQueue, text } from "./blocks";
import { answeredAfter, hangUpAfter, life, second } from "./life";
import { arnOf, call, INSTANCE, instanceOf, type FlowJson, type Scene, stubFunctions } from "./world";

/** The fields of a record, in the data model of the service (contact records, "ContactTraceRecord"). */
const FIELDS = [
  "AWSAccountId",
  "AWSContactTraceRecordFormatVersion",
  "Agent",
  "AgentConnectionAttempts",
  "AnsweringMachineDetectionStatus",
  "Attributes",
  "Campaign",
  "Channel",
  "ConnectedToSystemTimestamp",
  "ContactDetails",
  "ContactEvaluations",
  "ContactId",
  "ContactLens",
  "Customer",
  "CustomerEndpoint",
  "CustomerId",
  "CustomerVoiceActivity",
  "DisconnectDetails",
  "DisconnectReason",
  "DisconnectTimestamp",
  "ExternalThirdParty",
  "InitialContactId",
  "InitiationMethod",
  "InitiationTimestamp",
  "InstanceARN",
  "LastPausedTimestamp",
  "LastResumedTimestamp",
  "LastUpdateTimestamp",
  "MediaStreams",
  "NextContactId",
  "OutboundStrategy",
  "PreviousContactId",
  "QualityMetrics",
  "Queue",
  "Recording",
  "Recordings",
  "References",
  "RelatedContactId",
  "RoutingCriteria",
  "ScheduledTimestamp",
  "SegmentAttributes",
  "SystemEndpoint",
  "Tags",
  "TotalPauseCount",
  "TotalPauseDurationInSeconds",
  "TransferCompletedTimestamp",
  "TransferredToEndpoint",
  "VoiceIdResult",
  "WisdomInfo",
];
const AGENT_FIELDS = [
  "ARN",
  "AcceptedByAgentTimestamp",
  "AfterContactWorkDuration",
  "AfterContactWorkEndTimestamp",
  "AfterContactWorkStartTimestamp",
  "AgentInitiatedHoldDuration",
  "AgentInteractionDuration",
  "AgentPauseDuration",
  "Capabilities",
  "ConnectedToAgentTimestamp",
  "CustomerHoldDuration",
  "DeviceInfo",
  "HierarchyGroups",
  "LongestHoldDuration",
  "NumberOfHolds",
  "PreviewEndTimestamp",
  "RoutingProfile",
  "StateTransitions",
  "Username",
];
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

describe("A contact record", () => {
  it("has the fields of the service's data model, and no others", async () => {
    for (const scene of [
      { flows: { main: { tell: text("Hello.", "end"), ...failed } } },
      life({}, { wait: answeredAfter(40) }),
    ]) {
      const { contactRecord } = await call(scene);
      expect(Object.keys(contactRecord).sort()).to.deep.equal([...FIELDS].sort());
      if (contactRecord.Agent !== null)
        expect(Object.keys(contactRecord.Agent).sort()).to.deep.equal([...AGENT_FIELDS].sort());
      for (const [name, value] of Object.entries({ ...contactRecord, ...contactRecord.Agent, ...contactRecord.Queue }))
        if (name.endsWith("Timestamp") && value !== null) expect(value, name).to.match(STAMP);
    }
  });
  it("of a call that met no queue has neither queue nor agent", async () => {
    const { contactRecord } = await call({ flows: { main: { tell: text("Hello.", "end"), ...failed } } });
    expect(contactRecord).to.deep.include({
      Agent: null,
      AgentConnectionAttempts: 0,
      Queue: null,
      Recording: null,
      Recordings: null,
      RoutingCriteria: null,
      InitialContactId: null,
      PreviousContactId: null,
      NextContactId: null,
      RelatedContactId: null,
      DisconnectReason: "CONTACT_FLOW_DISCONNECT",
      MediaStreams: [{ Type: "AUDIO" }],
      ContactDetails: {},
      References: [],
      Campaign: { CampaignId: null },
      Tags: { "aws:connect:instanceId": INSTANCE.split("/").at(-1), "aws:connect:systemEndpoint": "+15555550100" },
      SegmentAttributes: {
        "connect:Subtype": { ValueString: "connect:Telephony" },
        "connect:Direction": { ValueString: "INBOUND" },
      },
    });
    expect(contactRecord.ConnectedToSystemTimestamp).to.equal(contactRecord.InitiationTimestamp);
  });
  it("of an abandoned call has a queue and no agent; of an answered one, both", async () => {
    const abandoned = (await call(life({}, { wait: hangUpAfter(30) }))).contactRecord;
    expect([abandoned.Agent, abandoned.AgentConnectionAttempts, abandoned.Queue?.Duration]).to.deep.equal([
      null,
      0,
      30,
    ]);
    const answered = (await call(life({}, { wait: answeredAfter(30) }))).contactRecord;
    expect([answered.Agent?.Username, answered.AgentConnectionAttempts, answered.Queue?.Duration]).to.deep.equal([
      "jane.doe",
      1,
      30,
    ]);
  });
  it("of a withheld number has no customer endpoint", async () => {
    expect((await call({ ...life({}, {}), from: null })).contactRecord.CustomerEndpoint).to.equal(null);
    expect((await call(life({}, {}))).contactRecord.CustomerEndpoint).to.deep.equal({
      Address: "+15555550142",
      Type: "TELEPHONE_NUMBER",
    });
  });
  it("adds up to the second: talk and hold fill the time between the agent's joining and the end", async () => {
    const { Agent, DisconnectTimestamp } = (
      await call(
        life(
          {
            CustomerWhisper: {
              tell: text("An odd number of letters.", "over"),
              failed: ["EndFlowExecution"],
              over: ["EndFlowExecution"],
            },
          },
          { wait: answeredAfter(7), agent: { talkSeconds: 100, holdSeconds: [11, 13] } },
        ),
      )
    ).contactRecord;
    expect((Agent?.AgentInteractionDuration ?? 0) + (Agent?.CustomerHoldDuration ?? 0)).to.equal(
      (second(DisconnectTimestamp) ?? 0) - (second(Agent?.ConnectedToAgentTimestamp) ?? 0),
    );
  });
  it("names the recording of agent and customer in both fields, where there was one", () => {
    const instance = instanceOf(life({}, {}));
    const world = worldOf(instance, stubFunctions({}), { caller: () => "silence" });
    const [flow] = [...instance.flows.values()] as [DeployedFlow];
    const record = (recording: Contact["recording"], connectedAt: number | undefined) =>
      contactRecord(
        newContact(
          {
            id: "call",
            initialId: "call",
            dialed: "+15555550100",
            caller: undefined,
            startedAt: new Date("2026-03-02T15:00:00Z"),
            recording,
            connectedAt,
          },
          flow,
        ),
        world,
      );
    const on = { agent: true, customer: true, automated: true, screen: false };
    const { Recording, Recordings, MediaStreams } = record(on, Date.parse("2026-03-02T15:01:00Z"));
    expect(Recording).to.deep.include({
      Type: "AUDIO",
      Status: "AVAILABLE",
      Location: `recordings/connect/${INSTANCE.split("/").at(-1)}/CallRecordings/2026/03/02/call_20260302T15:01_UTC.wav`,
    });
    expect(Recordings?.map(({ Location, StorageType }) => [Location, StorageType])).to.deep.equal([
      [Recording?.Location, "S3"],
    ]);
    expect(MediaStreams).to.deep.equal([{ Type: "AUDIO" }, { Type: "AUTOMATED_INTERACTION" }]);
    for (const none of [
      record(on, undefined),
      record({ agent: false, customer: false, automated: false, screen: false }, 0),
    ])
      expect([none.Recording, none.Recordings]).to.deep.equal([null, null]);
  });
  it("of a call that the simulator could not follow ends in OTHER", async () => {
    const { end, contactRecord } = await call({ flows: { main: { odd: ["NoSuchAction"] } } });
    expect([end, contactRecord.DisconnectReason, contactRecord.DisconnectTimestamp]).to.deep.equal([
      "error",
      "OTHER",
      "2026-03-02T15:00:00Z",
    ]);
  });
});

describe("Routing criteria of a contact record", () => {
  const step = (value: string, seconds?: string) => ({
    Expression: {
      AttributeCondition: {
        Name: "Language",
        Value: value,
        ProficiencyLevel: "3.0",
        ComparisonOperator: "NumberGreaterOrEqualTo",
      },
    },
    ...(seconds !== undefined && { Expiry: { DurationInSeconds: seconds } }),
  });
  const scene = (seconds: number | undefined, then: "answered" | "hangUp" = "answered"): Scene => {
    const main: FlowJson = {
      contact: setContact({ language: "fr-CA" }, "criteria"),
      criteria: [
        "UpdateContactRoutingCriteria",
        { RoutingCriteria: { Steps: [step("fr", "30"), step("en", "60"), step("de")] } },
        { next: "queue", errors: { NoMatchingError: "failed" } },
      ],
      queue: setQueue(arnOf("queue", "support"), "enter"),
      enter: enterQueue,
      full: text("Full.", "end"),
      ...failed,
    };
    return {
      flows: { main },
      queues: ["support"],
      world: { ...(seconds !== undefined && { wait: { seconds, then } }) },
    };
  };
  const statuses = async (...told: Parameters<typeof scene>) =>
    (await call(scene(...told))).contactRecord.RoutingCriteria?.[0]?.Steps.map(({ Status }) => Status);

  it("name the step that an agent joined on", async () => {
    expect(await statuses(20)).to.deep.equal(["JOINED", "INACTIVE", "INACTIVE"]);
    expect(await statuses(40)).to.deep.equal(["EXPIRED", "JOINED", "INACTIVE"]);
    expect(await statuses(100)).to.deep.equal(["EXPIRED", "EXPIRED", "JOINED"]);
  });
  it("name no such step where nobody came", async () => {
    expect(await statuses(undefined)).to.deep.equal(["ACTIVE", "INACTIVE", "INACTIVE"]);
    expect(await statuses(40, "hangUp")).to.deep.equal(["EXPIRED", "ACTIVE", "INACTIVE"]);
  });
  it("are active from the queue on, and say when their steps expire", async () => {
    const [criteria] = (await call(scene(40))).contactRecord.RoutingCriteria ?? [];
    expect([criteria?.Index, second(criteria?.ActivationTimestamp)]).to.deep.equal([0, 0]);
    expect(
      criteria?.Steps.map(({ Expiry }) => Expiry && [Expiry.DurationInSeconds, second(Expiry.ExpiryTimestamp)]),
    ).to.deep.equal([[30, 30], [60, 90], null]);
  });
});
