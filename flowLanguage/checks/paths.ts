import { specOf } from "../actions";
import type { Action } from "../document";
import { componentsOf, type Graph, reachableFrom, reversed, wayBack } from "./graph";
import { type CheckedFlow, type Finding, targetsOf } from "./model";

/** No block without a way in, none without a way out, and no circle that nothing bounds. */
export function checkPaths(flow: CheckedFlow): Finding[] {
  const graph = targetsOf(flow);
  const reached = reachableFrom([flow.document.start as string], graph);
  const ending = reachableFrom(
    [...flow.actions.values()].filter(ends).map(({ identifier }) => identifier),
    reversed(graph),
  );
  const circles = circlesOf(unboundedTargets(flow));
  return flow.document.actions.flatMap((action, index): Finding[] => {
    const { identifier } = action;
    // Of two actions with one identifier only the first is on a path, and the other is reported for that.
    if (flow.actions.get(identifier) !== action) return [];
    const circle = circles.get(identifier);
    return [
      ...(reached.has(identifier)
        ? []
        : [
            {
              rule: "unreachable",
              index,
              message: "is reached by nothing.",
              remedy: "Lead a branch to it or remove it.",
            } as const,
          ]),
      ...(!reached.has(identifier) || ending.has(identifier)
        ? []
        : [
            {
              rule: "endless",
              index,
              message: "can never reach an end.",
              remedy: "Lead it to a block that transfers or ends the contact.",
            } as const,
          ]),
      ...(circle === undefined
        ? []
        : [
            {
              rule: "circle",
              index,
              message: `goes in a circle (${shortened(circle).join(" → ")}) that neither the caller nor a count ends.`,
              remedy: "Put a count (Loop) or an input into the circle.",
            } as const,
          ]),
    ];
  });
}

/** A block of unknown type that leads nowhere may well be an end. */
function ends({ type, next, errors, conditions }: Action): boolean {
  const spec = specOf(type);
  if (spec === undefined) return next === undefined && conditions.length === 0 && Object.keys(errors).length === 0;
  return spec.next === "none" || spec.leaves === true || (spec.next === "optional" && next === undefined);
}

/** An input waits for the caller, and a block of unknown type may do so. */
const mayWait = (type: string): boolean => specOf(type)?.waits ?? specOf(type) === undefined;

/** Where a contact can go by itself. A count goes on only so often, but begins anew when it is done. */
const unboundedTargets = ({ actions, exits }: CheckedFlow): Graph =>
  new Map(
    [...actions].map(([identifier, { type }]) => {
      const ways = mayWait(type) ? [] : (exits.get(identifier) ?? []);
      return [identifier, ways.filter(({ branch }) => branch !== "Equals ContinueLooping").map(({ target }) => target)];
    }),
  );

/** One circle for each group of blocks that lead to each other without end, by the first block of the group. */
function circlesOf(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const position = new Map([...graph.keys()].map((name, index) => [name, index]));
  return new Map(
    componentsOf(graph).flatMap((component) => {
      const first = component.reduce((one, other) =>
        (position.get(one) as number) < (position.get(other) as number) ? one : other,
      );
      const circle = wayBack(first, new Set(component), graph);
      return circle.length === 0 ? [] : [[first, circle] as const];
    }),
  );
}

const SHOWN = 12;
const shortened = (circle: readonly string[]): readonly string[] =>
  circle.length <= SHOWN ? circle : [...circle.slice(0, SHOWN - 1), "…", circle.at(-1) as string];
