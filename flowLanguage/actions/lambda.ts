import type { Block } from "../block";
import { external, flowAttribute, type Reference } from "../references";
import { type ActionSpec, anyError, flowTypes, optional, required, wholeNumber } from "./spec";
import { setFlowAttributes } from "./contact";

export const lambdaSpecs: Record<string, ActionSpec> = {
  InvokeLambdaFunction: {
    parameters: {
      LambdaFunctionARN: required("path"),
      InvocationTimeLimitSeconds: required("static", wholeNumber(1, 8)),
      InvocationType: required("static", { test: /^(SYNCHRONOUS|ASYNCHRONOUS)$/, says: "SYNCHRONOUS or ASYNCHRONOUS" }),
      LambdaInvocationAttributes: optional("nested"),
      ResponseValidation: required("static"),
    },
    branches: anyError,
    next: "required",
    flowTypes: flowTypes.all,
  },
};

/** What a function promises to flows: its role name, the parameters it reads and the keys it can answer. */
export interface FunctionContract<Parameter extends string, Answer extends string> {
  /** The role, such as `getPrompts`; the deployment turns it into an ARN. */
  readonly role: string;
  readonly parameters: readonly Parameter[];
  readonly answers: readonly Answer[];
}

/** A call that a flow makes, and the keys of the answer that it uses. */
export interface Lookup<Parameter extends string, Key extends string> {
  /** Calls the function; its answer is in `$.External` until the next call. */
  invoke<const T extends string>(parameters: { readonly [P in Parameter]?: string }, to: { then: T; error: T }): Block<T>;
  /** Copies the answer to flow attributes, where it outlives the next call. */
  keep<const T extends string>(to: { then: T; error: T }): Block<T>;
  /** References to the copied keys. A key that was not asked for does not compile. */
  readonly kept: { readonly [K in Key]: Reference };
}

/** The marker of a function's ARN, resolved by `render`. */
export const functionMarker = (role: string): string => `{{function:${role}}}`;
/** The marker of a module's id, resolved by the deployment after the module exists. */
export const moduleMarker = (name: string): string => `{{module:${name}}}`;

const TIME_LIMIT_SECONDS = "8";

/**
 * A lookup that answers exactly `keys`: they travel as the parameter `keys`, so that an answer
 * never carries more than the flow names.
 * @param keptAs begins the names of the flow attributes that the answer is kept in, because two
 *   lookups of a flow may answer keys of the same name. Default: the function's role
 */
export function lookup<Parameter extends string, Answer extends string, const Key extends Answer>(
  contract: FunctionContract<Parameter, Answer>,
  keys: readonly Key[],
  keptAs: string = contract.role,
): Lookup<Parameter, Key> {
  const attribute = (key: string): string => `${keptAs}_${key}`;
  return {
    invoke: (parameters, to) => ({
      type: "InvokeLambdaFunction",
      parameters: {
        LambdaFunctionARN: functionMarker(contract.role),
        InvocationTimeLimitSeconds: TIME_LIMIT_SECONDS,
        InvocationType: "SYNCHRONOUS",
        LambdaInvocationAttributes: { ...(parameters as Record<string, string>), keys: keys.join(" ") },
        ResponseValidation: { ResponseType: "STRING_MAP" },
      },
      next: to.then,
      errors: { NoMatchingError: to.error },
      answers: keys,
    }),
    keep: (to) => setFlowAttributes(Object.fromEntries(keys.map((key) => [attribute(key), external(key)])), to),
    kept: Object.fromEntries(keys.map((key) => [key, flowAttribute(attribute(key))])) as { readonly [K in Key]: Reference },
  };
}
