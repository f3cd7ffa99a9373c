/** The type of a field of a contact record, as far as the archive's table reads it. */
export type FieldType =
  | "text"
  | "whole"
  | { readonly map: FieldType }
  | { readonly list: FieldType }
  | { readonly struct: Readonly<Record<string, FieldType>> };

const struct = <const Fields extends Readonly<Record<string, FieldType>>>(fields: Fields) => ({ struct: fields });
const named = struct({ ARN: "text", Name: "text" });
const group = struct({ ARN: "text", GroupName: "text" });
const endpoint = struct({ Address: "text", Type: "text" });

/**
 * The columns of the archive's table: the fields of a contact record that reports may read, spelled as
 * Amazon Connect writes them. Every field of the service's data model that is not here, and every
 * field to come, is skipped; a timestamp stays text, so that no record can fail a query. Left out on
 * purpose: `References`, `ContactLens`, `RoutingCriteria`, `VoiceIdResult`, `ChatMetrics`, whose shape changes.
 */
export const recordColumns = {
  AWSAccountId: "text",
  AWSContactTraceRecordFormatVersion: "text",
  ContactId: "text",
  InitialContactId: "text",
  PreviousContactId: "text",
  NextContactId: "text",
  RelatedContactId: "text",
  InstanceARN: "text",
  Channel: "text",
  InitiationMethod: "text",
  DisconnectReason: "text",
  InitiationTimestamp: "text",
  ConnectedToSystemTimestamp: "text",
  DisconnectTimestamp: "text",
  LastUpdateTimestamp: "text",
  ScheduledTimestamp: "text",
  TransferCompletedTimestamp: "text",
  AgentConnectionAttempts: "whole",
  CustomerId: "text",
  AnsweringMachineDetectionStatus: "text",
  Attributes: { map: "text" },
  Tags: { map: "text" },
  SegmentAttributes: { map: struct({ ValueString: "text", ValueInteger: "whole", ValueArn: "text" }) },
  CustomerEndpoint: endpoint,
  SystemEndpoint: endpoint,
  TransferredToEndpoint: endpoint,
  Queue: struct({ ARN: "text", DequeueTimestamp: "text", Duration: "whole", EnqueueTimestamp: "text", Name: "text" }),
  Agent: struct({
    ARN: "text",
    Username: "text",
    AfterContactWorkDuration: "whole",
    AfterContactWorkStartTimestamp: "text",
    AfterContactWorkEndTimestamp: "text",
    AgentInteractionDuration: "whole",
    AgentInitiatedHoldDuration: "whole",
    AgentPauseDuration: "whole",
    ConnectedToAgentTimestamp: "text",
    CustomerHoldDuration: "whole",
    LongestHoldDuration: "whole",
    NumberOfHolds: "whole",
    RoutingProfile: named,
    HierarchyGroups: struct({ Level1: group, Level2: group, Level3: group, Level4: group, Level5: group }),
  }),
  Recordings: {
    list: struct({
      DeletionReason: "text",
      FragmentStartNumber: "text",
      FragmentStopNumber: "text",
      Location: "text",
      MediaStreamType: "text",
      ParticipantType: "text",
      StartTimestamp: "text",
      Status: "text",
      StopTimestamp: "text",
      StorageType: "text",
    }),
  },
  DisconnectDetails: struct({ PotentialDisconnectIssue: "text" }),
  Campaign: struct({ CampaignId: "text" }),
} as const satisfies Readonly<Record<string, FieldType>>;

/** The table of contact records, and the column of its partitions: the day (UTC) the contact began, `yyyy-MM-dd`. */
export const RECORDS_TABLE = "contact_records";
export const DAY_PARTITION = "dt";

/** A field's type as Hive writes it; names in small letters, as Athena reads them. */
export function hiveType(type: FieldType): string {
  if (type === "text") return "string";
  if (type === "whole") return "int";
  if ("map" in type) return `map<string,${hiveType(type.map)}>`;
  if ("list" in type) return `array<${hiveType(type.list)}>`;
  return `struct<${Object.entries(type.struct)
    .map(([name, field]) => `${name.toLowerCase()}:${hiveType(field)}`)
    .join(",")}>`;
}
