/**
 * How the archive's transform treats a field. What does not have the form of its kind is not kept: free text, in which
 * a caller may be named, has no kind.
 */
export type Treatment =
  /** The account of AWS: twelve digits. */
  | "account"
  /** A word that Amazon Connect chooses, such as `CUSTOMER_DISCONNECT` or `connect:Telephony`. */
  | "word"
  /** Who is heard on a recording. */
  | "participant"
  /** What an administrator called a thing of the instance. */
  | "name"
  /** A UUID stays; any other id becomes its hash, so that what it ties together stays tied. */
  | "id"
  /** An ARN of a thing on an instance. */
  | "arn"
  /** A moment in ISO 8601. */
  | "moment"
  /** A day, `yyyy-MM-dd`. */
  | "day"
  /** A whole number with at most seven digits: the service's counts, and seconds. */
  | "count"
  /** The place of a fragment in a media stream: longer than any number that can be called. */
  | "fragment"
  /** Where a recording lies: its name is the contact's id and the minute in which it began. */
  | "recording"
  /** An address of the company: a telephone number in E.164. */
  | "ownNumber"
  /** An address of somebody else: its hash, equal for equal addresses, or `anonymous`. */
  | "address"
  /** A reference to a person: its hash. */
  | "person"
  /** The user name of an agent; one that is an address of mail, or holds a number, becomes its hash. */
  | "agent"
  /** Contact attributes: those that are listed, by `ATTRIBUTE_FORMS`. */
  | "attributes";

export type RecordField =
  | Treatment
  | { readonly list: RecordField }
  /** Fields of fixed names. */
  | { readonly struct: Readonly<Record<string, RecordField>> }
  /** A map whose entries have one type, of which these are kept. */
  | { readonly entries: Readonly<Record<string, RecordField>> };

const named = { struct: { ARN: "arn", Name: "name" } } as const;
const group = { struct: { ARN: "arn", GroupName: "name" } } as const;
const segment = { struct: { ValueString: "word", ValueInteger: "count", ValueArn: "arn" } } as const;

/**
 * The fields of a contact record that the archive's transform keeps and reports read, spelled as Amazon Connect writes
 * them (reference reporting 1.2). Every field of the service's data model that is not here, and every field to come, is
 * left out by both until it is listed.
 */
export const contactRecordFields = {
  AWSAccountId: "account",
  AWSContactTraceRecordFormatVersion: "day",
  ContactId: "id",
  InitialContactId: "id",
  PreviousContactId: "id",
  NextContactId: "id",
  RelatedContactId: "id",
  InstanceARN: "arn",
  Channel: "word",
  InitiationMethod: "word",
  DisconnectReason: "word",
  InitiationTimestamp: "moment",
  ConnectedToSystemTimestamp: "moment",
  DisconnectTimestamp: "moment",
  LastUpdateTimestamp: "moment",
  ScheduledTimestamp: "moment",
  TransferCompletedTimestamp: "moment",
  AgentConnectionAttempts: "count",
  CustomerId: "person",
  AnsweringMachineDetectionStatus: "word",
  Attributes: "attributes",
  Tags: { entries: { "aws:connect:instanceId": "id", "aws:connect:systemEndpoint": "ownNumber" } },
  SegmentAttributes: {
    entries: { "connect:Subtype": segment, "connect:Direction": segment, "connect:ValidationTestType": segment },
  },
  CustomerEndpoint: { struct: { Address: "address", Type: "word" } },
  SystemEndpoint: { struct: { Address: "ownNumber", Type: "word" } },
  TransferredToEndpoint: { struct: { Address: "address", Type: "word" } },
  Queue: {
    struct: { ARN: "arn", DequeueTimestamp: "moment", Duration: "count", EnqueueTimestamp: "moment", Name: "name" },
  },
  Agent: {
    struct: {
      ARN: "arn",
      Username: "agent",
      AfterContactWorkDuration: "count",
      AfterContactWorkStartTimestamp: "moment",
      AfterContactWorkEndTimestamp: "moment",
      AgentInteractionDuration: "count",
      AgentInitiatedHoldDuration: "count",
      AgentPauseDuration: "count",
      ConnectedToAgentTimestamp: "moment",
      CustomerHoldDuration: "count",
      LongestHoldDuration: "count",
      NumberOfHolds: "count",
      RoutingProfile: named,
      HierarchyGroups: { struct: { Level1: group, Level2: group, Level3: group, Level4: group, Level5: group } },
    },
  },
  Recordings: {
    list: {
      struct: {
        DeletionReason: "name",
        FragmentStartNumber: "fragment",
        FragmentStopNumber: "fragment",
        Location: "recording",
        MediaStreamType: "word",
        ParticipantType: "participant",
        StartTimestamp: "moment",
        Status: "word",
        StopTimestamp: "moment",
        StorageType: "word",
      },
    },
  },
  DisconnectDetails: { struct: { PotentialDisconnectIssue: "word" } },
  Campaign: { struct: { CampaignId: "id" } },
} as const satisfies Readonly<Record<string, RecordField>>;
