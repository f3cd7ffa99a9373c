import { actionSpecs } from "../actions";
import { type Block, exitsOf, type Flow } from "../block";
import type { Problem } from "../problem";

/** No block without a way in, none without a way out, and no circle that nothing bounds. */
export function checkPaths(flow: Flow): Problem[] {
  const graph = new Map(Object.entries(flow.blocks).map(([name, block]) => [name, exitsOf(block).map(({ target }) => target)]));
  const problem = (block: string, rule: string, message: string, remedy: string): Problem => ({ flow: flow.name, block, rule, message, remedy });
  const reached = reachableFrom(flow.start, graph);
  const ending = canEnd(flow, graph);
  const circle = findCircle(flow, graph);
  return [
    ...[...graph.keys()].filter((name) => !reached.has(name)).map((name) => problem(name, "unreachable", "is reached by nothing.", "Lead a branch to it or remove it.")),
    ...[...reached].filter((name) => !ending.has(name)).map((name) => problem(name, "endless", "can never reach an end.", "Lead it to a block that transfers or ends the contact.")),
    ...(circle.length > 0
      ? [problem(circle[0] as string, "circle", `goes in a circle (${circle.join(" → ")}) that neither the caller nor a count ends.`, "Put countTo(…) or an input into the circle.")]
      : []),
  ];
}

function reachableFrom(start: string, graph: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set([start]);
  for (const name of seen) for (const target of graph.get(name) ?? []) seen.add(target);
  return seen;
}

const ends = (block: Block): boolean => {
  const spec = actionSpecs[block.type];
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

const bounds = (block: Block | undefined): boolean => block?.type === "Loop" || actionSpecs[block?.type ?? ""]?.waits === true;

function findCircle(flow: Flow, graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): string[] => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name) || bounds(flow.blocks[name])) return [];
    for (const target of graph.get(name) ?? []) {
      const circle = visit(target, [...path, name]);
      if (circle.length > 0) return circle;
    }
    done.add(name);
    return [];
  };
  for (const name of graph.keys()) {
    const circle = visit(name, []);
    if (circle.length > 0) return circle;
  }
  return [];
}
