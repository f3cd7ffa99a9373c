import { type Contact, enter } from "./contact";
import type { Ended } from "./observed";
import type { World } from "./world";

/**
 * What follows the end of a flow: a contact in a queue hears the queue's flow.
 * @returns how the contact ended, or undefined when another flow began
 */
export function afterFlow(contact: Contact, ended: Ended, world: World): Ended | undefined {
  if (contact.stage === "queue") return leftQueueFlow(contact.queued as Ended, ended);
  if (ended.end !== "queue") return ended;
  const hook = contact.hooks.get("CustomerQueue");
  const flow = hook === undefined ? undefined : world.instance.flows.get(hook);
  if (flow === undefined) return ended;
  contact.queued = ended;
  enter(contact, flow, "queue");
  return undefined;
}

function leftQueueFlow(queued: Ended, left: Ended): Ended {
  if (left.end === "queue" && left.route === undefined) return queued;
  return left.end === "hangup" || left.end === "error" ? { ...queued, ...left } : left;
}
