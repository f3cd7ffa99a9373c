import { knownOr } from "./knownOr";
import type { Begun, Edge, Node, Nodes, Stretch } from "./nodes";
import type { Root } from "./roots";

/** Where a call can stand: in a state, and within which stretch; undefined for the call as a whole. */
export interface Place {
  readonly node: Node;
  readonly within: Stretch | undefined;
}

/** A way on that has not been taken yet; from nowhere where the call begins. */
export interface Ahead {
  readonly edge: Edge;
  readonly from: Place | undefined;
}

/**
 * All that the calls of one root can come to. Wherever a stretch is left, the call goes on from each
 * state that the stretch began with, so that no call returns to where another came from.
 */
export class OneCall {
  readonly #seen = new Map<Stretch | undefined, Set<Node>>();
  readonly #begun = new Map<Stretch, Map<Begun, Set<Stretch | undefined>>>();
  readonly #left = new Map<Stretch, Set<Node>>();

  constructor(
    readonly root: Root,
    private readonly index: number,
    private readonly nodes: Nodes,
  ) {}

  /** @returns the places that are new */
  reach({ edge: { to, begins, exits }, from }: Ahead): Place[] {
    const places: Place[] = [];
    let within = from?.within;
    for (const begun of begins) {
      places.push(...this.#begin(begun, within));
      within = begun.stretch;
    }
    if (to !== undefined) places.push({ node: to, within });
    if (exits) places.push(...this.#leave(from as Place));
    return places.filter((place) => this.#isNew(place));
  }

  #isNew({ node, within }: Place): boolean {
    node.firstRoot = Math.min(node.firstRoot, this.index);
    return added(
      knownOr(this.#seen, within, () => new Set()),
      node,
    );
  }

  #begin(begun: Begun, within: Stretch | undefined): Place[] {
    const all = knownOr(this.#begun, begun.stretch, () => new Map<Begun, Set<Stretch | undefined>>());
    if (
      !added(
        knownOr(all, begun, () => new Set()),
        within,
      )
    )
      return [];
    return [...(this.#left.get(begun.stretch) ?? [])].map((exit) => ({
      node: this.nodes.returned(begun, exit),
      within,
    }));
  }

  #leave({ node, within }: Place): Place[] {
    const stretch = within as Stretch;
    if (
      !added(
        knownOr(this.#left, stretch, () => new Set()),
        node,
      )
    )
      return [];
    return [...(this.#begun.get(stretch) ?? [])].flatMap(([begun, around]) =>
      [...around].map((outer) => ({ node: this.nodes.returned(begun, node), within: outer })),
    );
  }
}

const added = <Value>(set: Set<Value>, value: Value): boolean => set.size < set.add(value).size;
