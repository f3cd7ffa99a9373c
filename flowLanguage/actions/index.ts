import type { Parameters } from "../block";
import { contactSpecs } from "./contact";
import { controlSpecs } from "./control";
import { lambdaSpecs } from "./lambda";
import { promptSpecs } from "./prompts";
import { routingSpecs } from "./routing";
import type { ActionSpec } from "./spec";

/** The rules of every action type that this library writes, by type. */
export const actionSpecs: Readonly<Record<string, ActionSpec>> = {
  ...promptSpecs,
  ...contactSpecs,
  ...controlSpecs,
  ...routingSpecs,
  ...lambdaSpecs,
};

/** The rules of one action type, or undefined for a type that this library does not write. */
export const specOf = (type: string): ActionSpec | undefined => (Object.hasOwn(actionSpecs, type) ? actionSpecs[type] : undefined);

/** The parameters that an action of this type cannot do without and does not have. */
export function missingParameters(type: string, parameters: Parameters): string[] {
  const spec = specOf(type);
  const required = Object.entries(spec?.parameters ?? {}).filter(([, rule]) => rule.required).map(([name]) => name);
  return [...required, ...(spec?.needs?.(parameters) ?? [])].filter((name) => parameters[name] === undefined);
}

export * from "./contact";
export * from "./control";
export * from "./lambda";
export * from "./prompts";
export * from "./routing";
