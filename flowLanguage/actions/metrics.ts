import type { Block, Condition, Operator } from "../block";
import type { Reference } from "../references";
import { type Exits, given, step } from "./exits";
import { atMostOne, oneOf, optional, required, seen, wholeNumber } from "./parameters";
import { type ActionSpec, anyError, flowTypes } from "./spec";

const AGENT_METRICS = ["NumberOfAgentsAvailable", "NumberOfAgentsStaffed", "NumberOfAgentsOnline"];
const QUEUE_METRICS = ["OldestContactInQueueAgeSeconds", "NumberOfContactsInQueue"];
type Comparison = Exclude<Operator, `Text${string}` | "KeyExists">;
const COMPARISONS: readonly Comparison[] = [
  "Equals",
  "NumberGreaterThan",
  "NumberGreaterOrEqualTo",
  "NumberLessThan",
  "NumberLessOrEqualTo",
];

export const metricSpecs: Record<string, ActionSpec> = {
  CheckMetricData: {
    source: "2.0, 2.4 [D][L1][L2]",
    parameters: {
      MetricType: required("static", seen(oneOf(...AGENT_METRICS, ...QUEUE_METRICS))),
      QueueId: optional("path"),
      AgentId: optional("path"),
    },
    choices: [atMostOne("QueueId", "AgentId")],
    branches: () => ({ required: ["NoMatchingError", "NoMatchingCondition"] }),
    conditions: ({ MetricType }) =>
      AGENT_METRICS.some((metric) => metric === MetricType)
        ? { operators: ["NumberGreaterThan"], operands: ["0"], needed: true }
        : { operators: COMPARISONS, needed: true, operand: wholeNumber(0, Infinity) },
    next: "required",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE", "MODULE"],
  },
  GetMetricData: {
    source: "2.0, 2.4 [D]",
    parameters: {
      QueueId: optional("path"),
      AgentId: optional("path"),
      QueueChannel: optional("path", oneOf("Voice", "Chat")),
    },
    choices: [atMostOne("QueueId", "AgentId")],
    branches: anyError,
    next: "required",
    flowTypes: flowTypes.all,
    results: () => ["Metrics"],
  },
};

/**
 * Asks whether any agent of a queue is there.
 * @param queue default: the target queue
 */
export const checkAgents = <const T extends string>(
  metric: "Available" | "Staffed" | "Online",
  to: { some: T; none: T; error: T },
  queue?: Reference,
): Block<T> => ({
  type: "CheckMetricData",
  parameters: given({ MetricType: `NumberOfAgents${metric}`, QueueId: queue }),
  next: to.none,
  errors: { NoMatchingError: to.error, NoMatchingCondition: to.none },
  conditions: [{ operator: "NumberGreaterThan", operand: "0", next: to.some }],
});

/**
 * Branches on how full a queue is: the first condition that holds wins.
 * @param metric how many contacts wait, or for how many seconds the first of them has
 * @param queue default: the target queue
 */
export const checkQueue = <const T extends string>(
  metric: "contacts" | "oldestContactSeconds",
  cases: readonly [readonly [Comparison, number, T], ...(readonly [Comparison, number, T])[]],
  to: { otherwise: T; error: T },
  queue?: Reference,
): Block<T> => {
  const counts = metric === "contacts";
  return {
    type: "CheckMetricData",
    parameters: given({
      MetricType: counts ? "NumberOfContactsInQueue" : "OldestContactInQueueAgeSeconds",
      QueueId: queue,
    }),
    next: to.otherwise,
    errors: { NoMatchingError: to.error, NoMatchingCondition: to.otherwise },
    // In spite of its name, the service compares the age in milliseconds.
    conditions: cases.map(([operator, amount, next]): Condition<T> => ({
      operator,
      operand: String(counts ? amount : amount * 1000),
      next,
    })),
  };
};

/** Loads the figures of a queue, read by `metric.…`; default: of the target queue, for voice. */
export const getMetrics = <const T extends string>(
  to: Exits<T>,
  of: { readonly queue?: Reference; readonly channel?: "Voice" | "Chat" } = {},
): Block<T> => step("GetMetricData", given({ QueueId: of.queue, QueueChannel: of.channel }), to);
