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
const worthSearching = (roots: readonly Root[]): Root[] => [
  ...new Set([roots[0], roots.find(({ moment }) => moment.startsWith("open"))].filter((root) => root !== undefined)),
];

/** So many kinds of call are searched for one that shows a finding. */
const MANY = 20;

const faultsIn = ({ ways }: Path): number => ways.filter(({ observed }) => observed.forced).length;
const isShorter = (one: Path, other: Path | undefined): boolean =>
  other === undefined ||
  faultsIn(one) < faultsIn(other) ||
  (faultsIn(one) === faultsIn(other) && one.ways.length < other.ways.length);

/** What searches single calls: one where loops may go on or be done as they please, and one where they count. */
export interface Search {
  readonly site: Site;
  readonly fingerprints: Fingerprints;
}

/**
 * Looks for what was met in all calls at once in single calls, where loops count and what was assumed
 * stays. A circle that no single call can go round for ever is none.
 */
export async function confirmed(
  free: Search,
  exact: Search,
  met: readonly Met[],
  circles: readonly Root[],
): Promise<Confirmed[]> {
  const paths = new Map<string, Path>();
  const byRoot = new Map<Root, Set<string>>();
  for (const { finding, roots } of met)
    for (const root of worthSearching(roots)) byRoot.set(root, (byRoot.get(root) ?? new Set()).add(keyOf(finding)));
  for (const [root, wanted] of byRoot)
    for (const [key, path] of await pathsOf(free, exact, root, wanted))
      if (isShorter(path, paths.get(key))) paths.set(key, path);
  const findings: Confirmed[] = [];
  for (const { finding, roots } of met) {
    const known = paths.get(keyOf(finding));
    const { path, refuted } =
      known === undefined ? await searched(exact, finding, roots) : { path: known, refuted: false };
    if (!refuted) findings.push({ finding: path?.finding ?? finding, calls: roots.length, path });
  }
  return [...findings, ...(await loopsIn(exact, circles))];
}

/**
 * Looks for a finding in one call after the other. It is refuted when none of all the calls that were to show it does.
 */
async function searched(
  { site, fingerprints }: Search,
  finding: Finding,
  roots: readonly Root[],
): Promise<{ path: Path | undefined; refuted: boolean }> {
  let refuted = roots.length <= MANY;
  for (const root of roots.slice(0, MANY)) {
    const { found, complete } = await shortestPaths(site, fingerprints, root, new Set([keyOf(finding)]));
    const path = found.get(keyOf(finding));
    if (path !== undefined) return { path, refuted: false };
    refuted &&= complete;
  }
  return { path: undefined, refuted };
}

async function loopsIn({ site, fingerprints }: Search, circles: readonly Root[]): Promise<Confirmed[]> {
  const loops = new Map<string, Confirmed>();
  for (const root of circles) {
    const path = await shortestLoop(site, fingerprints, root);
    if (path !== undefined && !loops.has(keyOf(path.finding)))
      loops.set(keyOf(path.finding), { finding: path.finding, calls: 1, path });
  }
  return [...loops.values()];
}

/** The shortest paths where loops are free are the shortest of all, if they can happen. */
async function pathsOf(
  free: Search,
  exact: Search,
  root: Root,
  wanted: ReadonlySet<string>,
): Promise<Map<string, Path>> {
  const paths = new Map<string, Path>();
  for (const [key, path] of (await shortestPaths(free.site, free.fingerprints, root, wanted)).found) {
    const real = await happens(exact.site, path);
    if (real !== undefined) paths.set(key, real);
  }
  return paths;
}
