import type { Instance } from "../simulator/instance";
import type { Node } from "./nodes";
import type { Root } from "./roots";

/** How much was walked. */
export interface Counts {
  readonly numbers: number;
  /** Moments of calls. */
  readonly moments: number;
  /** Calls that begin differently: by number, caller and moment. */
  readonly calls: number;
  /** States that differ in what may follow. */
  readonly states: number;
  readonly transitions: number;
  /** Transitions that end a call, by how. */
  readonly ends: Readonly<Record<string, number>>;
  /** Questions to functions that had to be asked. */
  readonly lookups: number;
  readonly blocks: { readonly reached: number; readonly all: number };
}

/** What of a walk is left when its states are given back. */
export interface Tally {
  readonly states: number;
  readonly transitions: number;
  readonly ends: Readonly<Record<string, number>>;
  /** The blocks that some call reaches, as `flow/block`. */
  readonly reached: ReadonlySet<string>;
}

export const NOTHING_WALKED: Tally = { states: 0, transitions: 0, ends: {}, reached: new Set() };

export function tallied({ states, transitions, ends, reached }: Tally, nodes: readonly Node[]): Tally {
  const edges = nodes.flatMap(({ groups }) => [...groups.values()].flat());
  const all: Record<string, number> = { ...ends };
  for (const { end } of edges) if (end !== undefined) all[end] = (all[end] ?? 0) + 1;
  return {
    states: states + nodes.length,
    transitions: transitions + edges.length,
    ends: all,
    reached: new Set([...reached, ...nodes.map(({ flow, block }) => `${flow}/${block}`)]),
  };
}

export const countsOf = (
  { states, transitions, ends, reached }: Tally,
  roots: readonly Root[],
  instance: Instance,
  lookups: number,
): Counts => ({
  numbers: new Set(roots.filter(({ served }) => served).map(({ dialed }) => dialed)).size,
  moments: new Set(roots.map(({ at }) => at)).size,
  calls: roots.length,
  states,
  transitions,
  ends,
  lookups,
  blocks: { reached: reached.size, all: blocksOf(instance).length },
});

/** All blocks of all flows and modules. */
export const blocksOf = ({ flows, modules }: Instance): { flow: string; block: string }[] =>
  [...flows.values(), ...modules.values()].flatMap(({ name, content }) =>
    [...content.actions.keys()].map((block) => ({ flow: name, block })),
  );
