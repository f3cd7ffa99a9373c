import type { Graph } from "../engine/graph";
import { startCloud } from "../emulator/cloud";
import { deployRows } from "../simulator/deployRows";
import { type Functions, startFunctions } from "../simulator/functions";
import { rowsOf } from "../engine/rowSets";
import { instanceOf, entryOf } from "../simulator/graphInstance";
import type { Instance, DeployedFlow } from "../simulator/instance";
import { worldOf } from "../simulator/script";
import { Answers } from "./answers";
import type { Site } from "./expand";
import { Fingerprints } from "./fingerprint";
import type { ViolationId, Finding } from "./findings";
import { livenessOf, type ReadByFunctions } from "./liveness";
import { replayOf } from "./replay";
import { rootsOf } from "./roots";
import { spokenLanguages } from "./spokenLanguages";
import { countsOf, type Counts, blocksOf } from "./counts";
import { confirmed } from "./confirm";
import { InputError } from "../shared/errors";
import { walkCountries } from "./sweep";
import type { Utterance } from "../shared/transcript";

export interface ExploreOptions {
  /** Whether every error branch of every block is tried too. */
  readonly faults: boolean;
  /** One dialed number alone, in E.164. */
  readonly number?: string;
  /** When the moments of calls begin. Default: now. */
  readonly from?: Date;
  readonly progress?: (done: number, of: number, states: number) => void;
}

/** Something wrong, once, with the shortest call that shows it. */
export interface Violation {
  readonly id: ViolationId;
  readonly flow: string;
  readonly block: string;
  readonly message: string;
  /** How many kinds of call can meet it. */
  readonly calls: number;
  /** The command that places the shortest such call. */
  readonly command?: string;
  /** What the command alone cannot show. */
  readonly limit?: string;
  readonly transcript: readonly Utterance[];
}

export interface Exploration {
  readonly counts: Counts;
  readonly violations: readonly Violation[];
}

/** What calls run in. */
export interface Setting {
  readonly stack: string;
  readonly instance: Instance;
  readonly functions: Functions;
  /** The rows of the tables. */
  readonly rows: readonly object[];
}

/**
 * Walks every call that a graph (of mode `up`) can have, and reports what is wrong with any of them.
 * @throws InputError for a number that the stack does not have, or a stack without a flow that calls begin in
 */
export async function explore(graph: Graph, options: ExploreOptions): Promise<Exploration> {
  const cloud = await startCloud(graph);
  const functions = startFunctions(graph, cloud.environment, true);
  try {
    await deployRows(graph, cloud.environment);
    return await exploreSetting(
      {
        stack: graph.stack,
        instance: { ...instanceOf(graph), securityKeys: cloud.securityKeys },
        functions,
        rows: rowsOf(graph),
      },
      options,
    );
  } finally {
    await functions.close();
    await cloud.close();
  }
}

/** The same without a graph. */
export async function exploreSetting(
  { stack, instance, functions, rows }: Setting,
  { faults, number, from = new Date(), progress }: ExploreOptions,
): Promise<Exploration> {
  const entry = entryOf(instance);
  const roots = rootsOf(rows, instance, entry, from, number);
  if (!roots.some(({ served }) => served))
    throw new InputError(
      number === undefined
        ? "The stack has no active number. Add one to the content's numbers."
        : `The stack has no active number ${number}. ivr start lists them.`,
    );
  const answers = new Answers(functions);
  const site: Site = {
    instance,
    answers,
    faults,
    exact: false,
    languages: spokenLanguages(rows),
    quiet: worldOf(instance, functions, { caller: () => "silence" }),
  };
  for (;;) {
    const { read } = answers;
    const liveness = livenessOf(instance, read);
    const fingerprints = (counts: boolean): Fingerprints =>
      new Fingerprints(instance, liveness, counts, read.contactData.has("Queue"));
    const { met, circles, tally } = await walkCountries(
      site,
      () => fingerprints(false),
      liveness,
      roots,
      (done, states) => progress?.(done, roots.length, states),
    );
    // A function has read what counted as unread: states were taken for one that are not.
    if (weighs(answers.read) !== weighs(read)) continue;
    const paths = await confirmed(
      { site, fingerprints: fingerprints(false) },
      { site: { ...site, exact: true }, fingerprints: fingerprints(true) },
      met,
      circles,
    );
    return {
      counts: countsOf(tally, roots, instance, answers.calls),
      violations: [
        ...paths.map(({ finding, calls, path }) => ({
          ...finding,
          calls,
          ...(path === undefined
            ? { limit: "no single call was found that shows it", transcript: [] }
            : replayOf(path, stack)),
        })),
        ...unreachable(instance, tally.reached, faults && number === undefined).map((finding) => ({
          ...finding,
          calls: 0,
          transcript: [],
        })),
      ],
    };
  }
}

/** What functions have read, as far as it decides which states are one. */
const weighs = ({ attributes, contactData }: ReadByFunctions): string =>
  JSON.stringify([
    attributes === undefined ? "all" : [...attributes].sort(),
    contactData.has("Queue"),
    contactData.has("LanguageCode"),
  ]);

/**
 * Blocks that no call reaches.
 * @param whole whether everything was walked, faults too; otherwise only blocks count that no branch leads to
 */
function unreachable(instance: Instance, reached: ReadonlySet<string>, whole: boolean): Finding[] {
  const led = new Map(
    [...instance.flows.values(), ...instance.modules.values()].map((flow) => [flow.name, ledTo(flow)]),
  );
  return blocksOf(instance)
    .filter(({ flow, block }) => (whole ? !reached.has(`${flow}/${block}`) : led.get(flow)?.has(block) === false))
    .map(({ flow, block }): Finding => ({
      id: "unreachable-block",
      flow,
      block,
      message:
        led.get(flow)?.has(block) === false
          ? "No branch leads to it from the flow's start."
          : "Branches lead to it, but no call takes them all.",
    }));
}

/** The blocks that branches lead to from the start of a flow. */
function ledTo({ content: { start, actions } }: DeployedFlow): Set<string> {
  const found = new Set([start]);
  for (const block of found) {
    const action = actions.get(block);
    for (const target of [
      action?.next,
      ...Object.values(action?.errors ?? {}),
      ...(action?.conditions ?? []).map(({ next }) => next),
    ])
      if (target !== undefined) found.add(target);
  }
  return found;
}
