import type { Block, Json } from "../block";
import type { Reference } from "../references";
import { type Exits, given, step } from "./exits";
import { exactlyOne, list, needed, object, oneOf, optional, required, seen, wholeNumber } from "./parameters";
import { type ActionSpec, anyError, flowTypes, noError } from "./spec";

const COMPARISONS = [
  "NumberGreaterOrEqualTo",
  "NumberGreaterThan",
  "NumberLessThan",
  "NumberLessOrEqualTo",
  "Equals",
  "Match",
  "Range",
];
const attributeCondition = object({
  Name: required("any"),
  Value: optional("any"),
  ProficiencyLevel: optional("any", { test: (text) => /^[1-5](\.0)?$/.test(text), says: "a level from 1 to 5" }),
  ComparisonOperator: optional("static", oneOf(...COMPARISONS)),
});
const conditions = list(object({ AttributeCondition: attributeCondition }), 1);
const routingStep = object({
  Expression: needed(
    object(
      { AttributeCondition: attributeCondition, AndExpression: conditions, OrExpression: conditions },
      { ...exactlyOne("AttributeCondition", "AndExpression", "OrExpression"), grade: "documented" },
    ),
    "documented",
  ),
  Expiry: object({ DurationInSeconds: required("any", wholeNumber(1, 86_400)) }),
});

export const routingSpecs: Record<string, ActionSpec> = {
  UpdateContactTargetQueue: {
    source: "2.0, 2.2 [D]",
    parameters: { QueueId: optional("path"), AgentId: optional("path") },
    choices: [exactlyOne("QueueId", "AgentId")],
    branches: anyError,
    next: "required",
    flowTypes: [...flowTypes.inbound, "MODULE"],
  },
  UpdateContactRoutingBehavior: {
    source: "2.0, 2.3 [D]; further flow types [A]",
    parameters: {
      QueuePriority: optional("static", wholeNumber(1, Infinity)),
      QueueTimeAdjustmentSeconds: optional("static", wholeNumber(-Infinity, Infinity)),
    },
    choices: [exactlyOne("QueuePriority", "QueueTimeAdjustmentSeconds")],
    branches: noError,
    next: "required",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE"],
  },
  UpdateContactRoutingCriteria: {
    source: "2.0, 2.3, 2.8 [L1]",
    parameters: { RoutingCriteria: { ...needed(object({ Steps: needed(list(routingStep)) })), orReference: true } },
    branches: anyError,
    next: "required",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE"],
  },
  UpdatePreviousContactParticipantState: {
    source: "2.0, 2.3, 2.8 [L1]",
    channels: ["VOICE"],
    parameters: {
      PreviousContactParticipantState: required("static", seen(oneOf("AgentOnHold", "CustomerOnHold", "OffHold"))),
    },
    branches: anyError,
    next: "required",
    flowTypes: flowTypes.inbound,
  },
};

/** The queue that the next transfer goes to. */
export const setQueue = <const T extends string>(queueArn: Reference, to: Exits<T>): Block<T> =>
  step("UpdateContactTargetQueue", { QueueId: queueArn }, to);

/** The same for a queue of the instance that the stack did not make, so that nothing has to be looked up for it. */
export const setExistingQueue = <const T extends string>(queueArn: `arn:${string}`, to: Exits<T>): Block<T> =>
  step("UpdateContactTargetQueue", { QueueId: queueArn }, to);

/** The agent, by their own queue, that the next transfer goes to. */
export const setAgent = <const T extends string>(agentArn: Reference, to: Exits<T>): Block<T> =>
  step("UpdateContactTargetQueue", { AgentId: agentArn }, to);

const routingBehavior = <const T extends string>(
  parameters: { readonly [name: string]: Json },
  to: { then: T },
): Block<T> => ({ type: "UpdateContactRoutingBehavior", parameters, next: to.then });

/**
 * The contact's place among those of a queue: 1 is served first. Takes a minute for a contact that
 * is queued already. The service allows no error branch here.
 * @param priority a whole number from 1 on; a contact has 5
 */
export const setQueuePriority = <const T extends string>(priority: number, to: { then: T }): Block<T> =>
  routingBehavior({ QueuePriority: String(priority) }, to);

/** Counts the contact as that many seconds older (or, below zero, younger) than it is in its queue. */
export const setQueueAge = <const T extends string>(seconds: number, to: { then: T }): Block<T> =>
  routingBehavior({ QueueTimeAdjustmentSeconds: String(seconds) }, to);

/** Which agents may be asked, and for how long none but them. */
export interface RoutingStep {
  /** Predefined attributes that an agent has to have all of, at this level (1 to 5) at least. */
  readonly require: readonly [RequiredSkill, ...RequiredSkill[]];
  /** Then the next step holds. Left out, the step holds for good. */
  readonly seconds?: number;
}
export interface RequiredSkill {
  readonly attribute: string;
  readonly value: string;
  readonly level: 1 | 2 | 3 | 4 | 5;
}

const criteriaOf = (steps: readonly RoutingStep[]): Json => ({
  Steps: steps.map(({ require, seconds }) =>
    given({
      Expression: {
        AndExpression: require.map(({ attribute, value, level }) => ({
          AttributeCondition: {
            Name: attribute,
            Value: value,
            ProficiencyLevel: `${level}.0`,
            ComparisonOperator: "NumberGreaterOrEqualTo",
          },
        })),
      },
      Expiry: seconds === undefined ? undefined : { DurationInSeconds: String(seconds) },
    }),
  ),
});

/** Which agents of the queue are asked first: steps, or the routing criteria as JSON behind one reference. */
export const setRoutingCriteria = <const T extends string>(
  criteria: Reference | readonly [RoutingStep, ...RoutingStep[]],
  to: Exits<T>,
): Block<T> =>
  step(
    "UpdateContactRoutingCriteria",
    { RoutingCriteria: typeof criteria === "string" ? criteria : criteriaOf(criteria) },
    to,
  );

/** Puts those on hold, or takes them off, whom a transfer left behind. */
export const setPreviousParticipants = <const T extends string>(
  state: "AgentOnHold" | "CustomerOnHold" | "OffHold",
  to: Exits<T>,
): Block<T> => step("UpdatePreviousContactParticipantState", { PreviousContactParticipantState: state }, to);
