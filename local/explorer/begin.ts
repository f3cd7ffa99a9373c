import { type Contact, newContact } from "../simulator/contact";
import type { DeployedFlow, Instance } from "../simulator/instance";
import type { State } from "./fingerprint";
import type { Choice } from "./choices";
import { begunByAgents, type Root } from "./roots";
import type { Way } from "./expand";

const NOTHING = { spoken: false, voiceFailed: false, clearingFailed: false, assumed: {} };

/** How a root's call begins. */
export const beginningOf = (root: Root, instance: Instance): State => ({ ...NOTHING, contact: enteredBy(root.entry, instance, root, { attributes: new Map(), queue: undefined, logging: false }) });

/**
 * What agents can do with a contact that has come to them: pass it on to another agent or queue, or,
 * where it left a callback, call it back. A new contact of the chain has its attributes alone.
 */
export function handedOn({ observed: { ended }, last }: Way, root: Root, instance: Instance): { readonly choice: Choice; readonly to: State }[] {
  const types = ended?.end === "queue" ? ["AGENT_TRANSFER", "QUEUE_TRANSFER"] : ended?.end === "callback" ? ["OUTBOUND_WHISPER"] : [];
  if (last.initiation !== "INBOUND") return [];
  return begunByAgents(instance)
    .filter(({ type }) => types.includes(type))
    .map((flow) => ({ choice: { what: "agent", of: "", value: flow.name }, to: { ...NOTHING, contact: enteredBy(flow, instance, root, last) } }));
}

function enteredBy(flow: DeployedFlow, instance: Instance, { dialed, caller, at }: Root, { attributes, queue, logging }: Pick<Contact, "attributes" | "queue" | "logging">): Contact {
  const initiation = ({ AGENT_TRANSFER: "TRANSFER", QUEUE_TRANSFER: "TRANSFER", OUTBOUND_WHISPER: "OUTBOUND" } as const)[flow.type] ?? "INBOUND";
  const anyQueue = queue ?? [...instance.queues.values()].map(({ arn }) => ({ arn }))[0];
  const contact = newContact(
    { id: "explored", dialed, caller, startedAt: new Date(at), attributes, logging, initiation, stage: flow.type === "OUTBOUND_WHISPER" ? "outboundWhisper" : "flow", ...(flow.type === "QUEUE_TRANSFER" && anyQueue && { queue: anyQueue }) },
    flow,
  );
  if (flow.type === "AGENT_TRANSFER") contact.agent = { arn: `${instance.arn}/agent/explored` };
  return contact;
}
