import { answer } from "./agentLeg";
import { disconnect, goOnAs } from "./chain";
import type { Contact } from "./contact";
import { callEnds, type FlowEnd, goTo, type Next } from "./next";
import type { Ended } from "./observed";
import type { World } from "./world";
import { SimulatorError } from "../shared/errors";

/** What follows a flow that is not a queue's: a queue, a callback, or the end. */
export function leaveFlow(contact: Contact, left: FlowEnd, world: World): Next {
  if (left === "rest") return callEnds({ end: "queue" });
  if (left.end === "queue") return enterQueue(contact, left, world);
  if (left.end === "transfer") contact.transferredTo = left.route?.key;
  else disconnect(contact, left.end === "hangup" ? "CUSTOMER_DISCONNECT" : "CONTACT_FLOW_DISCONNECT");
  return left.end === "callback" ? callBack(contact, left, world) : callEnds(left);
}

/** The contact waits from now on, for as long as the world says. */
function enterQueue(contact: Contact, queued: Ended, world: World): Next {
  const wait = world.wait(queued.route?.key ?? "");
  contact.queued = queued;
  contact.visit = { arn: queued.route?.arn ?? "", enqueuedAt: contact.now, since: contact.now, dequeuedAt: undefined };
  contact.held = new Set();
  contact.until = wait === "untold" ? undefined : contact.now + wait.seconds * 1000;
  contact.waitEnds = wait === "untold" ? undefined : wait.then;
  return goTo("queue");
}

/** What follows a queue's flow, wherever in it the contact was. */
export function leaveQueueFlow(contact: Contact, left: FlowEnd, world: World): Next {
  const queued = contact.queued as Ended;
  if (left === "rest")
    return contact.until === undefined ? callEnds(queued) : waited(contact, contact.until, queued, world);
  contact.until = undefined;
  leaveQueue(contact);
  if (left.end === "queue") {
    // A transfer from queue to queue is a contact of its own (reference 1.7).
    goOnAs(contact, world, { initiation: "QUEUE_TRANSFER", queue: contact.queue });
    return enterQueue(contact, left, world);
  }
  return leaveFlow(contact, left.end === "hangup" ? { ...queued, end: "hangup" } : left, world);
}

function waited(contact: Contact, until: number, queued: Ended, world: World): Next {
  contact.now = until;
  contact.until = undefined;
  leaveQueue(contact);
  if (contact.waitEnds === "answered") return answer(contact, world);
  disconnect(contact, "CUSTOMER_DISCONNECT");
  return callEnds({ ...queued, end: "hangup" });
}

function leaveQueue(contact: Contact): void {
  if (contact.visit !== undefined) contact.visit = { ...contact.visit, dequeuedAt: contact.now };
}

/** Whether the clock has passed the moment at which what runs is broken off. */
export const isBrokenOff = ({ now, until }: Contact): boolean => until !== undefined && now >= until;

/**
 * The callback that a flow created, where the world says that its wait is answered: a contact of its
 * own, which waits in the queue once its delay is over. The agent accepts, then the customer is called.
 */
function callBack(contact: Contact, left: Ended, world: World): Next {
  const { callback, callbackDue } = contact;
  const wait = world.wait(left.route?.key ?? "");
  if (callback?.arn === undefined || callbackDue === undefined || wait === "untold" || wait.then !== "answered")
    return callEnds(left);
  const { createdAt, delaySeconds, hasFlow } = callbackDue;
  if (hasFlow) throw new SimulatorError("The flow that a callback runs before it waits is not simulated.");
  const enqueuedAt = createdAt + delaySeconds * 1000;
  goOnAs(contact, world, {
    initiation: "CALLBACK",
    startedAt: new Date(createdAt),
    now: enqueuedAt + wait.seconds * 1000,
    caller: contact.callbackNumber,
    queue: { arn: callback.arn },
    queued: left,
    visit: { arn: callback.arn, enqueuedAt, since: createdAt, dequeuedAt: enqueuedAt + wait.seconds * 1000 },
  });
  return answer(contact, world);
}
