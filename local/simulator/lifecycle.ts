import {
  afterAgentHold,
  afterAgentWhisper,
  afterCall,
  afterCustomerHold,
  beginDisconnectFlow,
  connect,
  talk,
} from "./agentLeg";
import { type Contact, enter, type Stage, frameOf, newContact } from "./contact";
import { type DeployedFlow, find } from "./instance";
import { endsAsQueued, type FlowEnd, goTo, type Next } from "./next";
import type { Ended } from "./observed";
import { isBrokenOff, leaveFlow, leaveQueueFlow } from "./queue";
import { afterTransferFlow, beginTransfer, transferFlow } from "./transfers";
import type { World } from "./world";
import { SimulatorError } from "../shared/errors";
import { idOf } from "./ids";
import { contactsOf, disconnect, giveBack, stepAside } from "./chain";

/** One stage of a contact's life. */
interface Chapter {
  /** The flow that it runs; without one the stage is over at once. */
  readonly flow?: (contact: Contact, world: World) => DeployedFlow | undefined;
  /** What happens before its flow begins. */
  readonly begin?: (contact: Contact, world: World, flow: DeployedFlow) => void;
  /** What comes after it, by how its flow ended. */
  readonly after: (contact: Contact, left: FlowEnd, world: World) => Next;
}

/**
 * The flow of an event hook. Without a hook the service plays the instance's default flow of that
 * type (reference 1.7), which no stack deploys: it is left out.
 */
const hooked =
  (hook: string, type: string) =>
  (contact: Contact, world: World): DeployedFlow | undefined => {
    const arn = contact.hooks.get(hook);
    const flow = arn === undefined ? undefined : find(world.instance.flows, arn);
    if (flow !== undefined && flow.type !== type)
      throw new SimulatorError(
        `The event hook ${hook} leads to ${flow.name}, a ${flow.type}, and what the service does then is not known here. Name a flow of type ${type}.`,
      );
    return flow;
  };

/** What a contact goes through and in which order (reference 1.7). */
const chapters: Readonly<Record<Stage, Chapter>> = {
  flow: { after: leaveFlow },
  queue: { flow: hooked("CustomerQueue", "CUSTOMER_QUEUE"), after: leaveQueueFlow },
  agentWhisper: { flow: hooked("AgentWhisper", "AGENT_WHISPER"), after: afterAgentWhisper },
  customerWhisper: { flow: hooked("CustomerWhisper", "CUSTOMER_WHISPER"), after: connect },
  outboundWhisper: { flow: outboundFlow, after: connect },
  guide: {
    flow: hooked("DefaultAgentUI", "CONTACT_FLOW"),
    begin: beginGuide,
    after: (contact) => (endGuide(contact), goTo("talk")),
  },
  talk: { after: (contact, _left, world) => talk(contact, world) },
  customerHold: { flow: hooked("CustomerHold", "CUSTOMER_HOLD"), after: afterCustomerHold },
  agentHold: { flow: hooked("AgentHold", "AGENT_HOLD"), after: afterAgentHold },
  transfer: { flow: transferFlow, begin: beginTransfer, after: afterTransferFlow },
  closingGuide: {
    flow: hooked("DisconnectAgentUI", "CONTACT_FLOW"),
    begin: beginGuide,
    after: (contact) => (endGuide(contact), afterCall(contact)),
  },
  disconnect: {
    flow: hooked("CustomerRemaining", "CONTACT_FLOW"),
    begin: beginDisconnectFlow,
    after: afterDisconnectFlow,
  },
};

/** The queue's own flow for calls that agents make, which a callback is. */
function outboundFlow({ queue }: Contact, { instance }: World): DeployedFlow | undefined {
  const flow = queue && instance.queues.get(queue.arn)?.outboundFlow;
  return flow === undefined ? undefined : find(instance.flows, flow);
}

/** A survey says goodbye, and the call has ended where it ended before. */
function afterDisconnectFlow(contact: Contact, left: FlowEnd, world: World): Next {
  const next = contact.initiation === "DISCONNECT" && left !== "rest" ? leaveFlow(contact, left, world) : undefined;
  return next === undefined || ("ended" in next && ["goodbye", "hangup"].includes(next.ended.end))
    ? endsAsQueued(contact)
    : next;
}

/**
 * What follows the end of a flow.
 * @returns how the call ended, or undefined when another flow began
 */
export function afterFlow(contact: Contact, left: FlowEnd, world: World): Ended | undefined {
  let next = chapters[contact.stage].after(contact, left, world);
  while ("stage" in next) {
    const { flow: flowOf, begin, after } = chapters[next.stage];
    const flow = flowOf?.(contact, world);
    if (flow !== undefined) begin?.(contact, world, flow);
    contact.stage = next.stage;
    if (flow !== undefined && !isBrokenOff(contact)) {
      enter(contact, flow);
      return undefined;
    }
    next = after(contact, "rest", world);
  }
  return next.ended;
}

/**
 * A step-by-step guide is a chat of its own beside the call: the agent sees it, no time passes in the
 * call for it (reference 2.1, ShowView).
 */
function beginGuide(contact: Contact, world: World): void {
  const serial = contactsOf(contact).length;
  const id = idOf(`${contact.initialId} ${serial}`);
  stepAside(
    contact,
    newContact(
      {
        id,
        serial,
        relatedId: contact.id,
        channel: "CHAT",
        initiation: "API",
        dialed: contact.dialed,
        caller: contact.caller,
        startedAt: new Date(contact.now),
        attributes: world.behaviour("guideAttributes") === "copied" ? contact.attributes : new Map(),
        agent: contact.agent,
        agentsBefore: contact.agentsBefore,
        logging: contact.logging,
        past: contact.past,
      },
      frameOf(contact).flow,
    ),
  );
}

/** The guide is over, where there was one; the call goes on. */
function endGuide(contact: Contact): void {
  if (contact.relatedId === undefined) return;
  disconnect(contact, "CONTACT_FLOW_DISCONNECT");
  giveBack(contact);
}
