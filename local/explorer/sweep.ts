import { frameOf } from "../simulator/contact";
import type { CallerAction } from "../simulator/world";
import { beginningOf, handedOn } from "./begin";
import { expand, type LookedAt, type Site, type Way } from "./expand";
import type { Fingerprints, State } from "./fingerprint";
import { type Finding, keyOf } from "./findings";
import type { Root } from "./roots";

/** A state that some call can be in, and the ways on from it. */
export interface Node {
  readonly flow: string;
  readonly block: string;
  readonly state: State;
  lookedAt: LookedAt | undefined;
  /** Ways by what the roots that take them agree in. */
  readonly groups: Map<string, readonly Edge[]>;
  /** The first root, by its place, that gets here. */
  firstRoot: number;
  /** While some call finds out the ways on from here. */
  expanding: Promise<void> | undefined;
}

export interface Edge {
  readonly to: Node | undefined;
  /** How the call ended, where it did. */
  readonly end: string | undefined;
  readonly fault: boolean;
  /** What the caller did: nothing was asked, they kept silent, or they acted. */
  readonly caller: "unasked" | "silent" | "acts";
  /** A count that goes on, or is done, by block. */
  readonly loop: "again" | "done" | undefined;
  /** Whether the flow was left, so that its counts begin anew. */
  readonly leaves: boolean;
  readonly findings: readonly Finding[];
}

/** Something wrong, and the calls that can meet it. */
export interface Met {
  readonly finding: Finding;
  readonly roots: readonly Root[];
}

export interface Sweep {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly met: readonly Met[];
}

/**
 * Walks all calls at once. States with the same future are one, whichever root they are reached
 * from: a state is expanded once for all roots that agree in what its block looks at. Counts of loops
 * are left open (a loop may go on and may be done), so that more is walked than can happen: what is
 * found is looked for again in single calls.
 */
