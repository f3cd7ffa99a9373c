import { contracts } from "connect-ivr/handlers";
import type { InvocationResult } from "../simulator/functionWorker";

const isNamed = (name: string, role: string): boolean => name.split(/[:-]/).at(-1) === role;

const contractOf = (name: string) =>
  Object.values(contracts.EXEMPLARY).find((contract) => isNamed(name, contract.role));

/**
 * Which parameters of a function steer what it answers, by its name or ARN; undefined where all of
 * them may. What a caller's agent hears or what is told to the company's systems steers no call.
 */
export function steering(name: string): ((parameter: string) => boolean) | undefined {
  const contract = contractOf(name);
  if (contract === undefined)
    return isNamed(name, contracts.getPrompts.role) ? (parameter) => parameter !== "pick" : undefined;
  const examples: readonly contracts.Example[] = contract.examples;
  const told = new Set(examples.flatMap(({ when = {} }) => Object.keys(when)));
  return (parameter) => told.has(parameter);
}

/**
 * What a function that keeps state can answer to an event, by the examples of its contract; undefined
 * for any other function. They stand for the company's systems, which no call of the explorer reaches, and for what
 * calls of before left behind.
 */
export function examplesOf(name: string, event: unknown): readonly Readonly<Record<string, string>>[] | undefined {
  const contract = contractOf(name);
  if (contract === undefined) return undefined;
  const parameters = parametersOf(event);
  const examples: readonly contracts.Example[] = contract.examples;
  return examples
    .filter(({ when = {} }) => Object.entries(when).every(([parameter, value]) => parameters[parameter] === value))
    .map(({ answer }) => answer);
}

const parametersOf = (event: unknown): Readonly<Record<string, string>> =>
  (event as { Details: { Parameters: Readonly<Record<string, string>> } }).Details.Parameters;

const { role, trail } = contracts.resolveRoute;
const shortened = new WeakMap<InvocationResult, InvocationResult>();

/**
 * What the function may answer beside what it does: that the call has had its choices. They are counted along the
 * caller's way through the menus, which the explorer does not keep (see `withoutTrail`).
 */
export function exhausted(name: string, { answer }: InvocationResult, event: unknown): InvocationResult | undefined {
  const { type } = (answer ?? {}) as { type?: contracts.RouteType };
  const isCounted = "mostChoices" in parametersOf(event);
  return isNamed(name, role) && isCounted && contracts.STAYING_TYPES.some((staying) => staying === type)
    ? { id: 0, answer: { ...(answer as object), type: contracts.EXHAUSTED } }
    : undefined;
}

/**
 * The answer without the caller's way through the menus. It is longer with every choice, so with it no
 * state would be met twice; and no flow goes by it.
 */
export function withoutTrail(name: string, result: InvocationResult): InvocationResult {
  if (!isNamed(name, role) || result.error !== undefined) return result;
  const known = shortened.get(result) ?? {
    ...result,
    answer: { ...(result.answer as object), [trail]: contracts.NONE },
  };
  shortened.set(result, known);
  return known;
}
