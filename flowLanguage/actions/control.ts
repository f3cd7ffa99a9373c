import { type Block, type Condition, type Operator, OPERATORS, type Parameters } from "../block";
import type { Reference } from "../references";
import { type Exits, given } from "./exits";
import { list, oneOf, optional, required, wholeNumber } from "./parameters";
import { type ActionSpec, anyError, flowTypes, noError } from "./spec";

const eventsOf = ({ Events }: Parameters): string[] => (Array.isArray(Events) ? Events.map(String) : []);

export const controlSpecs: Record<string, ActionSpec> = {
  Compare: {
    source: "2.0, 2.4 [D][L1]",
    parameters: { ComparisonValue: required("reference") },
    branches: () => ({ required: ["NoMatchingCondition"] }),
    conditions: () => ({ operators: OPERATORS, needed: true }),
    next: "required",
    flowTypes: flowTypes.all,
  },
  Loop: {
    source: "2.0, 2.4 [D][L1]",
    parameters: { LoopCount: required("path", wholeNumber(0, 100)) },
    branches: () => ({ required: [], allowed: ["NoMatchingError"] }),
    conditions: () => ({ operators: ["Equals"], operands: ["ContinueLooping", "DoneLooping"] }),
    next: "required",
    flowTypes: flowTypes.all,
  },
  CheckHoursOfOperation: {
    source: "2.0, 2.4 [D][L1]",
    parameters: { HoursOfOperationId: optional("path") },
    branches: anyError,
    conditions: () => ({ operators: ["Equals"], operands: ["True", "False"] }),
    next: "required",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE", "MODULE"],
  },
  DistributeByPercentage: {
    source: "2.0, 2.4 [D][L2]",
    parameters: {},
    branches: () => ({ required: ["NoMatchingCondition"] }),
    conditions: () => ({
      operators: ["NumberLessThan"],
      needed: true,
      operand: { ...wholeNumber(2, 101), says: "1 and the percentages up to here" },
    }),
    next: "required",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE"],
  },
  Wait: {
    source: "2.0, 2.4, 2.8 [D][L1]; ContinueExecution [L1], its meaning unconfirmed",
    channels: ["CHAT"],
    parameters: {
      TimeLimitSeconds: required("path", wholeNumber(0, 604_800)),
      Events: list(optional("static", { ...oneOf("CustomerReturned", "BotParticipantDisconnected"), grade: "live" })),
      ContinueExecution: optional("static", oneOf("True", "False")),
      MinimumWaitTimeSeconds: optional("path", wholeNumber(0, 604_800)),
    },
    needs: (parameters) => (parameters["ContinueExecution"] === "True" ? ["MinimumWaitTimeSeconds"] : []),
    branches: (parameters) => ({
      required: eventsOf(parameters).includes("BotParticipantDisconnected")
        ? ["NoMatchingError", "ParticipantNotFound"]
        : ["NoMatchingError"],
    }),
    conditions: (parameters) => ({
      operators: ["Equals"],
      operands: [
        "WaitCompleted",
        ...(parameters["ContinueExecution"] === "True" ? ["Continue"] : eventsOf(parameters)),
      ],
    }),
    next: "required",
    flowTypes: flowTypes.all,
    waits: true,
  },
  DisconnectParticipant: {
    source: "2.0, 2.2 [D]; whisper and hold [L1]; modules unconfirmed (1.8)",
    parameters: {},
    branches: noError,
    next: "none",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE", "CAMPAIGN"],
    refusedIn: [...flowTypes.whisper, ...flowTypes.hold],
  },
  EndFlowExecution: {
    source: "2.0, 2.2 [D]; hold [L1]",
    parameters: {},
    branches: noError,
    next: "none",
    flowTypes: [...flowTypes.whisper, ...flowTypes.hold, "CUSTOMER_QUEUE"],
  },
};

