import { contracts } from "../../handlers";
import type { InvocationResult } from "../simulator/functions";

const isNamed = (name: string, role: string): boolean => name === role || name.endsWith(`-${role}`);

/**
 * What a function of self-service can answer to an event, by the examples of its contract; undefined
 * for any other function. They stand for the company's systems, which no call of the explorer reaches.
 */
export function examplesOf(name: string, event: unknown): readonly Readonly<Record<string, string>>[] | undefined {
  const contract = Object.values(contracts.SELF_SERVICE).find(({ role }) => isNamed(name, role));
  if (contract === undefined) return undefined;
  const { Parameters } = (event as { Details: { Parameters: Readonly<Record<string, string>> } }).Details;
  const examples: readonly contracts.Example[] = contract.examples;
  return examples.filter(({ when = {} }) => Object.entries(when).every(([parameter, value]) => Parameters[parameter] === value)).map(({ answer }) => answer);
}

const { role, trail } = contracts.resolveRoute;
const shortened = new WeakMap<InvocationResult, InvocationResult>();

/**
 * The answer without the caller's way through the menus. It is longer with every choice, so with it no
 * state would be met twice; and no flow goes by it.
 */
export function withoutTrail(name: string, result: InvocationResult): InvocationResult {
  if (!isNamed(name, role) || result.error !== undefined) return result;
  const known = shortened.get(result) ?? { ...result, answer: { ...(result.answer as object), [trail]: contracts.NONE } };
  shortened.set(result, known);
  return known;
}
