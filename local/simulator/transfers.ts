import { agentArn, agentOf } from "./agent";
import { disconnect, giveBack, nextInChain, overAndDone, stepAside } from "./chain";
import type { Contact } from "./contact";
import type { DeployedFlow } from "./instance";
import { type FlowEnd, goTo, type Next } from "./next";
import type { Ended } from "./observed";
import { leaveFlow } from "./queue";
import type { AgentTransfer, World } from "./world";
import { SimulatorError } from "../shared/errors";

const transferOf = (contact: Contact, world: World): AgentTransfer => agentOf(contact, world).ends as AgentTransfer;

/** The flow of the quick connect that the agent uses. */
export function transferFlow(contact: Contact, world: World): DeployedFlow {
  const { transferTo } = transferOf(contact, world);
  const flow = [...world.instance.flows.values()].find(({ name }) => name === transferTo);
  if (flow === undefined)
    throw new SimulatorError(
      `The agent transfers to ${transferTo}, and there is no such flow. Name a transfer flow of the instance.`,
    );
  if (flow.type !== "AGENT_TRANSFER" && flow.type !== "QUEUE_TRANSFER")
    throw new SimulatorError(
      `The agent transfers to ${transferTo}, a ${flow.type}. Name a flow of type AGENT_TRANSFER or QUEUE_TRANSFER.`,
    );
  return flow;
}

/** The transfer is a contact of its own, which the agent hears while the customer is on hold. */
export function beginTransfer(contact: Contact, world: World, { type }: DeployedFlow): void {
  const agentsBefore = contact.agentsBefore + 1;
  const queue = quickConnectQueue(transferOf(contact, world), world);
  // A flow for agent transfers knows the agent who is called (reference 3.1), one for queue transfers the
  // queue.
  const target =
    type === "AGENT_TRANSFER" ? { agent: { arn: agentArn(agentOf({ agentsBefore }, world), world) } } : { queue };
  stepAside(contact, nextInChain(contact, world, { initiation: "TRANSFER", agentsBefore, ...target }));
}

function quickConnectQueue({ queue }: AgentTransfer, { instance }: World): { arn: string } | undefined {
  if (queue === undefined) return undefined;
  const found = [...instance.queues.values()].find(
    ({ arn, name }) => instance.logicalKeys.get(arn) === queue || name === queue,
  );
  if (found === undefined)
    throw new SimulatorError(
      `The agent transfers to the queue ${queue}, and there is none. Name a queue of the instance by its logical key.`,
    );
  return { arn: found.arn };
}

/**
 * The agent leaves as soon as the transfer has brought the customer somewhere (a cold transfer). One
 * that comes to nothing gives the customer back, and the agent ends the call.
 */
export function afterTransferFlow(contact: Contact, left: FlowEnd, world: World): Next {
  if (left === "rest" || left.end === "hangup" || left.end === "callback")
    throw new SimulatorError(
      "What a transfer flow leaves to the agent here is not simulated: let it end in a queue, a transfer or a goodbye.",
    );
  const agentLeg = contact.parked as Contact;
  const holds = [...agentLeg.holds, (contact.now - (agentLeg.holdFrom as number)) / 1000];
  if (left.end === "goodbye") {
    disconnect(contact, "CONTACT_FLOW_DISCONNECT");
    giveBack(contact, { now: contact.now, holds, nextId: contact.id });
    disconnect(contact, "AGENT_DISCONNECT");
    return goTo("closingGuide");
  }
  contact.past = [...contact.past, overAndDone(leftBehind(agentLeg, contact.now, holds), contact.id)];
  contact.parked = undefined;
  return leaveFlow(contact, left satisfies Ended, world);
}

const leftBehind = (contact: Contact, now: number, holds: Contact["holds"]): Contact => ({
  ...contact,
  now,
  holds,
  transferCompletedAt: now,
  left: { at: now, reason: "AGENT_DISCONNECT" },
});
