import { createWriteStream, mkdirSync } from "node:fs";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { PassThrough, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { idOf } from "../../simulator/ids";
import { type Arrival, type Failure, keptAs } from "./failure";
import { filled, timeIn } from "./prefix";
import type { DeliverySettings } from "./settings";
import type { Transform } from "./transform";
import jq from "jq-web";

/** The delivery stream of a graph, which writes to a folder what the real one would write to its bucket. */
export interface Delivery {
  /** Takes records in the order in which they arrive. */
  put(arrivals: readonly Arrival[]): Promise<void>;
  /** Ends all objects. @returns how many there are */
  close(): Promise<number>;
}

interface OpenObject {
  readonly content: Writable;
  readonly written: Promise<unknown>;
  bytes: number;
}

/**
 * Opens the delivery stream. Objects are closed by their size alone: no time passes here, and by the
 * buffering interval a month would be ten thousand objects, of which queries tell no difference.
 */
export async function openDelivery(
  settings: DeliverySettings,
  folder: string,
  transform: Transform,
): Promise<Delivery> {
  const partitionsOf = settings.partitionQuery === undefined ? undefined : await partitioner(settings.partitionQuery);
  const open = new Map<string, OpenObject>();
  const closed: Promise<unknown>[] = [];
  let objects = 0;

  async function append(prefix: string, text: string, at: number): Promise<void> {
    const object = open.get(prefix) ?? begin(prefix, at);
    object.bytes += text.length;
    if (!object.content.write(text)) await once(object.content, "drain");
    if (object.bytes >= settings.objectBytes) end(prefix, object);
  }

  function begin(prefix: string, at: number): OpenObject {
    const name = `${settings.streamName}-1-${timeIn("yyyy-MM-dd-HH-mm-ss", at)}-${idOf(`${prefix} ${objects++}`)}${settings.extension}`;
    const path = join(folder, prefix.endsWith("/") ? join(prefix, name) : prefix + name);
    mkdirSync(dirname(path), { recursive: true });
    const file = createWriteStream(path);
    // The least compression is three times as fast, and only the size of the files tells.
    const content = settings.compressed ? createGzip({ level: 1 }) : new PassThrough();
    const object = { content, written: pipeline(content, file), bytes: 0 };
    open.set(prefix, object);
    return object;
  }

  function end(prefix: string, { content, written }: OpenObject): void {
    content.end();
    closed.push(written);
    open.delete(prefix);
  }

  return {
    put: async (arrivals) => {
      const { kept, failed } = await transform.transform(arrivals);
      const texts = new Map<string, { text: string[]; at: number }>();
      const gather = (prefix: string, text: string, at: number): void => {
        const gathered = texts.get(prefix) ?? { text: [], at };
        gathered.text.push(text);
        texts.set(prefix, gathered);
      };
      const setAside = (failure: Failure): void =>
        gather(
          filled(settings.errorPrefix, { errorType: failure.type, arrivedAt: failure.arrival.at }),
          `${keptAs(failure)}\n`,
          failure.arrival.at,
        );
      const partitions = partitionsOf?.(kept.map(({ record }) => parsed(record)));
      for (const [index, arrival] of kept.entries()) {
        const { record, at } = arrival;
        const partition = partitions === undefined ? {} : partitions[index];
        if (partition === undefined) setAside(withoutPartition(arrival));
        else gather(filled(settings.prefix, { partition, arrivedAt: at }), record + settings.delimiter, at);
      }
      for (const failure of failed) setAside(failure);
      for (const [prefix, { text, at }] of texts) await append(prefix, text.join(""), at);
    },
    close: async () => {
      for (const [prefix, object] of open) end(prefix, object);
      await Promise.all(closed);
      return objects;
    },
  };
}

/** What is no JSON object has no fields, so that the query fails on it as it does in the service. */
function parsed(record: string): object {
  try {
    return JSON.parse(record) as object;
  } catch {
    return {};
  }
}

const withoutPartition = (arrival: Arrival): Failure => ({
  arrival,
  type: "metadata-extraction-failed",
  code: "DynamicPartitioning.MetadataExtractionFailed",
  message: "The partition query failed.",
  attempts: 1,
});

type Partition = Readonly<Record<string, string>>;

/** Finds the partitions of records, in their order; undefined for a record that the query fails on. */
type Partitioner = (records: readonly object[]) => (Partition | undefined)[];

/** The fields of a record that a query reads: `.InitiationTimestamp`. */
const FIELD = /(?<![\w)\]"])\.([A-Za-z_]\w*)/g;

/** A dot that names no field: the record itself, or one of its fields by another spelling. */
const BARE_DOT = /\.(?![A-Za-z_])/;

/**
 * The partition query as the service runs it, by jq. Only the fields that it names are handed to it:
 * a whole record takes fifty times as long to read.
 */
async function partitioner(query: string): Promise<Partitioner> {
  const { raw } = await jq;
  const fields = BARE_DOT.test(query)
    ? undefined
    : [...new Set([...query.matchAll(FIELD)].map(([, field]) => field as string))];
  // A record that fails gets a line too, so that lines and records stay together.
  const filter = `try [${query}] catch "failed"`;
  return (records) => {
    if (records.length === 0) return [];
    const read = records.map((record) => JSON.stringify(record, fields));
    return raw(read.join("\n"), filter, ["-c"])
      .trim()
      .split("\n")
      .map((line) => partitionIn(JSON.parse(line)));
  };
}

/** The service takes one object of texts or numbers, none of them empty. */
function partitionIn(answer: unknown): Partition | undefined {
  const keys: unknown = Array.isArray(answer) && answer.length === 1 ? answer[0] : undefined;
  if (keys === null || typeof keys !== "object") return undefined;
  const values = Object.entries(keys).map(
    ([key, value]: [string, unknown]) =>
      [key, typeof value === "string" || typeof value === "number" ? String(value) : ""] as const,
  );
  return values.every(([, value]) => value !== "") ? Object.fromEntries(values) : undefined;
}
