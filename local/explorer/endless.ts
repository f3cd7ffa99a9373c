import type { Root } from "./roots";
import type { Node, Edge, Stretch } from "./nodes";
import { knownOr, grouped } from "../shared/collections";

/**
 * The calls in which something may go round for ever without the caller doing anything: one for each block in a circle,
 * by `flow/block`.
 */
export function endlessNodes(nodes: Iterable<Node>, roots: readonly Root[]): Map<string, Root> {
  const all = [...nodes];
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

/**
 * Where calls go on while callers do nothing. A module is passed as a whole, so that no call goes on where another
 * began it.
 */
class Silence {
  readonly #modules = new Map<Stretch, readonly Node[]>();

  /** The states that a way leads to; behind a module that begins with it, where that can be left in silence. */
  behind({ to, begins: [outer, inner], exits }: Edge, node: Node): Node[] {
    if (exits) return [...node.behind];
    if (to === undefined) return [];
    return outer === undefined || inner === undefined
      ? [to]
      : this.#exits(outer.stretch, to).flatMap((exit) => outer.returns.get(exit) ?? []);
  }

  #exits(module: Stretch, start: Node): readonly Node[] {
    return knownOr(this.#modules, module, () => this.#exitsFrom(start));
  }

  #exitsFrom(start: Node): Node[] {
    const reached = new Set([start]);
    for (const node of reached)
      for (const edge of silentEdges(node)) for (const next of this.behind(edge, node)) reached.add(next);
    return [...reached].filter((node) => !node.inSection && silentEdges(node).some((edge) => edge.exits));
  }
}

/** The ways on that a caller who does nothing can take. */
const silentEdges = ({ groups }: Node): Edge[] => [...groups.values()].flat().filter(({ caller }) => caller !== "acts");

/** A step from one node of a graph to another, by number. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  /** The count that this step counts on, or that is done and begins anew with it. */
  readonly counts?: { readonly by: string; readonly again: boolean };
  /** Whether all counts begin anew with it. */
  readonly resets: boolean;
}

/**
 * The nodes from which one can go round for ever, along these arcs alone. A circle on which a count
 * goes on, and never begins anew, comes to its end.
 */
export function endless(size: number, arcs: readonly Arc[]): number[] {
  const component = components(size, arcs);
  const inside = arcs.filter(({ from, to }) => component[from] === component[to]);
  return [...grouped(inside, ({ from }) => component[from]).values()].flatMap((group) => {
    const renewed = new Set(group.filter(({ counts }) => counts?.again === false).map(({ counts }) => counts?.by));
    const bounded = group.some(({ resets }) => resets)
      ? []
      : group.filter(({ counts }) => counts?.again === true && !renewed.has(counts.by));
    if (bounded.length === 0) return [...new Set(group.map(({ from }) => from))];
    const without = new Set(bounded);
    const local = new Map(
      [...new Set(group.flatMap(({ from, to }) => [from, to]))].map((node, index) => [node, index]),
    );
    const back = [...local.keys()];
    const rest = group
      .filter((arc) => !without.has(arc))
      .map((arc): Arc => ({ ...arc, from: local.get(arc.from) as number, to: local.get(arc.to) as number }));
    return endless(local.size, rest).map((index) => back[index] as number);
  });
}

/** The strongly connected component of each node (Tarjan's algorithm, without recursion). */
function components(size: number, arcs: readonly Arc[]): Int32Array {
  const targets: number[][] = Array.from({ length: size }, () => []);
  for (const { from, to } of arcs) (targets[from] as number[]).push(to);
  const order = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const component = new Int32Array(size).fill(-1);
  const open: number[] = [];
  let counter = 0;
  let found = 0;
  for (let root = 0; root < size; root++) {
    if (order[root] !== -1) continue;
    const path: { node: number; next: number }[] = [{ node: root, next: 0 }];
    while (path.length > 0) {
      const top = path[path.length - 1] as { node: number; next: number };
      const { node } = top;
      if (top.next === 0 && order[node] === -1) {
        order[node] = low[node] = counter++;
        open.push(node);
      }
      const target = (targets[node] as number[])[top.next++];
      if (target !== undefined) {
        if (order[target] === -1) path.push({ node: target, next: 0 });
        else if (component[target] === -1) low[node] = Math.min(low[node] as number, order[target] as number);
        continue;
      }
      if (low[node] === order[node]) {
        for (let member = -1; member !== node;) {
          member = open.pop() as number;
          component[member] = found;
        }
        found++;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) low[above.node] = Math.min(low[above.node] as number, low[node] as number);
    }
  }
  return component;
}
