import { endless } from "./cycles";
import type { Root } from "./roots";
import type { Node } from "./nodes";
import { Silence, silentEdges } from "./silence";
import type { Sweep } from "./sweep";

/**
 * The calls in which something may go round for ever without the caller doing anything: one for each block in a circle,
 * by `flow/block`.
 */
export function endlessNodes({ nodes }: Sweep, roots: readonly Root[]): Map<string, Root> {
  const all = [...nodes.values()];
  const numbers = new Map<Node, number>(all.map((node, index) => [node, index]));
  const silence = new Silence();
  const arcs = all.flatMap((node, from) =>
    silentEdges(node).flatMap((edge) =>
      silence
        .behind(edge, node)
        .map((to) => ({
          from,
          to: numbers.get(to) as number,
          resets: edge.leaves,
          ...(edge.loop !== undefined && {
            counts: { by: `${node.flow}/${node.block}`, again: edge.loop === "again" },
          }),
        })),
    ),
  );
  const circling = endless(all.length, arcs).map((index) => all[index] as Node);
  return new Map(circling.map((node) => [`${node.flow}/${node.block}`, roots[node.firstRoot] as Root]));
}
