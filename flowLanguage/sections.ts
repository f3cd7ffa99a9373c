/** The ways out of a block, as an authored block and a parsed action both have them. */
export interface Ways {
  readonly next?: string;
  readonly conditions?: readonly { readonly next: string }[];
  readonly errors?: Readonly<Record<string, string | undefined>>;
}

/** All ways from one block to another, as one arrow of a drawing. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** Blocks that are read and drawn together, in reading order; the first is where the others are reached from. */
export interface Section {
  /** False when nothing leads here from the start of the flow. */
  readonly reached: boolean;
  readonly blocks: readonly string[];
  /** The arrows inside the section, one for each pair of blocks. */
  readonly arrows: readonly Arrow[];
}

/** A block that more blocks than this fail to is drawn apart: arrows from everywhere would hide the call. */
const MOST_FAILURES = 3;

/**
 * The parts of a flow in reading order, depth first: the call as it should go, then what many blocks
 * fail to, then what nothing reaches. Every block is in exactly one section.
 * @param blocks the blocks by name; a way to a name that is none of them is left out
 */
export function sectionsOf(blocks: ReadonlyMap<string, Ways>, start: string): Section[] {
  const targets = new Map(
    [...blocks].map(([name, ways]) => [name, targetsOf(ways).filter((target) => blocks.has(target))]),
  );
  const shared = failureHandlers(blocks, start);
  const sections: Section[] = [];
  const placed = new Set<string>();
  const read = (head: string, reached: boolean): void => {
    if (!blocks.has(head) || placed.has(head)) return;
    const part = depthFirst(head, (name) =>
      (targets.get(name) ?? []).filter((target) => !shared.has(target) && !placed.has(target)),
    );
    for (const name of part) placed.add(name);
    const inside = new Set(part);
    const arrows = part.flatMap((from) =>
      (targets.get(from) ?? []).filter((to) => inside.has(to) && !shared.has(to)).map((to) => ({ from, to })),
    );
    sections.push({ reached, blocks: part, arrows });
    for (const name of part)
      for (const target of targets.get(name) ?? []) if (shared.has(target)) read(target, reached);
  };
  read(start, true);
  for (const name of withoutWayIn(targets, placed)) read(name, false);
  for (const name of blocks.keys()) read(name, false);
  return sections;
}

/** Where a block leads, each target once: what the caller chose, then what follows, then failures. */
const targetsOf = ({ next, conditions = [], errors = {} }: Ways): string[] => [
  ...new Set(
    [...conditions.map((condition) => condition.next), next, ...Object.values(errors)].filter(
      (target) => target !== undefined,
    ),
  ),
];

/** Blocks that are mostly there for failures, and for those of many blocks. */
function failureHandlers(blocks: ReadonlyMap<string, Ways>, start: string): ReadonlySet<string> {
  const failing = new Map<string, number>();
  const going = new Map<string, number>();
  for (const ways of blocks.values()) {
    const wanted = new Set(targetsOf({ ...ways, errors: {} }));
    for (const target of targetsOf(ways)) {
      const count = wanted.has(target) ? going : failing;
      count.set(target, (count.get(target) ?? 0) + 1);
    }
  }
  return new Set(
    [...failing]
      .filter(([name, times]) => name !== start && times > MOST_FAILURES && times >= 2 * (going.get(name) ?? 0))
      .map(([name]) => name),
  );
}

/** Names reachable from `head`, each before what is first reached through it. */
function depthFirst(head: string, targets: (name: string) => readonly string[]): string[] {
  const seen = new Set<string>();
  const pending = [head];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    pending.push(...[...targets(name)].reverse());
  }
  return [...seen];
}

/** The blocks that are not placed and that none of those leads to, so that their sections begin where they should. */
function withoutWayIn(targets: ReadonlyMap<string, readonly string[]>, placed: ReadonlySet<string>): string[] {
  const left = [...targets].filter(([name]) => !placed.has(name));
  const led = new Set(left.flatMap(([name, to]) => to.filter((target) => target !== name)));
  return left.map(([name]) => name).filter((name) => !led.has(name));
}
