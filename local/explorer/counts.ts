import type { Instance } from "../simulator/instance";
import type { Root } from "./roots";
import type { Sweep } from "./sweep";

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

export function countsOf(walked: Sweep, roots: readonly Root[], instance: Instance, lookups: number): Counts {
  const edges = [...walked.nodes.values()].flatMap(({ groups }) => [...groups.values()].flat());
  const ends: Record<string, number> = {};
  for (const { end } of edges) if (end !== undefined) ends[end] = (ends[end] ?? 0) + 1;
  return {
    numbers: new Set(roots.filter(({ served }) => served).map(({ dialed }) => dialed)).size,
    moments: new Set(roots.map(({ at }) => at)).size,
    calls: roots.length,
    states: walked.nodes.size,
    transitions: edges.length,
    ends,
    lookups,
    blocks: { reached: reachedIn(walked).size, all: blocksOf(instance).length },
  };
}

/** The blocks that some call reaches, as `flow/block`. */
export const reachedIn = ({ nodes }: Sweep): Set<string> => new Set([...nodes.values()].map(({ flow, block }) => `${flow}/${block}`));

/** All blocks of all flows and modules. */
export const blocksOf = ({ flows, modules }: Instance): { flow: string; block: string }[] =>
  [...flows.values(), ...modules.values()].flatMap(({ name, content }) => [...content.actions.keys()].map((block) => ({ flow: name, block })));
