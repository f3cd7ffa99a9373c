import type { Block, Condition, Json } from "../block";
import { given } from "./exits";
import { optional, required } from "./parameters";
import { type ActionSpec, noError } from "./spec";

export const moduleSpecs: Record<string, ActionSpec> = {
  InvokeFlowModule: {
    source: "1.8, 2.0, 2.6 [D][L1]; other flow types a conflict (1.8)",
    parameters: { FlowModuleId: required("path"), Input: optional("nested") },
    branches: () => ({ required: ["NoMatchingError", "NoMatchingCondition"] }),
    conditions: () => ({ operators: ["Equals"] }),
    next: "required",
    flowTypes: ["CONTACT_FLOW", "MODULE"],
    results: () => ["Modules"],
    // Neither a result of the caller's nor one of the module's own crosses the boundary.
    clears: ["External", "LambdaInvocation", "StoredCustomerInput", "Lex"],
  },
  EndFlowModuleExecution: {
    source: "1.8, 2.0 [D][L1]",
    parameters: { Result: optional("static"), ResultData: optional("nested") },
    branches: noError,
    next: "none",
    flowTypes: ["MODULE"],
  },
};

/** The marker of a module's id, resolved by the deployment after the module exists. */
export const moduleMarker = (name: string): string => `{{module:${name}}}`;

/** A JSON value whose strings may be references. */
export type ModuleData = { readonly [name: string]: Json };

/**
 * Runs a flow module and comes back. The id is a reference, or a static id that the deployment fills in.
 * @param to where it goes on: by the branch that the module names, else `then`
 * @param input what the module reads by `moduleData.input`, each of the JSON type that it declares; a reference only
 *   where that is text
 */
export const invokeModule = <const T extends string>(
  moduleId: string,
  to: { then: T; error: T; branches?: Readonly<Record<string, T>> },
  input?: ModuleData,
): Block<T> => ({
  type: "InvokeFlowModule",
  parameters: given({ FlowModuleId: moduleId, Input: input }),
  next: to.then,
  errors: { NoMatchingError: to.error, NoMatchingCondition: to.then },
  ...(to.branches !== undefined && {
    conditions: Object.entries(to.branches).map(([operand, next]): Condition<T> => ({
      operator: "Equals",
      operand,
      next,
    })),
  }),
});

/**
 * Returns from a module to its caller.
 * @param returned one of the branches that the module declares, and data that its caller reads by `moduleData.field`
 */
export const endModule = (returned: { readonly result?: string; readonly data?: ModuleData } = {}): Block<never> => ({
  type: "EndFlowModuleExecution",
  parameters: given({ Result: returned.result, ResultData: returned.data }),
});

type ModuleType = "string" | "number" | "integer" | "boolean" | "object" | "array" | "null";

/** What a module takes and gives. The service holds the module and every caller to it. */
export interface ModuleContract {
  readonly input?: Readonly<Record<string, ModuleType>>;
  readonly data?: Readonly<Record<string, ModuleType>>;
  /** The branches that it can name as its result, eight at most, each with what it means. */
  readonly results?: Readonly<Record<string, string>>;
}

const schema = (fields: Readonly<Record<string, ModuleType>>): Json => ({
  schema: {
    type: "object",
    properties: Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, { type }])),
  },
});

/**
 * The `settings` of the module's resource: its contract, as the service wants it (the settings inside the content are
 * inert).
 */
export const moduleSettings = ({ input, data, results }: ModuleContract): string =>
  JSON.stringify(
    given({
      input: input && schema(input),
      resultData: data && schema(data),
      transitions: results && {
        results: Object.entries(results).map(([name, description]) => ({ name, description })),
      },
    }),
  );
