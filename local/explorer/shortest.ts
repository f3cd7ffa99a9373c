import { frameOf } from "../simulator/contact";
import { beginningOf, handedOn } from "./begin";
import type { Choice } from "./choices";
import { expand, type Site, type Way } from "./expand";
import type { Fingerprints } from "./fingerprint";
import { type Finding, keyOf } from "./findings";
import type { Root } from "./roots";
import { type Arc, endless } from "./endless";
import type { State } from "./stretch";

/** A call, block by block, up to what is wrong with it. */
export interface Path {
  readonly root: Root;
  readonly ways: readonly Way[];
  readonly finding: Finding;
}

/**
 * The same call where loops count and the service stays as it was assumed to be; undefined where it
 * cannot happen then.
 */
export async function happens(site: Site, { root, ways, finding }: Path): Promise<Path | undefined> {
  const taken: Way[] = [];
  let state: State | undefined = beginningOf(root, site.instance);
  for (const way of ways) {
    if (state === undefined) return undefined;
    const same: Way | undefined = (await expand(site, state, root)).ways.find((one) => isSame(one, way));
    if (same === undefined) return undefined;
    const agent = way.choices.find(({ what }) => what === "agent");
    taken.push(agent === undefined ? same : handing(same, agent));
    state =
      agent === undefined
        ? same.to
        : handedOn(same, root, site.instance).find(({ choice }) => choice.value === agent.value)?.to;
  }
  const shown = taken.at(-1)?.findings.find((one) => keyOf(one) === keyOf(finding));
  return shown && { root, ways: taken, finding: shown };
}

/**
 * Whether the world does the same and it leads to the same; how a loop counts, and what was assumed before, may differ.
 */
function isSame(one: Way, other: Way): boolean {
  const outer = ({ choices }: Way): string =>
    JSON.stringify(choices.filter(({ what }) => what !== "loop" && what !== "behaviour" && what !== "agent"));
  return (
    outer(one) === outer(other) &&
    one.observed.passed[0]?.branch === other.observed.passed[0]?.branch &&
    one.to?.contact.frames.at(-1)?.block === other.to?.contact.frames.at(-1)?.block
  );
}

interface Visit {
  readonly state: State;
  readonly before: { readonly visit: Visit; readonly way: Way } | undefined;
  readonly faults: number;
}

/** Beyond this many states of one call a search gives up. */
const MANY = 150_000;

/**
 * The shortest calls that show some findings: those with the fewest faults, and among them those with
 * the fewest blocks.
 * @returns the path of each finding that was met, by its key, and whether all of the call was searched
 */
export async function shortestPaths(
  site: Site,
  fingerprints: Fingerprints,
  root: Root,
  wanted: ReadonlySet<string>,
): Promise<{ found: Map<string, Path>; complete: boolean }> {
  const found = new Map<string, Path>();
  const missing = new Set(wanted);
  const complete = await breadthFirst(site, fingerprints, root, (visit, way) => {
    const isClean = visit.faults === 0 && !way.observed.forced && root.served;
    for (const finding of way.findings) {
      const key = keyOf(finding);
      if (!missing.has(key) || (finding.id === "failure" && !isClean)) continue;
      missing.delete(key);
      found.set(key, { root, ways: [...waysTo(visit), way], finding });
    }
    return missing.size > 0;
  });
  return { found, complete };
}

/** The shortest call that can go on for ever, although its counts come to their ends. */
export async function shortestLoop(site: Site, fingerprints: Fingerprints, root: Root): Promise<Path | undefined> {
  const numbers = new Map<State, number>();
  const visits: Visit[] = [];
  const arcs: (Arc & { readonly way: Way })[] = [];
  const numberOf = (visit: Visit): number => {
    const number = numbers.get(visit.state) ?? numbers.size;
    if (!numbers.has(visit.state)) visits.push(visit);
    numbers.set(visit.state, number);
    return number;
  };
  await breadthFirst(site, fingerprints, root, (visit, way, to) => {
    const acts = way.choices.some(({ what, value }) => (what === "caller" && value !== "silence") || what === "agent");
    if (to !== undefined && !acts) arcs.push({ from: numberOf(visit), to: numberOf(to), resets: false, way });
    return true;
  });
  const round = new Set(endless(numbers.size, arcs));
  const first = Math.min(...round);
  const start = visits[first];
  if (start === undefined) return undefined;
  const circle = circleFrom(
    first,
    arcs.filter(({ from, to }) => round.has(from) && round.has(to)),
  );
  const { flow, block } = frameOf(start.state.contact);
  const blocks = circle.map(({ observed }) => observed.passed[0]?.block ?? "");
  const finding: Finding = {
    id: "endless-loop",
    flow: flow.name,
    block,
    message: `The call goes round for ever: ${[...blocks, block].join(" → ")}.`,
  };
  return { root, ways: [...waysTo(start), ...circle], finding };
}

/** The shortest way round, back to where it begins. */
function circleFrom(start: number, arcs: readonly (Arc & { readonly way: Way })[]): Way[] {
  const came = new Map<number, Arc & { readonly way: Way }>();
  for (let frontier = [start]; frontier.length > 0 && !came.has(start);)
    frontier = frontier.flatMap((from) =>
      arcs.filter((arc) => arc.from === from && !came.has(arc.to)).map((arc) => (came.set(arc.to, arc), arc.to)),
    );
  const ways: Way[] = [];
  for (let at = start; ways.length === 0 || at !== start;) {
    const arc = came.get(at);
    if (arc === undefined) break;
    ways.unshift(arc.way);
    at = arc.from;
  }
  return ways;
}

function waysTo({ before }: Visit): Way[] {
  const ways: Way[] = [];
  for (let at = before; at !== undefined; at = at.visit.before) ways.unshift(at.way);
  return ways;
}

/**
 * @param see is told of every way on, and says whether to look on
 * @returns whether nothing is left to look at
 */
async function breadthFirst(
  site: Site,
  fingerprints: Fingerprints,
  root: Root,
  see: (visit: Visit, way: Way, to: Visit | undefined) => boolean,
): Promise<boolean> {
  const known = new Map<string, Visit>();
  const byFaults: Visit[][] = [];
  const visitOf = (state: State, before: Visit["before"], faults: number): Visit => {
    const name = fingerprints.of(state);
    const same = known.get(name);
    if (same !== undefined && same.faults <= faults) return same;
    const visit: Visit = { state, before, faults };
    known.set(name, visit);
    (byFaults[faults] ??= []).push(visit);
    return visit;
  };
  visitOf(beginningOf(root, site.instance), undefined, 0);
  const seen = new Set<string>();
  for (let faults = 0; faults < byFaults.length; faults++)
    for (const visit of byFaults[faults] ?? []) {
      const name = fingerprints.of(visit.state);
      if (seen.has(name)) continue;
      seen.add(name);
      const { ways } = await expand(site, visit.state, root);
      for (const way of ways) {
        const to = way.to && visitOf(way.to, { visit, way }, faults + (way.observed.forced ? 1 : 0));
        if (!see(visit, way, to)) return true;
        for (const handed of handedOn(way, root, site.instance))
          visitOf(handed.to, { visit, way: handing(way, handed.choice) }, faults);
      }
      if (seen.size > MANY) return false;
    }
  return true;
}

/** The end of a call that an agent takes up. */
const handing = (way: Way, choice: Choice): Way => ({ ...way, choices: [...way.choices, choice], findings: [] });
