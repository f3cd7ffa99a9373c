import type { Contact } from "../contact";
import { find } from "../instance";
import { SimulatorError, textOf } from "../resolve";
import type { World } from "../world";
import { end, error, type Executor, failed, next } from "./outcome";

const E164 = /^\+[1-9]\d{6,14}$/;

const keyOf = (arn: string, { instance }: World): string => instance.logicalKeys.get(arn) ?? instance.queues.get(arn)?.name ?? arn;

function setQueue(action: Parameters<Executor>[0], contact: Contact, world: World): boolean {
  if (action.parameters["AgentId"] !== undefined) throw new SimulatorError("A transfer to an agent is not simulated.");
  const queue = find(world.instance.queues, textOf(action.parameters["QueueId"], contact, world));
  if (queue !== undefined) contact.queue = { arn: queue.arn };
  return queue !== undefined;
}

const isCriteria = (criteria: unknown): boolean =>
  criteria !== null && typeof criteria === "object" && Array.isArray((criteria as { Steps?: unknown }).Steps);

export const routingActions: Readonly<Record<string, Executor>> = {
  UpdateContactTargetQueue: (action, contact, world) => (setQueue(action, contact, world) ? next : failed),
  TransferContactToQueue: (_action, contact, world) => {
    if (contact.queue === undefined) return failed;
    const { arn } = contact.queue;
    const key = keyOf(arn, world);
    if (world.queue(key).full) return error("QueueAtCapacity");
    contact.enqueuedAt = contact.now;
    return end({ end: "queue", route: { type: "queue", key, arn } });
  },
  UpdateContactRoutingCriteria: (action, contact, world) => {
    const given = action.parameters["RoutingCriteria"];
    try {
      const criteria: unknown = typeof given === "string" ? JSON.parse(textOf(given, contact, world)) : given;
      if (!isCriteria(criteria)) return failed;
      contact.routingCriteria = criteria;
      return next;
    } catch {
      return failed;
    }
  },
  UpdateContactCallbackNumber: (action, contact, world) => {
    const number = textOf(action.parameters["CallbackNumber"], contact, world);
    if (!E164.test(number)) return error("InvalidCallbackNumber");
    contact.callbackNumber = number;
    return next;
  },
  CreateCallbackContact: (action, contact, world) => {
    if (action.parameters["AgentId"] !== undefined) throw new SimulatorError("A callback by an agent is not simulated.");
    if (action.parameters["QueueId"] !== undefined && !setQueue(action, contact, world)) return failed;
    if (contact.queue === undefined || contact.callbackNumber === undefined) return failed;
    contact.callback = { type: "callback", key: keyOf(contact.queue.arn, world), arn: contact.queue.arn };
    return next;
  },
  TransferParticipantToThirdParty: (action, contact, world) => {
    if (action.parameters["ContinueFlowExecution"] === "True") throw new SimulatorError("A flow that goes on after an outside call is not simulated.");
    const number = textOf(action.parameters["ThirdPartyPhoneNumber"], contact, world);
    return E164.test(number) ? end({ end: "transfer", route: { type: "number", key: number } }) : failed;
  },
};
