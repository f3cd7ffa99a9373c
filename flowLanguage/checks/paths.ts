import { specOf } from "../actions";
import { type Block, exitsOf, type Flow } from "../block";
import type { Problem } from "../problem";

/** No block without a way in, none without a way out, and no circle that nothing bounds. */
export function checkPaths(flow: Flow): Problem[] {
  const graph = new Map(Object.entries(flow.blocks).map(([name, block]) => [name, exitsOf(block).map(({ target }) => target)]));
  const problem = (block: string, rule: string, message: string, remedy: string): Problem => ({ flow: flow.name, block, rule, message, remedy });
  const reached = reachableFrom(flow.start, graph);
  const ending = canEnd(flow, graph);
  return [
    ...[...graph.keys()].filter((name) => !reached.has(name)).map((name) => problem(name, "unreachable", "is reached by nothing.", "Lead a branch to it or remove it.")),
    ...[...reached].filter((name) => !ending.has(name)).map((name) => problem(name, "endless", "can never reach an end.", "Lead it to a block that transfers or ends the contact.")),
    ...findCircles(flow).map((circle) => problem(circle[0] as string, "circle", `goes in a circle (${circle.join(" → ")}) that neither the caller nor a count ends.`, "Put countTo(…) or an input into the circle.")),
  ];
}

function reachableFrom(start: string, graph: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set([start]);
  for (const name of seen) for (const target of graph.get(name) ?? []) seen.add(target);
  return seen;
}

const ends = (block: Block): boolean => {
  const spec = specOf(block.type);
  return spec?.next === "none" || spec?.leaves === true || (spec?.next === "optional" && block.next === undefined);
};

function canEnd(flow: Flow, graph: ReadonlyMap<string, readonly string[]>): Set<string> {
  const ending = new Set(Object.entries(flow.blocks).filter(([, block]) => ends(block)).map(([name]) => name));
  for (let before = -1; before !== ending.size; ) {
    before = ending.size;
    for (const [name, targets] of graph) if (targets.some((target) => ending.has(target))) ending.add(name);
  }
  return ending;
}

/**
 * Where a contact can go by itself. An input waits for the caller; a count goes on only so often, but
 * begins anew when it is done.
 */
function unboundedTargets(block: Block): string[] {
  if (specOf(block.type)?.waits) return [];
  return exitsOf(block).filter(({ branch }) => branch !== "Equals ContinueLooping").map(({ target }) => target);
}

/** One circle for each group of blocks that lead to each other without end. */
function findCircles(flow: Flow): string[][] {
  const graph = new Map(Object.entries(flow.blocks).map(([name, block]) => [name, unboundedTargets(block)]));
  const seen = new Set<string>();
  return [...graph.keys()].flatMap((name) => {
    if (seen.has(name)) return [];
    const circle = pathBetween(graph, name);
    if (circle.length === 0) return [];
    for (const member of graph.keys()) if (pathBetween(graph, name, member).length > 0 && pathBetween(graph, member, name).length > 0) seen.add(member);
    return [circle];
  });
}

/** The shortest way from a block to another, or back to itself; empty where there is none. */
function pathBetween(graph: ReadonlyMap<string, readonly string[]>, from: string, to: string = from): string[] {
  const cameFrom = new Map<string, string>();
  const pending = [from];
  for (const name of pending)
    for (const target of graph.get(name) ?? []) {
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, name);
      if (target === to) {
        const path = [to];
        for (let step = cameFrom.get(to) as string; step !== from; step = cameFrom.get(step) as string) path.unshift(step);
        return [from, ...path];
      }
      pending.push(target);
    }
  return [];
}
