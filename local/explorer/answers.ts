import type { Functions } from "../simulator/functions";
import { SEPARATOR } from "../simulator/watched";
import type { ReadByFunctions } from "./liveness";
import type { InvocationResult } from "../simulator/functionWorker";

/** What one call of a function gave, and which of the contact it was read from. */
export interface Answer {
  readonly result: InvocationResult;
  /** Whether the dialed number or the caller's was read: other roots may have other answers. */
  readonly ofRoot: boolean;
}

/** Paths that a function read; an event with the same values there has the same answer at the same moment. */
interface Reading {
  readonly paths: readonly { readonly kindOnly: boolean; readonly steps: readonly string[] }[];
  readonly ofRoot: boolean;
  readonly known: Map<string, InvocationResult>;
}

const ENDPOINTS = ["SystemEndpoint", "CustomerEndpoint"].map((name) =>
  ["Details", "ContactData", name].join(SEPARATOR),
);
const CONTACT_DATA = ["Details", "ContactData"].join(SEPARATOR);
const ATTRIBUTES = [CONTACT_DATA, "Attributes"].join(SEPARATOR);

/**
 * The answers of the real functions, each asked for once. A function is a function of what it reads of
 * its event and of the moment: what it reads is observed, so that nothing has to be known about it.
 */
export class Answers {
  readonly #readings = new Map<string, Map<string, Reading>>();
  readonly #waiting = new Map<string, Promise<Answer>>();
  readonly #results = new Map<string, InvocationResult>();
  /** What functions have read so far beside their parameters. */
  read: ReadByFunctions = { attributes: new Set(), contactData: new Set() };
  calls = 0;

  constructor(private readonly functions: Functions) {}

  async ask(arn: string, event: unknown, at: Date): Promise<Answer> {
    const readings = this.#readings.get(arn) ?? new Map<string, Reading>();
    this.#readings.set(arn, readings);
    for (const { paths, ofRoot, known } of readings.values()) {
      const result = known.get(keyOf(paths, event, at));
      if (result !== undefined) return { result, ofRoot };
    }
    const question = `${arn} ${at.getTime()} ${JSON.stringify(event)}`;
    const asked = this.#waiting.get(question) ?? this.#answer(arn, event, at, readings);
    this.#waiting.set(question, asked);
    try {
      return await asked;
    } finally {
      this.#waiting.delete(question);
    }
  }

  async #answer(arn: string, event: unknown, at: Date, readings: Map<string, Reading>): Promise<Answer> {
    this.calls++;
    // A function that is not watched may have read anything.
    const { reads = [""], answer, error } = await this.#invoke(arn, event, at);
    const reading = this.#reading(readings, reads);
    const result = this.#same(error === undefined ? { id: 0, answer } : { id: 0, error });
    reading.known.set(keyOf(reading.paths, event, at), result);
    return { result, ofRoot: reading.ofRoot };
  }

  /** A function that fails is asked again: on a busy machine its database may not have answered in time. */
  async #invoke(arn: string, event: unknown, at: Date): Promise<InvocationResult> {
    const first = await this.functions.invoke(arn, event, at);
    return first.error === undefined ? first : this.functions.invoke(arn, event, at);
  }

  #reading(readings: Map<string, Reading>, reads: readonly string[]): Reading {
    const id = [...reads].sort().join("\n");
    const known = readings.get(id);
    if (known !== undefined) return known;
    const paths = reads.map((read) => ({
      kindOnly: read.startsWith("?"),
      steps: read
        .replace(/^\?/, "")
        .split(SEPARATOR)
        .filter((step) => step !== ""),
    }));
    const reading: Reading = {
      paths,
      ofRoot: reads.some((read) => ENDPOINTS.some((endpoint) => read.startsWith(endpoint) || isAbove(read, endpoint))),
      known: new Map(),
    };
    readings.set(id, reading);
    for (const read of reads) this.#note(read);
    return reading;
  }

  #note(read: string): void {
    const { attributes, contactData } = this.read;
    const field = read.startsWith(`${CONTACT_DATA}${SEPARATOR}`)
      ? (read.slice(CONTACT_DATA.length + 1).split(SEPARATOR)[0] as string)
      : undefined;
    if (isAbove(read, ATTRIBUTES) || read === ATTRIBUTES)
      this.read = {
        attributes: undefined,
        contactData: new Set([...contactData, ...(read === ATTRIBUTES ? [] : ["LanguageCode", "Queue"])]),
      };
    else if (read.startsWith(`${ATTRIBUTES}${SEPARATOR}`))
      this.read = {
        contactData,
        attributes: attributes && new Set([...attributes, read.slice(ATTRIBUTES.length + 1)]),
      };
    else if (field !== undefined && !contactData.has(field))
      this.read = { attributes, contactData: new Set([...contactData, field]) };
  }

  /** Equal results are one object, which is quick to compare. */
  #same(result: InvocationResult): InvocationResult {
    const id = JSON.stringify(result);
    const known = this.#results.get(id) ?? result;
    this.#results.set(id, known);
    return known;
  }
}

/** Whether all of what stands above a path was read. */
const isAbove = (read: string, path: string): boolean =>
  !read.startsWith("?") && (read === "" || path.startsWith(`${read}${SEPARATOR}`));

function keyOf(paths: Reading["paths"], event: unknown, at: Date): string {
  let key = String(at.getTime());
  for (const { kindOnly, steps } of paths) {
    let value = event;
    for (const step of steps)
      value = value !== null && typeof value === "object" ? (value as Record<string, unknown>)[step] : undefined;
    key += `\n${kindOnly ? kindOf(value) : (JSON.stringify(value) ?? "")}`;
  }
  return key;
}

const kindOf = (value: unknown): string => (value === null ? "null" : Array.isArray(value) ? "list" : typeof value);
