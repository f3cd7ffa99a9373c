import { answer } from "./agentLeg";
import { goOnAs } from "./chain";
import type { Contact } from "./contact";
import { callEnds, type Next } from "./next";
import type { Ended } from "./observed";
import { SimulatorError } from "./resolve";
import type { World } from "./world";

/**
 * The callback that a flow created, where the world says that its wait is answered: a contact of its
 * own, which waits in the queue once its delay is over. The agent accepts, then the customer is called.
 */
export function callBack(contact: Contact, left: Ended, world: World): Next {
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
