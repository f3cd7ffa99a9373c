import { agentArn, agentOf, isTransfer } from "./agent";
import { disconnect, goOnAs } from "./chain";
import type { Contact } from "./contact";
import { endsAsQueued, type FlowEnd, goTo, type Next } from "./next";
import type { World } from "./world";
import { SimulatorError } from "../shared/errors";

/** An agent accepts the contact: whispers, the talk with its times on hold, the end (reference 1.7). */
export function answer(contact: Contact, world: World): Next {
  contact.agent = { arn: agentArn(agentOf(contact, world), world) };
  return goTo("agentWhisper");
}

/** A callback's customer is called once the agent is ready. */
export function afterAgentWhisper(contact: Contact, left: FlowEnd): Next {
  requireRest(contact, left);
  if (contact.initiation !== "CALLBACK") return goTo("customerWhisper");
  contact.connectedToSystemAt = contact.now;
  return goTo("outboundWhisper");
}

export function connect(contact: Contact, left: FlowEnd): Next {
  requireRest(contact, left);
  contact.connectedAt = contact.now;
  return goTo("guide");
}

/** The talk up to the next time on hold, or to its end. The times on hold divide it evenly. */
export function talk(contact: Contact, world: World): Next {
  const { talkSeconds, holdSeconds, ends } = agentOf(contact, world);
  contact.now += Math.round((talkSeconds * 1000) / (holdSeconds.length + 1));
  const seconds = holdSeconds[contact.holds.length];
  if (seconds !== undefined) {
    contact.holds = [...contact.holds, seconds];
    contact.holdFrom = contact.now;
    contact.until = contact.now + seconds * 1000;
    return goTo("customerHold");
  }
  if (isTransfer(ends)) {
    contact.holdFrom = contact.now;
    return goTo("customerHold");
  }
  disconnect(contact, ends === "caller" ? "CUSTOMER_DISCONNECT" : "AGENT_DISCONNECT");
  return goTo("closingGuide");
}

/** Customer and agent are on hold at the same time; while the agent transfers, only the customer is. */
export function afterCustomerHold(contact: Contact, left: FlowEnd): Next {
  requireRest(contact, left);
  contact.now = contact.holdFrom as number;
  return goTo(contact.until === undefined ? "transfer" : "agentHold");
}

export function afterAgentHold(contact: Contact, left: FlowEnd): Next {
  requireRest(contact, left);
  contact.now = contact.until as number;
  contact.until = undefined;
  return goTo("talk");
}

/** A disconnect flow runs when the agent leaves first, in a contact of its own (reference 1.7, 2.3). */
export function beginDisconnectFlow(contact: Contact, world: World): void {
  goOnAs(contact, world, { initiation: "DISCONNECT", queue: contact.queue });
}

export const afterCall = (contact: Contact): Next =>
  contact.left?.reason === "AGENT_DISCONNECT" ? goTo("disconnect") : endsAsQueued(contact);

/**
 * Whisper and hold flows cannot hang up, transfer or queue: the service refuses such blocks there (reference
 * 2.0).
 */
function requireRest({ stage }: Contact, left: FlowEnd): void {
  if (left !== "rest")
    throw new SimulatorError(
      `A flow of the stage ${stage} ended in ${left.end}, which the service does not allow there: let it end with EndFlowExecution.`,
    );
}
