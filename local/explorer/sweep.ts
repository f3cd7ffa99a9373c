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
  /** The root that was here last, and whether it came without a fault. */
  seenBy: number;
  seenCleanBy: number;
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
  readonly roots: Root[];
}

export interface Sweep {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly met: ReadonlyMap<string, Met>;
}

/**
 * Walks all calls at once. States with the same future are one, whichever root they are reached
 * from: a state is expanded once for all roots that agree in what its block looks at. Counts of loops
 * are left open (a loop may go on and may be done), so that more is walked than can happen: what is
 * found is looked for again in single calls.
 */
export async function sweep(site: Site, fingerprints: Fingerprints, roots: readonly Root[], progress: (done: number, states: number) => void): Promise<Sweep> {
  const nodes = new Map<string, Node>();
  const met = new Map<string, Met>();
  const nodeOf = (state: State): Node => {
    const name = fingerprints.of(state);
    const known = nodes.get(name);
    if (known !== undefined) return known;
    const { flow, block } = frameOf(state.contact);
    const node: Node = { flow: flow.name, block, state, lookedAt: undefined, groups: new Map(), seenBy: -1, seenCleanBy: -1 };
    nodes.set(name, node);
    return node;
  };
  const edgesOf = async (node: Node, root: Root): Promise<readonly Edge[]> => {
    if (node.lookedAt !== undefined) {
      const known = node.groups.get(agreement(root, node.lookedAt));
      if (known !== undefined) return known;
    }
    const { ways, lookedAt } = await expand(site, node.state, root);
    node.lookedAt ??= lookedAt;
    if (widens(lookedAt, node.lookedAt)) {
      // Another root looked at more than the first: what agreed before may not agree now.
      node.lookedAt = { dialed: true, caller: true, moment: true };
      node.groups.clear();
    }
    const edges = ways.flatMap((way) => edgesFor(way, node, root, site, nodeOf));
    node.groups.set(agreement(root, node.lookedAt), edges);
    return edges;
  };
  const meet = (edge: Edge, root: Root, clean: boolean): void => {
    for (const finding of edge.findings) {
      if (finding.id === "failure" && !(clean && root.served)) continue;
      const key = keyOf(finding);
      const known = met.get(key) ?? { finding, roots: [] };
      if (known.roots.at(-1) !== root) known.roots.push(root);
      met.set(key, known);
    }
  };
  for (const [index, root] of roots.entries()) {
    const start = nodeOf(beginningOf(root, site.instance));
    // First what happens without a fault, then the rest.
    const waiting: { node: Node; clean: boolean }[] = [{ node: start, clean: true }];
    const faulty: Node[] = [];
    for (;;) {
      const next = waiting.pop() ?? (faulty.length > 0 ? { node: faulty.pop() as Node, clean: false } : undefined);
      if (next === undefined) break;
      const { node, clean } = next;
      if (node.seenBy === index) continue;
      node.seenBy = index;
      for (const edge of await edgesOf(node, root)) {
        if (edge.findings.length > 0) meet(edge, root, clean && !edge.fault);
        if (edge.to === undefined || edge.to.seenBy === index) continue;
        if (clean && !edge.fault) waiting.push({ node: edge.to, clean });
        else faulty.push(edge.to);
      }
    }
    progress(index + 1, nodes.size);
  }
  return { nodes, met };
}

const agreement = ({ dialed, caller, at }: Root, looked: LookedAt): string => `${looked.dialed ? dialed : ""} ${looked.caller ? (caller ?? "withheld") : ""} ${looked.moment ? at : ""}`;

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
