import { frameOf, setSlot } from "../contact";
import { queueKey, targetOf } from "../found";
import { textOf } from "../resolve";
import type { QueueState } from "../world";
import { type Executor, failed, next, value } from "./outcome";
import { SimulatorError } from "../../shared/errors";

/** What CheckMetricData compares. The age is in milliseconds in spite of its name (reference 2.4). */
const METRICS: Readonly<Record<string, (queue: QueueState) => number>> = {
  NumberOfAgentsAvailable: ({ agentsAvailable }) => agentsAvailable,
  NumberOfAgentsStaffed: ({ agentsStaffed }) => agentsStaffed,
  NumberOfAgentsOnline: ({ agentsOnline }) => agentsOnline,
  OldestContactInQueueAgeSeconds: ({ oldestContactSeconds }) => oldestContactSeconds * 1000,
  NumberOfContactsInQueue: ({ contacts }) => contacts,
};

const checkMetricData: Executor = ({ parameters }, contact, world) => {
  const type = textOf(parameters["MetricType"], contact, world);
  const metric = Object.hasOwn(METRICS, type) ? METRICS[type] : undefined;
  if (metric === undefined)
    throw new SimulatorError(`The metric ${type} is not known. Write one of ${Object.keys(METRICS).join(", ")}.`);
  const target = targetOf(parameters, contact, world);
  return target === undefined ? failed : value(String(metric(world.queue(queueKey(target.queue.arn, world)))));
};

const count = (Count: number) => ({ Count: Math.max(0, Count) });

/**
 * Fills `$.Metrics` (reference 3.1). Agents who are staffed and not available are busy: nobody of a scripted
 * queue writes up a contact.
 */
const getMetricData: Executor = (action, contact, world) => {
  const target = targetOf(action.parameters, contact, world);
  if (target === undefined) return failed;
  const { arn } = target.queue;
  const queue = world.queue(queueKey(arn, world));
  const waits = contact.stage === "queue" && contact.queue?.arn === arn;
  setSlot(frameOf(contact), "Metrics", {
    Queue: {
      Name: world.instance.queues.get(arn)?.name,
      ARN: arn,
      Size: queue.contacts,
      OldestContactAge: queue.oldestContactSeconds,
      EstimatedWaitTime: queue.estimatedWaitSeconds,
    },
    Agents: {
      Online: count(queue.agentsOnline),
      Available: count(queue.agentsAvailable),
      Staffed: count(queue.agentsStaffed),
      Busy: count(queue.agentsStaffed - queue.agentsAvailable),
      NonProductive: count(queue.agentsOnline - queue.agentsStaffed),
      AfterContactWork: count(0),
      Missed: count(0),
    },
    ...(waits && { Contact: { EstimatedWaitTime: queue.estimatedWaitSeconds, PositionInQueue: queue.position } }),
  });
  return next;
};

export const metricActions: Readonly<Record<string, Executor>> = {
  CheckMetricData: checkMetricData,
  GetMetricData: getMetricData,
};
