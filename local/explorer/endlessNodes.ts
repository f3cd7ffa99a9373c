import { endless } from "./cycles";
import type { Root } from "./roots";
import type { Node, Sweep } from "./sweep";

/** The calls in which something may go round for ever without the caller doing anything: one for each block in a circle. */
export function endlessNodes({ nodes }: Sweep, roots: readonly Root[]): Root[] {
  const all = [...nodes.values()];
  const numbers = new Map<Node, number>(all.map((node, index) => [node, index]));
  const arcs = all.flatMap((node, from) =>
    [...node.groups.values()].flat().flatMap(({ to, caller, loop, leaves }) =>
      to === undefined || caller === "acts" ? [] : [{ from, to: numbers.get(to) as number, resets: leaves, ...(loop !== undefined && { counts: { by: `${node.flow}/${node.block}`, again: loop === "again" } }) }],
    ),
  );
  const circling = endless(all.length, arcs).map((index) => all[index] as Node);
  return [...new Set(new Map(circling.map((node) => [`${node.flow}/${node.block}`, roots[node.firstRoot] as Root])).values())];
}
