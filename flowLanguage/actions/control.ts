import type { Block, Condition, Operator } from "../block";
import type { Reference } from "../references";
import { type ActionSpec, anyError, flowTypes, noError, optional, required, wholeNumber } from "./spec";

const TEXT: readonly Operator[] = [
  "Equals", "TextStartsWith", "TextEndsWith", "TextContains",
  "NumberGreaterThan", "NumberGreaterOrEqualTo", "NumberLessThan", "NumberLessOrEqualTo",
];

export const controlSpecs: Record<string, ActionSpec> = {
  Compare: {
    parameters: { ComparisonValue: required("reference") },
    branches: () => ({ required: ["NoMatchingCondition"] }),
    conditions: () => ({ operators: TEXT, needed: true }),
    next: "required",
    flowTypes: flowTypes.all,
  },
  Loop: {
    parameters: { LoopCount: required("path", wholeNumber(0, 100)) },
    branches: () => ({ required: [], allowed: ["NoMatchingError"] }),
    conditions: () => ({ operators: ["Equals"], operands: ["ContinueLooping", "DoneLooping"] }),
    next: "required",
    flowTypes: flowTypes.all,
  },
  CheckHoursOfOperation: {
    parameters: { HoursOfOperationId: optional("path") },
    branches: anyError,
    conditions: () => ({ operators: ["Equals"], operands: ["True", "False"] }),
    next: "required",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE", "MODULE"],
  },
  InvokeFlowModule: {
    parameters: { FlowModuleId: required("path"), Input: optional("nested") },
    branches: () => ({ required: ["NoMatchingError", "NoMatchingCondition"] }),
    conditions: () => ({ operators: ["Equals"] }),
    next: "required",
    flowTypes: ["CONTACT_FLOW", "MODULE"],
  },
  TransferToFlow: {
    parameters: { ContactFlowId: required("path") },
    branches: anyError,
    next: "required",
    flowTypes: [...flowTypes.inbound, "MODULE"],
    leaves: true,
  },
  DisconnectParticipant: {
    parameters: {},
    branches: noError,
    next: "none",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE"],
  },
  EndFlowExecution: {
    parameters: {},
    branches: noError,
    next: "none",
    flowTypes: [...flowTypes.whisper, ...flowTypes.hold, "CUSTOMER_QUEUE"],
  },
  EndFlowModuleExecution: {
    parameters: { Result: optional("static"), ResultData: optional("nested") },
    branches: noError,
    next: "none",
    flowTypes: ["MODULE"],
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
export const match = <const T extends string>(value: Reference, cases: Readonly<Record<string, T>>, otherwise: T): Block<T> =>
  compare(value, Object.entries(cases).map(([operand, next]) => ["Equals", operand, next] as const), otherwise);

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
export const checkHours = <const T extends string>(hoursArn: Reference, to: { open: T; closed: T; error: T }): Block<T> => ({
  type: "CheckHoursOfOperation",
  parameters: { HoursOfOperationId: hoursArn },
  next: to.closed,
  errors: { NoMatchingError: to.error },
  conditions: [
    { operator: "Equals", operand: "True", next: to.open },
    { operator: "Equals", operand: "False", next: to.closed },
  ],
});

/** Runs a flow module and comes back. The id is a reference, or a static id that the deployment fills in. */
export const invokeModule = <const T extends string>(moduleId: string, to: { then: T; error: T }): Block<T> => ({
  type: "InvokeFlowModule",
  parameters: { FlowModuleId: moduleId },
  next: to.then,
  errors: { NoMatchingError: to.error, NoMatchingCondition: to.then },
});

/** Goes on in another flow; flow attributes end, contact attributes stay. `error` runs when it cannot be reached. */
export const transferToFlow = <const T extends string>(flowArn: Reference, to: { error: T }): Block<T> => ({
  type: "TransferToFlow",
  parameters: { ContactFlowId: flowArn },
  next: to.error,
  errors: { NoMatchingError: to.error },
});

/** Hangs up. Not for whisper and hold flows, nor modules: the service refuses it there. */
export const disconnect = (): Block<never> => ({ type: "DisconnectParticipant", parameters: {} });
/** Ends a whisper, hold or queue flow. */
export const endFlow = (): Block<never> => ({ type: "EndFlowExecution", parameters: {} });
/** Returns from a module to its caller. */
export const endModule = (): Block<never> => ({ type: "EndFlowModuleExecution", parameters: {} });
