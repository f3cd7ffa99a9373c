import type { Graph } from "../engine/graph";
import { startDynamoDb } from "../dynamodb/embedded";
import { InputError } from "../engine/project";
import { startFunctions } from "../simulator/functions";
import { instanceOf } from "../simulator/instance";
import type { Utterance } from "../simulator/observed";
import { worldOf } from "../simulator/script";
import { Answers } from "./answers";
import { entryOf } from "./begin";
import type { Site } from "./expand";
import { Fingerprints } from "./fingerprint";
import type { ViolationId } from "./findings";
import { livenessOf } from "./liveness";
import { replayOf } from "./replay";
import { rootsOf } from "./roots";
import { rowsOf, spokenLanguages } from "./spokenLanguages";
import { sweep } from "./sweep";
import { countsOf, type Counts } from "./counts";
import { confirmed } from "./confirm";
import { endlessNodes } from "./endlessNodes";
import { unreachable } from "./unreachable";

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

/**
 * Walks every call that a graph (of mode `up`) can have, and reports what is wrong with any of them.
 * @throws InputError for a number that the stack does not have, or a stack without a flow that calls begin in
 */
export async function explore(graph: Graph, { faults, number, from = new Date(), progress }: ExploreOptions): Promise<Exploration> {
  const instance = instanceOf(graph);
  const rows = rowsOf(graph);
  const roots = rootsOf(rows, instance, entryOf(instance), from, number);
  if (!roots.some(({ entry, served }) => served && entry === entryOf(instance))) throw new InputError(number === undefined ? "The stack has no dialed number. Add one to the content's numbers." : `The stack has no active number ${number}. ivr start lists them.`);
  const dynamoDb = await startDynamoDb(graph);
  const functions = startFunctions(graph, dynamoDb.endpoint, true);
  try {
    const answers = new Answers(functions);
    const site: Site = { instance, answers, faults, exact: false, languages: spokenLanguages(rows), quiet: worldOf(instance, functions, { caller: () => "silence" }) };
    for (;;) {
      const { read } = answers;
      const name = (counts: boolean): Fingerprints => new Fingerprints(instance, livenessOf(instance, read), counts, read.contactData.has("Queue"));
      const walked = await sweep(site, name(false), roots, (done, states) => progress?.(done, roots.length, states));
      // A function has read what counted as unread: states may be one that are not.
      if (answers.read.attributes?.size !== read.attributes?.size || answers.read.contactData.has("Queue") !== read.contactData.has("Queue") || answers.read.contactData.has("LanguageCode") !== read.contactData.has("LanguageCode")) continue;
      const paths = await confirmed({ site, fingerprints: name(false) }, { site: { ...site, exact: true }, fingerprints: name(true) }, [...walked.met.values()], endlessNodes(walked, roots));
      return {
        counts: countsOf(walked, roots, instance, answers.calls),
        violations: [
          ...paths.map(({ finding, calls, path }) => ({ ...finding, calls, ...(path === undefined ? { transcript: [] } : replayOf(path, graph.stack)) })),
          ...unreachable(instance, walked, faults && number === undefined).map((finding) => ({ ...finding, calls: 0, transcript: [] })),
        ],
      };
    }
  } finally {
    await functions.close();
    await dynamoDb.close();
  }
}

