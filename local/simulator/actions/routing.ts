import { isChainFull } from "../chain";
import type { Contact } from "../contact";
import { queueKey, type Target, targetOf } from "../found";
import { resolved, textOf } from "../resolve";
import type { World } from "../world";
import { end, error, type Executor, failed, next, type Outcome } from "./outcome";
import { SimulatorError } from "../../shared/errors";

function enqueue({ queue, agent }: Target, contact: Contact, world: World): Outcome {
  const key = queueKey(queue.arn, world);
  if (world.queue(key).full) return error("QueueAtCapacity");
  contact.queue = queue;
  if (agent !== undefined) contact.agent = agent;
  return end({ end: "queue", route: { type: "queue", key, arn: queue.arn } });
}

const dequeue: Executor = ({ parameters }, contact, world) => {
  if (parameters["QueueId"] === undefined && parameters["AgentId"] === undefined)
    throw new SimulatorError("Where the contact goes without QueueId or AgentId is not known. Name one.");
  if (contact.stage !== "queue")
    throw new SimulatorError("The contact waits in no queue that it could leave. Use TransferContactToQueue.");
  if (isChainFull(contact)) return failed;
  const target = targetOf(parameters, contact, world);
  return target === undefined ? failed : enqueue(target, contact, world);
};

/** Ends the flow; a busy agent means that the contact is disconnected (reference 2.2). */
const transferToAgent: Executor = (_action, { agent }, world) => {
  if (agent === undefined)
    throw new SimulatorError(
      "Which agent the contact goes to is not known. Set one with UpdateContactTargetQueue and use TransferContactToQueue.",
    );
  const id = agent.arn.split("/agent/")[1] ?? agent.arn;
  if (world.queue(`agent/${id}`).agentsAvailable === 0) return end({ end: "goodbye" });
  return end({ end: "transfer", route: { type: "agent", key: id, arn: agent.arn } });
};

const isCriteria = (criteria: unknown): boolean =>
  criteria !== null && typeof criteria === "object" && Array.isArray((criteria as { Steps?: unknown }).Steps);

const updateRoutingCriteria: Executor = (action, contact, world) => {
  const given = action.parameters["RoutingCriteria"];
  if (typeof given === "string" && world.behaviour("criteriaByReference") === "refused") return failed;
  try {
    const criteria: unknown =
      typeof given === "string" ? JSON.parse(textOf(given, contact, world)) : resolved(given, contact, world);
    if (!isCriteria(criteria)) return failed;
    contact.routingCriteria = criteria;
    return next;
  } catch (problem) {
    if (problem instanceof SyntaxError) return failed;
    throw problem;
  }
};

export const routingActions: Readonly<Record<string, Executor>> = {
  UpdateContactTargetQueue: ({ parameters }, contact, world) => {
    const target = targetOf(parameters, contact, world);
    if (target === undefined) return failed;
    contact.queue = target.queue;
    contact.agent = target.agent;
    return next;
  },
  TransferContactToQueue: (_action, contact, world) =>
    contact.queue === undefined ? failed : enqueue({ queue: contact.queue }, contact, world),
  DequeueContactAndTransferToQueue: dequeue,
  TransferContactToAgent: transferToAgent,
  UpdateContactRoutingBehavior: (
    { parameters: { QueuePriority: priority, QueueTimeAdjustmentSeconds: seconds } },
    contact,
  ) => {
    if (priority !== undefined) contact.queuePriority = Number(priority);
    if (seconds !== undefined) contact.queueTimeAdjustmentSeconds = Number(seconds);
    return next;
  },
  UpdateContactRoutingCriteria: updateRoutingCriteria,
};
