import type { Action } from "../document";
import type { CheckedFlow, Exit } from "./model";

/**
 * What a block does to a condition of the contact: it holds afterwards (`true`), or not, or as before (`undefined`).
 */
export type Effect = (action: Action, exit: Exit) => boolean | undefined;

/**
 * The blocks that a contact can enter while a condition holds, each with where the condition
 * comes from: the name of a block, or `undefined` for the start of the flow.
 */
export function reaching(
  flow: CheckedFlow,
  reached: ReadonlySet<string>,
  atStart: boolean,
  effect: Effect,
): Map<string, string | undefined> {
  const entered = new Map<string, string | undefined>(atStart ? [[flow.document.start as string, undefined]] : []);
  const follow = (name: string, wanted: boolean | undefined, origin: string | undefined): void => {
    const action = flow.actions.get(name) as Action;
    for (const exit of flow.exits.get(name) ?? [])
      if (effect(action, exit) === wanted && !entered.has(exit.target)) entered.set(exit.target, origin);
  };
  for (const name of reached) follow(name, true, name);
  // A map goes on over what is added to it on the way.
  for (const [name, origin] of entered) follow(name, undefined, origin);
  return entered;
}

/** Where a contact comes from, as a message says it. */
export const describeOrigin = (origin: string | undefined): string =>
  origin === undefined ? "from the start of the flow" : `from ${origin}`;
