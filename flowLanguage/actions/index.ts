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

export * from "./contact";
export * from "./control";
export * from "./lambda";
export * from "./prompts";
export * from "./routing";
