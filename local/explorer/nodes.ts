import { frameOf } from "../simulator/contact";
import type { CallerAction } from "../simulator/world";
import { beginningOf, handedOn } from "./begin";
import { expand, type LookedAt, NOTHING_SEEN, type Site, type Way } from "./expand";
import type { Fingerprints } from "./fingerprint";
import type { Finding } from "./findings";
import type { Liveness } from "./liveness";
import type { Root } from "./roots";
import { asSeen, baseOf, KeptRead, restored, type State } from "./stretch";
import { knownOr } from "../shared/collections";

/** A state that some call can be in, and the ways on from it. */
export interface Node {
  readonly flow: string;
  readonly block: string;
  readonly state: State;
  /** How many frames are below those that the ways on from here can change. */
  readonly base: number;
  /** Whether it is within a section; otherwise it is where sections end and begin. */
  readonly inSection: boolean;
  lookedAt: LookedAt | undefined;
  /** Ways by what the roots that take them agree in. */
  readonly groups: Map<string, readonly Edge[]>;
  /** The first root, by its place, that gets here. */
  firstRoot: number;
  /** Where calls go on from here that leave the section. */
  readonly behind: Set<Node>;
  /** While some call finds out the ways on from here. */
  expanding: Promise<void> | undefined;
}

/**
 * A stretch of a call that is walked once for all states that differ only in what it does not read.
 * There are two kinds, one within the other: a module, and a section: the part of a flow or module
 * between two modules that it runs.
 */
export interface Stretch {
  /** The state that it begins with, as seen from within. */
  readonly state: State;
}

/** A state that a stretch begins with. */
export interface Begun {
  readonly stretch: Stretch;
  readonly state: State;
  /** How many frames are below those that may change around the stretch. */
  readonly base: number;
  /** Where the call goes on, by the state that the stretch is left in. */
  readonly returns: Map<Node, Node>;
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
  /** The stretches that begin, the outer first. */
  readonly begins: readonly Begun[];
  /** Whether a stretch is left: where to depends on the state that it began with. */
  readonly exits: boolean;
}

const NO_EDGE: Edge = {
  to: undefined,
  end: undefined,
  fault: false,
  caller: "unasked",
  loop: undefined,
  leaves: true,
  findings: [],
  begins: [],
  exits: false,
};
/** A stretch ends before its block, where the same flow goes on: no count begins anew. */
const LEAVING: Edge = { ...NO_EDGE, exits: true, leaves: false };

/** All states by their names. */
export class Nodes {
  readonly byName = new Map<string, Node>();
  readonly #stretches = new Map<string, Stretch>();
  readonly #begun = new Map<string, Begun>();

  constructor(
    private readonly site: Site,
    private readonly fingerprints: Fingerprints,
    private readonly liveness: Liveness,
  ) {}

  beginning(root: Root): Edge {
    return this.#into(beginningOf(root, this.site.instance), 0);
  }

  /** Where a call goes on that a stretch began in. */
  returned({ state, base, returns }: Begun, exit: Node): Node {
    const node = knownOr(returns, exit, () => this.#of(restored(exit.state, state), base, false));
    if (exit.inSection) exit.behind.add(node);
    return node;
  }

  /** The ways on, found out by the simulator. */
  async expand(node: Node, root: Root): Promise<{ readonly edges: readonly Edge[]; readonly lookedAt: LookedAt }> {
    try {
      const { ways, lookedAt } = await expand(this.site, node.state, root);
      return { edges: this.#edges(ways, node, root), lookedAt };
    } catch (error) {
      if (!(error instanceof KeptRead)) throw error;
      return { edges: [LEAVING], lookedAt: NOTHING_SEEN };
    }
  }

  #edges(ways: readonly Way[], node: Node, root: Root): Edge[] {
    const ahead = ways.map((way) => ({ way, handed: handedOn(way, root, this.site.instance) }));
    const exits = ahead.some(({ way, handed }) => handed.length > 0 || leavesStretch(way, node));
    if (exits && (node.inSection || node.base > 0)) return [LEAVING];
    return ahead.flatMap(({ way, handed }) => [
      this.#edge(way, node),
      ...handed.map(({ to }): Edge => ({ ...this.#into(to, 0), caller: "acts" })),
    ]);
  }

  #edge(way: Way, node: Node): Edge {
    const { choices, to, findings, observed } = way;
    const choice = (what: string): unknown => choices.find((one) => one.what === what)?.value;
    const caller = choice("caller") as CallerAction | undefined;
    return {
      ...(to === undefined ? NO_EDGE : this.#towards(to, node)),
      end: observed.ended?.end ?? (observed.problem === undefined ? undefined : "error"),
      fault: observed.forced,
      caller: caller === undefined ? "unasked" : caller === "silence" ? "silent" : "acts",
      loop: choice("loop") as Edge["loop"],
      leaves: changesFlow(way, node, 0) || changesDepth(way, node),
      findings,
    };
  }

  #towards(to: State, { state, base, inSection }: Node): Edge {
    if (inSection) return { ...NO_EDGE, to: this.#of(to, base, true) };
    return baseOf(to.contact) > baseOf(state.contact) ? this.#intoModule(to, base) : this.#into(to, base);
  }

  #intoModule(state: State, base: number): Edge {
    const module = this.#begin(state, base, "module");
    const ahead = this.#into(module.stretch.state, baseOf(state.contact));
    return { ...ahead, begins: [module, ...ahead.begins] };
  }

  #into(state: State, base: number): Edge {
    const section = this.#begin(state, base, "section");
    return { ...NO_EDGE, to: this.#of(section.stretch.state, baseOf(state.contact), true), begins: [section] };
  }

  #begin(state: State, base: number, kind: "module" | "section"): Begun {
    const name = `${kind} ${base} ${this.fingerprints.of(state, base)}`;
    return knownOr(this.#begun, name, () => ({
      stretch: this.#stretch(asSeen(state, kind, this.liveness), kind),
      state,
      base,
      returns: new Map<Node, Node>(),
    }));
  }

  #stretch(state: State, kind: "module" | "section"): Stretch {
    const base = baseOf(state.contact);
    return knownOr(this.#stretches, `${kind} ${base} ${this.fingerprints.of(state, base)}`, () => ({ state }));
  }

  #of(state: State, base: number, inSection: boolean): Node {
    const name = `${base}${inSection ? "s" : ""}:${this.fingerprints.of(state, base)}`;
    return knownOr(this.byName, name, (): Node => {
      const { flow, block } = frameOf(state.contact);
      return {
        flow: flow.name,
        block,
        state,
        base,
        inSection,
        lookedAt: undefined,
        groups: new Map(),
        behind: new Set(),
        firstRoot: Infinity,
        expanding: undefined,
      };
    });
  }
}

/** Whether another flow goes on at a depth of modules, be it the same one anew. */
const changesFlow = ({ to, observed }: Way, { state: { contact } }: Node, depth: number): boolean =>
  to !== undefined &&
  (to.contact.frames[depth]?.flow !== contact.frames[depth]?.flow ||
    observed.passed.some(({ branch }) => branch === "transfer"));

const changesDepth = ({ to }: Way, { state: { contact } }: Node): boolean =>
  to !== undefined && to.contact.frames.length !== contact.frames.length;

const leavesStretch = (way: Way, node: Node): boolean =>
  changesFlow(way, node, node.base) || (node.inSection && changesDepth(way, node));
