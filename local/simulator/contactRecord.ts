import type { Contact } from "./contact";
import type { Instance } from "./instance";
import type { Ended } from "./observed";

/** The contact record of a simulated call, in the fields of Amazon Connect's data model that a call without an agent has. */
export interface ContactRecord {
  readonly AWSAccountId: string;
  readonly AWSContactTraceRecordFormatVersion: "2017-03-10";
  readonly Agent: null;
  readonly Attributes: Readonly<Record<string, string>>;
  readonly Channel: "VOICE";
  readonly ConnectedToSystemTimestamp: string;
  readonly ContactId: string;
  readonly CustomerEndpoint: { readonly Address: string; readonly Type: "TELEPHONE_NUMBER" } | null;
  readonly DisconnectReason: string | null;
  readonly DisconnectTimestamp: string | null;
  readonly InitialContactId: string | null;
  readonly InitiationMethod: "INBOUND";
  readonly InitiationTimestamp: string;
  readonly InstanceARN: string;
  readonly LanguageCode: string;
  readonly Queue: { readonly ARN: string; readonly Name: string; readonly EnqueueTimestamp: string } | null;
  readonly RoutingCriteria: unknown;
  readonly SystemEndpoint: { readonly Address: string; readonly Type: "TELEPHONE_NUMBER" };
}

/** To the second, as the service writes it. */
const stamp = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");

const DISCONNECT_REASON: Readonly<Record<Ended["end"], string | null>> = {
  queue: null,
  transfer: null,
  callback: "CONTACT_FLOW_DISCONNECT",
  goodbye: "CONTACT_FLOW_DISCONNECT",
  hangup: "CUSTOMER_DISCONNECT",
  error: "OTHER",
};

export function contactRecord(contact: Contact, { end }: Ended, instance: Instance): ContactRecord {
  const queue = contact.enqueuedAt === undefined ? undefined : contact.queue;
  const reason = DISCONNECT_REASON[end];
  return {
    AWSAccountId: instance.arn.split(":")[4] ?? "",
    AWSContactTraceRecordFormatVersion: "2017-03-10",
    Agent: null,
    Attributes: Object.fromEntries(contact.attributes),
    Channel: "VOICE",
    ConnectedToSystemTimestamp: stamp(contact.startedAt.getTime()),
    ContactId: contact.id,
    CustomerEndpoint: contact.caller === undefined ? null : { Address: contact.caller, Type: "TELEPHONE_NUMBER" },
    DisconnectReason: reason,
    DisconnectTimestamp: reason === null ? null : stamp(contact.now),
    InitialContactId: null,
    InitiationMethod: "INBOUND",
    InitiationTimestamp: stamp(contact.startedAt.getTime()),
    InstanceARN: instance.arn,
    LanguageCode: contact.languageCode,
    Queue: queue === undefined || contact.enqueuedAt === undefined ? null : { ARN: queue.arn, Name: instance.queues.get(queue.arn)?.name ?? "", EnqueueTimestamp: stamp(contact.enqueuedAt) },
    RoutingCriteria: contact.routingCriteria ?? null,
    SystemEndpoint: { Address: contact.dialed, Type: "TELEPHONE_NUMBER" },
  };
}
