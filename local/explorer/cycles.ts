import { grouped } from "../grouped";

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
