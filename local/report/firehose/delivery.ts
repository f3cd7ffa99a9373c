import { createWriteStream, mkdirSync } from "node:fs";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { PassThrough, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { idOf } from "../../simulator/ids";
import { type Partition, partitioner } from "./partitions";
import { filled, timeIn } from "./prefix";
import type { DeliverySettings } from "./settings";

/** A record as Connect hands it over: JSON without anything behind it. */
export interface Arrival {
  readonly record: string;
  /** Milliseconds. */
  readonly at: number;
}

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

const EXTRACTION_FAILED = "metadata-extraction-failed";

/**
 * Opens the delivery stream. Objects are closed by their size alone: no time passes here, and by the
 * buffering interval a month would be ten thousand objects, of which queries tell no difference.
 */
export async function openDelivery(settings: DeliverySettings, folder: string): Promise<Delivery> {
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
      const partitions = partitionsOf?.(arrivals.map(({ record }) => parsed(record)));
      const texts = new Map<string, { text: string[]; at: number }>();
      for (const [index, { record, at }] of arrivals.entries()) {
        const partition = partitions === undefined ? {} : partitions[index];
        const prefix = prefixOf(settings, partition, at);
        const gathered = texts.get(prefix) ?? { text: [], at };
        gathered.text.push(partition === undefined ? `${failure(record, at)}\n` : record + settings.delimiter);
        texts.set(prefix, gathered);
      }
      for (const [prefix, { text, at }] of texts) await append(prefix, text.join(""), at);
    },
    close: async () => {
      for (const [prefix, object] of open) end(prefix, object);
      await Promise.all(closed);
      return objects;
    },
  };
}

const prefixOf = ({ prefix, errorPrefix }: DeliverySettings, partition: Partition | undefined, arrivedAt: number): string =>
  partition === undefined ? filled(errorPrefix, { errorType: EXTRACTION_FAILED, arrivedAt }) : filled(prefix, { partition, arrivedAt });

/** What is no JSON object has no fields, so that the query fails on it as it does in the service. */
function parsed(record: string): object {
  try {
    return JSON.parse(record) as object;
  } catch {
    return {};
  }
}

/** How the service keeps a record that it found no partition for. */
const failure = (record: string, at: number): string =>
  JSON.stringify({ attemptsMade: 1, arrivalTimestamp: at, errorCode: "DynamicPartitioning.MetadataExtractionFailed", errorMessage: "The partition query failed.", rawData: Buffer.from(record).toString("base64") });
