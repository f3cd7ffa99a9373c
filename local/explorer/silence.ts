import { knownOr } from "./knownOr";
import type { Edge, Node, Stretch } from "./nodes";

/**
 * Where calls go on while callers do nothing. A module is passed as a whole, so that no call goes on where another
 * began it.
 */
export class Silence {
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
export const silentEdges = ({ groups }: Node): Edge[] =>
  [...groups.values()].flat().filter(({ caller }) => caller !== "acts");
