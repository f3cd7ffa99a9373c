import { type Contact, frameOf, newContact } from "../simulator/contact";
import type { DeployedFlow, Instance } from "../simulator/instance";
import type { Choice } from "./choices";
import { begunByAgents, type Root } from "./roots";
import type { Way } from "./expand";
import type { State } from "./stretch";

const NOTHING = { spoken: false, voiceFailed: false, clearingFailed: false, assumed: {} };

/** How a root's call begins. */
export const beginningOf = (root: Root, instance: Instance): State => ({
  ...NOTHING,
  contact: enteredBy(root.entry, instance, root, { attributes: new Map(), queue: undefined, logging: undefined }),
});

/**
 * What agents do with a contact that has come to them: begin the flows that whisper and guide and leave
 * the customer to a last question, as soon as it waits; pass it on to another agent or queue, or, where it
 * left a callback, call it back, when its wait is over. A new contact of the chain has its attributes alone.
 */
export function handedOn(
  { observed: { ended, passed }, last, to }: Way,
  root: Root,
  instance: Instance,
): { readonly choice: Choice; readonly to: State }[] {
  const types =
    ended?.end === "queue"
      ? ["AGENT_TRANSFER", "QUEUE_TRANSFER"]
      : ended?.end === "callback"
        ? ["OUTBOUND_WHISPER"]
        : [];
  if (last.initiation !== "INBOUND") return [];
  const begun = begunByAgents(instance)
    .filter(({ type }) => types.includes(type))
    .map((flow): State => ({ ...NOTHING, contact: enteredBy(flow, instance, root, last) }));
  const waits = last.queued !== undefined && passed.some(({ type }) => type === "TransferContactToQueue");
  return [...begun, ...(waits && to !== undefined ? agentLegs(to, instance) : [])].map((state) => ({
    choice: { what: "agent", of: "", value: frameOf(state.contact).flow.name },
    to: state,
  }));
}

/** How a contact enters the flow of each of its hooks that runs once an agent is there. */
const LEGS: Readonly<Record<string, Partial<Contact>>> = {
  AgentWhisper: { stage: "agentWhisper" },
  CustomerWhisper: { stage: "customerWhisper" },
  DefaultAgentUI: { stage: "guide", channel: "CHAT", initiation: "API" },
  CustomerRemaining: { stage: "disconnect", initiation: "DISCONNECT" },
};

function agentLegs({ contact, voiceFailed }: State, { flows }: Instance): State[] {
  const { id, dialed, caller, startedAt, attributes, logging, voice, hooks } = contact;
  return Object.entries(LEGS).flatMap(([hook, beginning]): State[] => {
    const flow = flows.get(hooks.get(hook) ?? "");
    if (flow === undefined) return [];
    // A whisper belongs to the same contact, which has its voice; the others are contacts of their own.
    const whispers = beginning.initiation === undefined;
    return [
      {
        ...NOTHING,
        voiceFailed: whispers && voiceFailed,
        contact: newContact(
          { id, dialed, caller, startedAt, attributes, logging, ...(whispers && { voice }), ...beginning },
          flow,
        ),
      },
    ];
  });
}

function enteredBy(
  flow: DeployedFlow,
  instance: Instance,
  { dialed, caller, at }: Root,
  { attributes, queue, logging }: Pick<Contact, "attributes" | "queue" | "logging">,
): Contact {
  const initiation =
    ({ AGENT_TRANSFER: "TRANSFER", QUEUE_TRANSFER: "TRANSFER", OUTBOUND_WHISPER: "OUTBOUND" } as const)[flow.type] ??
    "INBOUND";
  const anyQueue = queue ?? [...instance.queues.values()].map(({ arn }) => ({ arn }))[0];
  const contact = newContact(
    {
      id: "explored",
      dialed,
      caller,
      startedAt: new Date(at),
      attributes,
      logging,
      initiation,
      stage: flow.type === "OUTBOUND_WHISPER" ? "outboundWhisper" : "flow",
      ...(flow.type === "QUEUE_TRANSFER" && anyQueue && { queue: anyQueue }),
    },
    flow,
  );
  if (flow.type === "AGENT_TRANSFER") contact.agent = { arn: `${instance.arn}/agent/explored` };
  return contact;
}
