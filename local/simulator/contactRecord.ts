import { agentOf } from "./agent";
import {
  agentRecord,
  endpoint,
  type Endpoint,
  queueRecord,
  recordings,
  routingRecord,
  stamp,
} from "./contactRecordParts";
import type { Contact } from "./contact";
import type { World } from "./world";

/**
 * A contact record in the service's data model, as one contact leaves it: what the service knows and
 * the simulator does not (devices, audio quality, analysis) is null. A contact that still goes on has
 * no disconnect timestamp and no reason.
 */
export interface ContactRecord extends Readonly<Record<keyof typeof UNKNOWN, null>> {
  readonly AWSAccountId: string;
  readonly AWSContactTraceRecordFormatVersion: "2017-03-10";
  readonly Agent: ReturnType<typeof agentRecord>;
  readonly AgentConnectionAttempts: number;
  readonly Attributes: Readonly<Record<string, string>>;
  readonly Campaign: { readonly CampaignId: null };
  readonly Channel: Contact["channel"];
  readonly ConnectedToSystemTimestamp: string | null;
  /** Of tasks alone. */
  readonly ContactDetails: Readonly<Record<string, never>>;
  readonly ContactEvaluations: Readonly<Record<string, never>>;
  readonly ContactId: string;
  readonly CustomerEndpoint: Endpoint | null;
  readonly CustomerId: string | null;
  readonly DisconnectReason: string | null;
  readonly DisconnectTimestamp: string | null;
  /** Null on the first contact of a chain. */
  readonly InitialContactId: string | null;
  readonly InitiationMethod: Contact["initiation"];
  readonly InitiationTimestamp: string;
  readonly InstanceARN: string;
  readonly LastUpdateTimestamp: string;
  readonly MediaStreams: readonly { readonly Type: "AUDIO" | "CHAT" | "AUTOMATED_INTERACTION" }[];
  readonly NextContactId: string | null;
  readonly PreviousContactId: string | null;
  readonly Queue: ReturnType<typeof queueRecord>;
  readonly Recording: ReturnType<typeof recordings>["Recording"];
  readonly Recordings: ReturnType<typeof recordings>["Recordings"];
  readonly References: readonly never[];
  readonly RelatedContactId: string | null;
  readonly RoutingCriteria: ReturnType<typeof routingRecord>;
  readonly SegmentAttributes: Readonly<Record<string, { readonly ValueString: string }>>;
  readonly SystemEndpoint: Endpoint | null;
  readonly Tags: Readonly<Record<string, string>>;
  readonly TransferCompletedTimestamp: string | null;
  readonly TransferredToEndpoint: Endpoint | null;
}

/** Fields that no simulated contact has a value for. */
const UNKNOWN = {
  AnsweringMachineDetectionStatus: null,
  ContactLens: null,
  Customer: null,
  CustomerVoiceActivity: null,
  DisconnectDetails: null,
  ExternalThirdParty: null,
  LastPausedTimestamp: null,
  LastResumedTimestamp: null,
  OutboundStrategy: null,
  QualityMetrics: null,
  ScheduledTimestamp: null,
  TotalPauseCount: null,
  TotalPauseDurationInSeconds: null,
  VoiceIdResult: null,
  WisdomInfo: null,
} as const;

/** A record comes about a minute after the last event of its contact. */
const DELIVERY_SECONDS = 67;

/** Contacts whose system endpoint the service leaves out. */
const WITHOUT_SYSTEM_ENDPOINT: ReadonlySet<Contact["initiation"]> = new Set(["CALLBACK", "QUEUE_TRANSFER"]);

export function contactRecord(contact: Contact, world: World): ContactRecord {
  const { left, startedAt, initialId, id } = contact;
  const { arn } = world.instance;
  const isVoice = contact.channel === "VOICE";
  const agent = agentRecord(contact, agentOf(contact, world), world);
  const lastEvent = (left?.at ?? contact.now) + (agent?.AfterContactWorkDuration ?? 0) * 1000;
  const connected = contact.initiation === "CALLBACK" ? contact.connectedToSystemAt : startedAt.getTime();
  const isDialed = isVoice && !WITHOUT_SYSTEM_ENDPOINT.has(contact.initiation);
  return {
    AWSAccountId: arn.split(":")[4] ?? "",
    AWSContactTraceRecordFormatVersion: "2017-03-10",
    Agent: agent,
    AgentConnectionAttempts: agent === null ? 0 : 1,
    Attributes: Object.fromEntries(contact.attributes),
    Campaign: { CampaignId: null },
    Channel: contact.channel,
    ConnectedToSystemTimestamp: stamp(connected),
    ContactDetails: {},
    ContactEvaluations: {},
    ContactId: id,
    CustomerEndpoint: isVoice ? endpoint(contact.caller) : null,
    CustomerId: contact.customerId ?? null,
    DisconnectReason: left?.reason ?? null,
    DisconnectTimestamp: stamp(left?.at),
    InitialContactId: initialId === id ? null : initialId,
    InitiationMethod: contact.initiation,
    InitiationTimestamp: stamp(startedAt.getTime()),
    InstanceARN: arn,
    LastUpdateTimestamp: stamp(lastEvent + DELIVERY_SECONDS * 1000),
    MediaStreams: [
      { Type: isVoice ? "AUDIO" : "CHAT" },
      ...(contact.recording.automated ? [{ Type: "AUTOMATED_INTERACTION" as const }] : []),
    ],
    NextContactId: contact.nextId ?? null,
    PreviousContactId: contact.previousId ?? null,
    Queue: queueRecord(contact, world.instance),
    ...recordings(contact, arn),
    References: [],
    RelatedContactId: contact.relatedId ?? null,
    RoutingCriteria: routingRecord(contact),
    SegmentAttributes: {
      "connect:Subtype": { ValueString: isVoice ? "connect:Telephony" : "connect:Guide" },
      ...(isVoice && {
        "connect:Direction": { ValueString: contact.initiation === "CALLBACK" ? "OUTBOUND" : "INBOUND" },
      }),
    },
    SystemEndpoint: isDialed ? endpoint(contact.dialed) : null,
    Tags: {
      "aws:connect:instanceId": arn.split("/").at(-1) ?? "",
      ...(isDialed && { "aws:connect:systemEndpoint": contact.dialed }),
      ...Object.fromEntries(contact.tags),
    },
    TransferCompletedTimestamp: stamp(contact.transferCompletedAt),
    TransferredToEndpoint: endpoint(contact.transferredTo),
    ...UNKNOWN,
  };
}
