import type { Site } from "./expand";
import type { Fingerprints } from "./fingerprint";
import { type Finding, keyOf } from "./findings";
import type { Root } from "./roots";
import { happens, type Path, shortestLoop, shortestPaths } from "./shortest";
import type { Met } from "./sweep";

/** A finding, and the shortest single call that shows it; without one, no single call was found that does. */
export interface Confirmed {
  readonly finding: Finding;
  /** How many kinds of call can meet it. */
  readonly calls: number;
  readonly path: Path | undefined;
}

/** The calls that are searched for the shortest: the first that met it, and the first in opening hours. */
const worthSearching = (roots: readonly Root[]): Root[] => [...new Set([roots[0], roots.find(({ moment }) => moment.startsWith("open"))].filter((root) => root !== undefined))];

const faultsIn = ({ ways }: Path): number => ways.filter(({ observed }) => observed.forced).length;
const isShorter = (one: Path, other: Path | undefined): boolean => other === undefined || faultsIn(one) < faultsIn(other) || (faultsIn(one) === faultsIn(other) && one.ways.length < other.ways.length);

/** What searches single calls: one where loops may go on or be done as they please, and one where they count. */
export interface Search {
  readonly site: Site;
  readonly fingerprints: Fingerprints;
}

/**
 * Looks for what was met in all calls at once in single calls, where loops count and what was assumed
 * stays. A circle that no single call can go round for ever is none.
 */
export async function confirmed(free: Search, exact: Search, met: readonly Met[], circles: readonly Root[]): Promise<Confirmed[]> {
  const paths = new Map<string, Path>();
  const byRoot = new Map<Root, Set<string>>();
  for (const { finding, roots } of met) for (const root of worthSearching(roots)) byRoot.set(root, (byRoot.get(root) ?? new Set()).add(keyOf(finding)));
  for (const [root, wanted] of byRoot) for (const [key, path] of await pathsOf(free, exact, root, wanted)) if (isShorter(path, paths.get(key))) paths.set(key, path);
  const loops = new Map<string, Confirmed>();
  for (const root of circles) {
    const path = await shortestLoop(exact.site, exact.fingerprints, root);
    if (path !== undefined && !loops.has(keyOf(path.finding))) loops.set(keyOf(path.finding), { finding: path.finding, calls: 1, path });
  }
  return [...met.map(({ finding, roots }) => ({ finding: paths.get(keyOf(finding))?.finding ?? finding, calls: roots.length, path: paths.get(keyOf(finding)) })), ...loops.values()];
}

/** The shortest path where loops are free is the shortest of all, if it can happen; else the larger search is needed. */
async function pathsOf(free: Search, exact: Search, root: Root, wanted: ReadonlySet<string>): Promise<Map<string, Path>> {
  const paths = new Map<string, Path>();
  for (const [key, path] of await shortestPaths(free.site, free.fingerprints, root, wanted)) {
    const real = await happens(exact.site, path);
    if (real !== undefined) paths.set(key, real);
  }
  const rest = new Set([...wanted].filter((key) => !paths.has(key)));
  return rest.size === 0 ? paths : new Map([...paths, ...(await shortestPaths(exact.site, exact.fingerprints, root, rest))]);
}
