/** Where each node leads; a node that is not in it leads nowhere. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** These nodes and all that they lead to, nearest first. */
export function reachableFrom(starts: Iterable<string>, graph: Graph): Set<string> {
  const seen = new Set(starts);
  for (const node of seen) for (const target of graph.get(node) ?? []) seen.add(target);
  return seen;
}

/** The graph with every edge turned round. */
export function reversed(graph: Graph): Graph {
  const sources = new Map<string, string[]>();
  for (const [source, targets] of graph)
    for (const target of targets) {
      const known = sources.get(target);
      if (known === undefined) sources.set(target, [source]);
      else known.push(source);
    }
  return sources;
}

interface Visit {
  readonly node: string;
  readonly targets: readonly string[];
  /** How many of the targets have been followed. */
  followed: number;
}

/**
 * The strongly connected components: groups of nodes of which each leads to every other. By Tarjan's
 * algorithm, in time linear in the edges; without recursion, because a graph may be a long chain.
 */
export function componentsOf(graph: Graph): string[][] {
  const order = new Map<string, number>();
  /** The earliest node, by order, that a node is known to lead back to. */
  const earliest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const components: string[][] = [];
  const visits: Visit[] = [];
  const enter = (node: string): void => {
    order.set(node, order.size);
    earliest.set(node, order.size - 1);
    open.push(node);
    isOpen.add(node);
    visits.push({ node, targets: graph.get(node) ?? [], followed: 0 });
  };
  const lower = (node: string, to: number): void => void earliest.set(node, Math.min(earliest.get(node) as number, to));
  const leave = (node: string): void => {
    visits.pop();
    const around = visits.at(-1);
    if (around !== undefined) lower(around.node, earliest.get(node) as number);
    if (earliest.get(node) !== order.get(node)) return;
    const component = open.splice(open.lastIndexOf(node));
    for (const member of component) isOpen.delete(member);
    components.push(component);
  };
  for (const root of graph.keys()) {
    if (!order.has(root)) enter(root);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const { node, targets } = visit;
      const target = targets[visit.followed++];
      if (target === undefined) leave(node);
      else if (!order.has(target)) enter(target);
      else if (isOpen.has(target)) lower(node, order.get(target) as number);
    }
  }
  return components;
}

/** The shortest way from a node back to itself inside a group; empty where there is none. */
export function wayBack(node: string, group: ReadonlySet<string>, graph: Graph): string[] {
  const cameFrom = new Map<string, string>();
  const pending = [node];
  for (const source of pending)
    for (const target of graph.get(source) ?? []) {
      if (!group.has(target) || cameFrom.has(target)) continue;
      cameFrom.set(target, source);
      if (target === node) return wayOf(node, cameFrom);
      pending.push(target);
    }
  return [];
}

function wayOf(node: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way = [node];
  for (let step = cameFrom.get(node) as string; step !== node; step = cameFrom.get(step) as string) way.push(step);
  return [...way, node].reverse();
}
