import type { Block, Parameters } from "../block";
import { external, flowAttribute, type Reference } from "../references";
import { setFlowAttributes } from "./contact";
import { type Exits, step } from "./exits";
import { needed, object, oneOf, optional, required, textMap, wholeNumber } from "./parameters";
import { type ActionSpec, anyError, flowTypes } from "./spec";

export const lambdaSpecs: Record<string, ActionSpec> = {
  InvokeLambdaFunction: {
    source: "2.0, 2.5 [D][X][L1]",
    parameters: {
      LambdaFunctionARN: required("path"),
      InvocationTimeLimitSeconds: required("static"),
      InvocationType: optional("static", oneOf("SYNCHRONOUS", "ASYNCHRONOUS")),
      LambdaInvocationAttributes: textMap(),
      ResponseValidation: object({ ResponseType: needed(optional("static", oneOf("STRING_MAP", "JSON"))) }),
    },
    // Documentation and console disagree on the limit of an asynchronous call: 8 or 60 seconds.
    narrows: ({ InvocationType }) => ({
      InvocationTimeLimitSeconds: wholeNumber(1, InvocationType === "ASYNCHRONOUS" ? 60 : 8),
    }),
    branches: anyError,
    next: "required",
    flowTypes: flowTypes.all,
    results: ({ InvocationType }) => [InvocationType === "ASYNCHRONOUS" ? "LambdaInvocation" : "External"],
  },
};

/** What a function promises to flows: its role name, the parameters it reads and the keys it can answer. */
export interface FunctionContract<Parameter extends string, Answer extends string> {
  /** The role, such as `getPrompts`; the deployment turns it into an ARN. */
  readonly role: string;
  readonly parameters: readonly Parameter[];
  readonly answers: readonly Answer[];
  /** How long a flow waits for the answer, 1 to 8 seconds. Default: 4. */
  readonly seconds?: number;
}

/** A call that a flow makes, and the keys of the answer that it uses. */
export interface Lookup<Parameter extends string, Key extends string> {
  /** Calls the function; its answer is in `$.External` until the next call. */
  invoke<const T extends string>(parameters: { readonly [P in Parameter]?: string }, to: Exits<T>): Block<T>;
  /** Copies the answer to flow attributes, where it outlives the next call. */
  keep<const T extends string>(to: Exits<T>): Block<T>;
  /** References to the copied keys. A key that was not asked for does not compile. */
  readonly kept: { readonly [K in Key]: Reference };
}

/** The marker of a function's ARN, resolved by `render`. */
export const functionMarker = (role: string): string => `{{function:${role}}}`;

/** Five calls in a row stay within the twenty seconds that the service gives them together (reference 1.9). */
export const TIME_LIMIT_SECONDS = 4;

const call = (
  { role, seconds = TIME_LIMIT_SECONDS }: FunctionContract<string, string>,
  InvocationType: "SYNCHRONOUS" | "ASYNCHRONOUS",
  LambdaInvocationAttributes: Readonly<Record<string, string>>,
): Parameters => ({
  LambdaFunctionARN: functionMarker(role),
  InvocationTimeLimitSeconds: String(seconds),
  InvocationType,
  LambdaInvocationAttributes,
  ResponseValidation: { ResponseType: "STRING_MAP" },
});

/** Starts a function and goes on at once: it leaves no answer. `error` runs when it cannot be started. */
export const startFunction = <Parameter extends string, const T extends string>(
  contract: FunctionContract<Parameter, string>,
  parameters: { readonly [P in Parameter]?: string },
  to: Exits<T>,
): Block<T> => step("InvokeLambdaFunction", call(contract, "ASYNCHRONOUS", parameters as Record<string, string>), to);

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
      ...step(
        "InvokeLambdaFunction",
        call(contract, "SYNCHRONOUS", { ...(parameters as Record<string, string>), keys: keys.join(" ") }),
        to,
      ),
      answers: keys,
    }),
    keep: (to) => setFlowAttributes(Object.fromEntries(keys.map((key) => [attribute(key), external(key)])), to),
    kept: Object.fromEntries(keys.map((key) => [key, flowAttribute(attribute(key))])) as {
      readonly [K in Key]: Reference;
    },
  };
}
