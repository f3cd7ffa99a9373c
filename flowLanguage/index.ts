export * from "./actions";
export type { Block, Condition, ErrorType, Flow, FlowType, Json, Operator, Parameters } from "./block";
export { ERROR_TYPES, exitsOf, FLOW_TYPES, OPERATORS } from "./block";
export { check } from "./checks";
export { defineFlow, defineModule, fragment, type Fragment } from "./define";
export { parse, type Action, type ParsedFlow } from "./parse";
export { describe, FlowError, type Problem } from "./problem";
export * from "./references";
export { FLOW_LANGUAGE_VERSION, render, type Links } from "./render";
