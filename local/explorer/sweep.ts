import { grouped, knownOr } from "../shared/collections";
import type { LookedAt, Site } from "./expand";
import { type Finding, keyOf } from "./findings";
import { type Edge, type Node, Nodes, type Begun, type Stretch } from "./nodes";
import type { Root } from "./roots";
import { NOTHING_WALKED, tallied, type Tally } from "./counts";
import { endlessNodes } from "./endless";
import type { Fingerprints } from "./fingerprint";
import type { Liveness } from "./liveness";

/** Something wrong, and the calls that can meet it. */
export interface Met {
  readonly finding: Finding;
  readonly roots: readonly Root[];
}

export interface Sweep {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly met: readonly Met[];
}

/** What was met on all calls. */
export interface Walked {
  readonly met: readonly Met[];
  /** The calls that show every block that is in a circle. */
  readonly circles: readonly Root[];
  readonly tally: Tally;
}

/**
 * Walks the calls to one country's numbers after the other's. They share most of their states; what
 * countries share besides is walked again, so that the states of one country at a time are remembered.
 */
export async function walkCountries(
  site: Site,
  fingerprints: () => Fingerprints,
  liveness: Liveness,
  roots: readonly Root[],
  progress: (done: number, states: number) => void,
): Promise<Walked> {
  const met = new Map<string, Met>();
  const circles = new Map<string, Root>();
  let tally = NOTHING_WALKED;
  let done = 0;
  for (const here of grouped(roots, ({ country }) => country).values()) {
    const walked = await sweep(new Nodes(site, fingerprints(), liveness), here, (of, states) =>
      progress(done + of, tally.states + states),
    );
    for (const { finding, roots: more } of walked.met) {
      const known = met.get(keyOf(finding))?.roots ?? [];
      met.set(keyOf(finding), { finding, roots: [...known, ...more] });
    }
    for (const [block, root] of endlessNodes(walked.nodes.values(), here))
      if (!circles.has(block)) circles.set(block, root);
    tally = tallied(tally, [...walked.nodes.values()]);
    done += here.length;
  }
  return {
    met: [...met.values()].sort((one, other) => (keyOf(one.finding) < keyOf(other.finding) ? -1 : 1)),
    circles: [...new Set(circles.values())],
    tally,
  };
}

/**
 * Walks all calls at once. States with the same future are one, whichever root they are reached
 * from: a state is expanded once for all roots that agree in what its block looks at. Counts of loops
 * are left open (a loop may go on and may be done), so that more is walked than can happen: what is
 * found is looked for again in single calls. A module is walked once for all callers that it cannot
 * tell apart, and where it ends, each of them goes on.
 */
async function sweep(
  nodes: Nodes,
  roots: readonly Root[],
  progress: (done: number, states: number) => void,
): Promise<Sweep> {
  const met = new Map<string, { readonly finding: Finding; readonly roots: Set<Root> }>();
  const expanded = async (node: Node, root: Root): Promise<void> => {
    const { edges, lookedAt } = await nodes.expand(node, root);
    // Another root may have looked at more than the first: what agreed before may not agree now.
    if (node.lookedAt !== undefined && widens(lookedAt, node.lookedAt)) {
      node.lookedAt = { dialed: true, caller: true, moment: true };
      node.groups.clear();
    }
    node.lookedAt ??= lookedAt;
    node.groups.set(agreement(root, node.lookedAt), edges);
  };
  const edgesOf = async (node: Node, root: Root): Promise<readonly Edge[]> => {
    for (;;) {
      const known = edgesKnown(node, root);
      if (known !== undefined) return known;
      // Where another call is at it, its ways may be this call's too.
      if (node.expanding === undefined)
        node.expanding = expanded(node, root).finally(() => (node.expanding = undefined));
      await node.expanding;
    }
  };
  const meet = (edge: Edge, root: Root, clean: boolean): void => {
    for (const finding of edge.findings) {
      if (finding.id === "failure" && !(clean && root.served)) continue;
      const key = keyOf(finding);
      const known = met.get(key) ?? { finding, roots: new Set() };
      known.roots.add(root);
      met.set(key, known);
    }
  };
  /** Walks on from some places. @returns those behind a fault, where they are left for later */
  const walk = async (from: readonly Ahead[], call: OneCall, clean: boolean): Promise<Ahead[]> => {
    const { root } = call;
    const later: Ahead[] = [];
    let frontier: Place[] = from.flatMap((ahead) => call.reach(ahead));
    while (frontier.length > 0) {
      const next: Place[] = [];
      // Functions that are asked from several nodes need not wait for each other.
      const unknown = new Set(frontier.map(({ node }) => node).filter((node) => edgesKnown(node, root) === undefined));
      if (unknown.size > 0) await Promise.all([...unknown].map((node) => edgesOf(node, root)));
      for (const place of frontier)
        for (const edge of edgesKnown(place.node, root) ?? (await edgesOf(place.node, root))) {
          if (edge.findings.length > 0) meet(edge, root, clean && !edge.fault);
          if (clean && edge.fault) later.push({ edge, from: place });
          else next.push(...call.reach({ edge, from: place }));
        }
      frontier = next;
    }
    return later;
  };
  let done = 0;
  const walkAll = async (index: number): Promise<void> => {
    const call = new OneCall(roots[index] as Root, index, nodes);
    // First what happens without a fault, then the rest.
    const faulty = await walk([{ edge: nodes.beginning(call.root), from: undefined }], call, true);
    await walk(faulty, call, false);
    progress(++done, nodes.byName.size);
  };
  for (const batch of batches(roots)) await Promise.all(batch.map(walkAll));
  return {
    nodes: nodes.byName,
    met: [...met.values()].map(({ finding, roots: all }) => ({
      finding,
      roots: roots.filter((root) => all.has(root)),
    })),
  };
}

/** Calls that are walked side by side: a function has one clock, so they are of one moment. */
function batches(roots: readonly Root[]): number[][] {
  const byMoment = grouped(roots.keys(), (index) => roots[index]?.at);
  return [...byMoment.values()].flatMap((indexes) =>
    Array.from({ length: Math.ceil(indexes.length / SIDE_BY_SIDE) }, (_, batch) =>
      indexes.slice(batch * SIDE_BY_SIDE, (batch + 1) * SIDE_BY_SIDE),
    ),
  );
}
const SIDE_BY_SIDE = 16;

function edgesKnown({ lookedAt, groups }: Node, root: Root): readonly Edge[] | undefined {
  return lookedAt === undefined ? undefined : groups.get(agreement(root, lookedAt));
}

const agreement = ({ dialed, caller, at }: Root, looked: LookedAt): string =>
  !looked.dialed && !looked.caller
    ? looked.moment
      ? String(at)
      : ""
    : `${looked.dialed ? dialed : ""} ${looked.caller ? (caller ?? "withheld") : ""} ${looked.moment ? at : ""}`;

const widens = (now: LookedAt, before: LookedAt): boolean =>
  (now.dialed && !before.dialed) || (now.caller && !before.caller) || (now.moment && !before.moment);

/** Where a call can stand: in a state, and within which stretch; undefined for the call as a whole. */
interface Place {
  readonly node: Node;
  readonly within: Stretch | undefined;
}

/** A way on that has not been taken yet; from nowhere where the call begins. */
interface Ahead {
  readonly edge: Edge;
  readonly from: Place | undefined;
}

/**
 * All that the calls of one root can come to. Wherever a stretch is left, the call goes on from each
 * state that the stretch began with, so that no call returns to where another came from.
 */
class OneCall {
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
