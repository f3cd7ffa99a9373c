import type { Parameters } from "../block";
import { callbackSpecs } from "./callbacks";
import { caseSpecs } from "./cases";
import { contactSpecs } from "./contact";
import { controlSpecs } from "./control";
import { dataTableSpecs } from "./dataTables";
import { keyInputSpecs } from "./keyInput";
import { lambdaSpecs } from "./lambda";
import { lexSpecs } from "./lex";
import { metricSpecs } from "./metrics";
import { moduleSpecs } from "./modules";
import { otherChannelSpecs, refusedSpecs } from "./otherChannels";
import { outboundSpecs } from "./outbound";
import { profileSpecs } from "./profiles";
import { promptSpecs } from "./prompts";
import { recordingSpecs } from "./recording";
import { routingSpecs } from "./routing";
import type { ActionSpec } from "./spec";
import { taskSpecs } from "./tasks";
import { transferSpecs } from "./transfers";
import { viewSpecs } from "./views";

/** The rules of every action type that is known, by type. */
export const actionSpecs: Readonly<Record<string, ActionSpec>> = {
  ...promptSpecs,
  ...keyInputSpecs,
  ...lexSpecs,
  ...viewSpecs,
  ...contactSpecs,
  ...recordingSpecs,
  ...controlSpecs,
  ...metricSpecs,
  ...routingSpecs,
  ...callbackSpecs,
  ...transferSpecs,
  ...outboundSpecs,
  ...lambdaSpecs,
  ...moduleSpecs,
  ...dataTableSpecs,
  ...profileSpecs,
  ...caseSpecs,
  ...taskSpecs,
  ...otherChannelSpecs,
  ...refusedSpecs,
};

/** The rules of one action type, or undefined for a type that is not known. */
export const specOf = (type: string): ActionSpec | undefined =>
  Object.hasOwn(actionSpecs, type) ? actionSpecs[type] : undefined;

/** The parameters that an action of this type cannot do without and does not have. */
export function missingParameters(type: string, parameters: Parameters): string[] {
  const spec = specOf(type);
  const required = Object.entries(spec?.parameters ?? {})
    .filter(([, rule]) => rule.required !== undefined)
    .map(([name]) => name);
  return [...required, ...(spec?.needs?.(parameters) ?? [])].filter((name) => parameters[name] === undefined);
}

export * from "./callbacks";
export * from "./cases";
export * from "./contact";
export * from "./control";
export * from "./dataTables";
export * from "./keyInput";
export * from "./lambda";
export * from "./lex";
export * from "./metrics";
export * from "./modules";
export * from "./outbound";
export * from "./profiles";
export * from "./prompts";
export * from "./recording";
export * from "./routing";
export * from "./tasks";
export * from "./transfers";
export * from "./views";
export type { Exits } from "./exits";
export { type ParameterFault, parameterFaults } from "./faults";
export type { Choice, Fields, ParameterSpec, Pattern, Shape, Grade } from "./parameters";
export type { ActionSpec, BranchSpec, Channel, ConditionSpec } from "./spec";