export async function sweep(site: Site, fingerprints: Fingerprints, roots: readonly Root[], progress: (done: number, states: number) => void): Promise<Sweep> {
  const nodes = new Map<string, Node>();
  const met = new Map<string, { readonly finding: Finding; readonly roots: Set<Root> }>();
  const nodeOf = (state: State): Node => {
    const name = fingerprints.of(state);
    const known = nodes.get(name);
    if (known !== undefined) return known;
    const { flow, block } = frameOf(state.contact);
    const node: Node = { flow: flow.name, block, state, lookedAt: undefined, groups: new Map(), firstRoot: Infinity, expanding: undefined };
    nodes.set(name, node);
    return node;
  };
  const expanded = async (node: Node, root: Root): Promise<void> => {
    const { ways, lookedAt } = await expand(site, node.state, root);
    // Another root may have looked at more than the first: what agreed before may not agree now.
    if (node.lookedAt !== undefined && widens(lookedAt, node.lookedAt)) {
      node.lookedAt = { dialed: true, caller: true, moment: true };
      node.groups.clear();
    }
    node.lookedAt ??= lookedAt;
    node.groups.set(agreement(root, node.lookedAt), ways.flatMap((way) => edgesFor(way, node, root, site, nodeOf)));
  };
  const edgesOf = async (node: Node, root: Root): Promise<readonly Edge[]> => {
    for (;;) {
      const known = edgesKnown(node, root);
      if (known !== undefined) return known;
      // Where another call is at it, its ways may be this call's too.
      if (node.expanding === undefined) node.expanding = expanded(node, root).finally(() => (node.expanding = undefined));
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
  /** Walks on from some nodes. @returns the nodes behind a fault, where those are left for later */
  const walk = async (from: readonly Node[], seen: Set<Node>, index: number, clean: boolean): Promise<Node[]> => {
    const root = roots[index] as Root;
    const later: Node[] = [];
    let frontier: Node[] = [];
    const reach = (node: Node, into: Node[]): void => {
      if (seen.has(node)) return;
      seen.add(node);
      node.firstRoot = Math.min(node.firstRoot, index);
      into.push(node);
    };
    for (const node of from) reach(node, frontier);
    while (frontier.length > 0) {
      const next: Node[] = [];
      // Functions that are asked from several nodes need not wait for each other.
      const unknown = frontier.filter((node) => edgesKnown(node, root) === undefined);
      if (unknown.length > 0) await Promise.all(unknown.map((node) => edgesOf(node, root)));
      for (const node of frontier)
        for (const edge of edgesKnown(node, root) ?? (await edgesOf(node, root))) {
          if (edge.findings.length > 0) meet(edge, root, clean && !edge.fault);
          if (edge.to === undefined) continue;
          if (clean && edge.fault) later.push(edge.to);
          else reach(edge.to, next);
        }
      frontier = next;
    }
    return later;
  };
  let done = 0;
  const walkAll = async (index: number): Promise<void> => {
    const seen = new Set<Node>();
    // First what happens without a fault, then the rest.
    const faulty = await walk([nodeOf(beginningOf(roots[index] as Root, site.instance))], seen, index, true);
    await walk(faulty, seen, index, false);
    progress(++done, nodes.size);
  };
  for (const batch of batches(roots)) await Promise.all(batch.map(walkAll));
  return { nodes, met: [...met.values()].map(({ finding, roots: all }) => ({ finding, roots: roots.filter((root) => all.has(root)) })).sort((one, other) => (keyOf(one.finding) < keyOf(other.finding) ? -1 : 1)) };
}

/** Calls that are walked side by side: a function has one clock, so they are of one moment. */
function batches(roots: readonly Root[]): number[][] {
  const byMoment = new Map<number, number[]>();
  roots.forEach(({ at }, index) => byMoment.set(at, [...(byMoment.get(at) ?? []), index]));
  return [...byMoment.values()].flatMap((indexes) => Array.from({ length: Math.ceil(indexes.length / SIDE_BY_SIDE) }, (_, batch) => indexes.slice(batch * SIDE_BY_SIDE, (batch + 1) * SIDE_BY_SIDE)));
}
const SIDE_BY_SIDE = 16;

function edgesKnown({ lookedAt, groups }: Node, root: Root): readonly Edge[] | undefined {
  return lookedAt === undefined ? undefined : groups.get(agreement(root, lookedAt));
}

const agreement = ({ dialed, caller, at }: Root, looked: LookedAt): string =>
  !looked.dialed && !looked.caller ? (looked.moment ? String(at) : "") : `${looked.dialed ? dialed : ""} ${looked.caller ? (caller ?? "withheld") : ""} ${looked.moment ? at : ""}`;

const widens = (now: LookedAt, before: LookedAt): boolean => (now.dialed && !before.dialed) || (now.caller && !before.caller) || (now.moment && !before.moment);

function edgesFor(way: Way, node: Node, root: Root, site: Site, nodeOf: (state: State) => Node): Edge[] {
  const { choices, to, findings, observed } = way;
  const choice = (what: string): unknown => choices.find((one) => one.what === what)?.value;
  const caller = choice("caller") as CallerAction | undefined;
  const target = to && nodeOf(to);
  const edge: Edge = {
    to: target,
    end: observed.ended?.end ?? (observed.problem === undefined ? undefined : "error"),
    fault: observed.forced,
    caller: caller === undefined ? "unasked" : caller === "silence" ? "silent" : "acts",
    loop: choice("loop") as Edge["loop"],
    leaves: to !== undefined && (to.contact.frames.length !== node.state.contact.frames.length || to.contact.frames[0]?.flow !== node.state.contact.frames[0]?.flow || observed.passed.some(({ branch }) => branch === "transfer")),
    findings,
  };
  return [edge, ...handedOn(way, root, site.instance).map(({ to: next }): Edge => ({ to: nodeOf(next), end: undefined, fault: false, caller: "acts", loop: undefined, leaves: true, findings: [] }))];
}