/** Branches on the value of one reference; the first condition that holds wins. */
export const compare = <const T extends string>(
  value: Reference,
  cases: readonly (readonly [operator: Operator, operand: string, next: T])[],
  otherwise: T,
): Block<T> => ({
  type: "Compare",
  parameters: { ComparisonValue: value },
  next: otherwise,
  errors: { NoMatchingCondition: otherwise },
  conditions: cases.map(([operator, operand, next]): Condition<T> => ({ operator, operand, next })),
});

/** Branches on equality with static words. */
export const match = <const T extends string>(
  value: Reference,
  cases: Readonly<Record<string, T>>,
  otherwise: T,
): Block<T> =>
  compare(
    value,
    Object.entries(cases).map(([operand, next]) => ["Equals", operand, next] as const),
    otherwise,
  );

/** Goes on `times` times, then once to `done`, then counts anew. */
export const countTo = <const T extends string>(times: number, to: { again: T; done: T }): Block<T> => ({
  type: "Loop",
  parameters: { LoopCount: String(times) },
  next: to.done,
  conditions: [
    { operator: "Equals", operand: "ContinueLooping", next: to.again },
    { operator: "Equals", operand: "DoneLooping", next: to.done },
  ],
});

/** Asks whether hours of operation are open now; overrides (holidays) count. */
export const checkHours = <const T extends string>(
  hoursArn: Reference,
  to: { open: T; closed: T; error: T },
): Block<T> => ({
  type: "CheckHoursOfOperation",
  parameters: { HoursOfOperationId: hoursArn },
  next: to.closed,
  errors: { NoMatchingError: to.error },
  conditions: [
    { operator: "Equals", operand: "True", next: to.open },
    { operator: "Equals", operand: "False", next: to.closed },
  ],
});

/**
 * Sends contacts at random ways.
 * @param shares whole percentages, at most 100 together, and where each goes
 * @param rest where the others go
 */
export function distribute<const T extends string>(
  shares: readonly (readonly [percent: number, next: T])[],
  rest: T,
): Block<T> {
  let sum = 0;
  // The service draws from 1 to 100 and asks for less than, so each operand is one more than the percentages so far.
  const conditions = shares.map(([percent, next]): Condition<T> => ({
    operator: "NumberLessThan",
    operand: String(1 + (sum += percent)),
    next,
  }));
  return {
    type: "DistributeByPercentage",
    parameters: {},
    next: rest,
    errors: { NoMatchingCondition: rest },
    conditions,
  };
}

/** What ends a wait before its time. */
export interface WaitEvents<T extends string> {
  readonly customerReturned?: T;
  /** The bot has left the chat, or was not in it. */
  readonly botLeft?: { readonly then: T; readonly notFound: T };
}

/**
 * Keeps a chat waiting, up to seven days. For a voice contact the service documents no pause: there,
 * use a `<break>` in SSML.
 */
export function wait<const T extends string>(seconds: number, to: Exits<T>, events: WaitEvents<T> = {}): Block<T> {
  const early = [
    ...(events.customerReturned === undefined ? [] : [["CustomerReturned", events.customerReturned] as const]),
    ...(events.botLeft === undefined ? [] : [["BotParticipantDisconnected", events.botLeft.then] as const]),
  ];
  return {
    type: "Wait",
    parameters: given({
      TimeLimitSeconds: String(seconds),
      Events: early.length === 0 ? undefined : early.map(([event]) => event),
    }),
    next: to.then,
    errors: {
      NoMatchingError: to.error,
      ...(events.botLeft !== undefined && { ParticipantNotFound: events.botLeft.notFound }),
    },
    conditions: [["WaitCompleted", to.then] as const, ...early].map(([operand, next]): Condition<T> => ({
      operator: "Equals",
      operand,
      next,
    })),
  };
}

/** Hangs up. Not for whisper and hold flows, nor modules: the service refuses it there. */
export const disconnect = (): Block<never> => ({ type: "DisconnectParticipant", parameters: {} });
/** Ends a whisper, hold or queue flow. */
export const endFlow = (): Block<never> => ({ type: "EndFlowExecution", parameters: {} });
