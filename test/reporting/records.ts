import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { DuckDBConnection } from "@duckdb/node-api";
import { openRecords } from "../../local/report/answers/trino";

export type RecordFields = Readonly<Record<string, unknown>>;

/**
 * A contact record as the service writes it: a call from this number that ended in the IVR, but for what is said
 * otherwise.
 */
export function contact(
  id: string,
  at: string,
  caller: string | null,
  attributes: Readonly<Record<string, string>> = {},
  fields: RecordFields = {},
): RecordFields {
  const later = (seconds: number): string =>
    new Date(Date.parse(at) + seconds * 1000).toISOString().replace(".000Z", "Z");
  return {
    AWSContactTraceRecordFormatVersion: "2017-03-10",
    ContactId: id,
    InitialContactId: null,
    PreviousContactId: null,
    NextContactId: null,
    Channel: "VOICE",
    InitiationMethod: "INBOUND",
    DisconnectReason: "CUSTOMER_DISCONNECT",
    InitiationTimestamp: at,
    DisconnectTimestamp: later(120),
    LastUpdateTimestamp: later(187),
    Attributes: {
      environment: "prod",
      country: "GB",
      language: "en-GB",
      line_of_business: "support",
      self_service: "none",
      personalization: "none",
      payment_result: "none",
      survey_score: "none",
      ...attributes,
    },
    SegmentAttributes: { "connect:Subtype": { ValueString: "connect:Telephony" } },
    CustomerEndpoint: caller === null ? null : { Address: caller, Type: "TELEPHONE_NUMBER" },
    SystemEndpoint: { Address: "+442033180000", Type: "TELEPHONE_NUMBER" },
    TransferredToEndpoint: null,
    Queue: null,
    Agent: null,
    Tags: { "aws:connect:instanceId": "i" },
    AFieldToCome: { Nested: [1, { Two: 2 }] },
    ...fields,
  };
}

/** The queue's part of a record: so many seconds in it. */
export const queued = (at: string, seconds: number): RecordFields => ({
  Queue: { ARN: "q", Name: "support-en-GB", EnqueueTimestamp: at, DequeueTimestamp: at, Duration: seconds },
});

/** The agent's part of a record. */
export const handled = (at: string, talk: number, hold: number, work: number): RecordFields => ({
  Agent: {
    ARN: "a",
    Username: "jdoe",
    ConnectedToAgentTimestamp: at,
    AgentInteractionDuration: talk,
    CustomerHoldDuration: hold,
    AfterContactWorkDuration: work,
  },
});

/** A leg of a call that is not its first. */
export const leg = (initial: string, method: string): RecordFields => ({
  InitialContactId: initial,
  PreviousContactId: initial,
  InitiationMethod: method,
});

/** The text of a file of the archive: each record as a line. */
export const lines = (records: readonly RecordFields[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join("");

/** The day of a record, as `PARTITION_QUERY` reads it; archive.test.ts holds one against the other. */
export const dayOf = ({ InitiationTimestamp, LastUpdateTimestamp }: RecordFields): string =>
  ((InitiationTimestamp ?? LastUpdateTimestamp ?? "1970-01-01") as string).slice(0, 10);

/**
 * An archive of these records on disk, open for questions; `day` says where a record lies and `write` how a file is
 * written.
 */
export async function withArchive<T>(
  records: readonly RecordFields[],
  work: (db: DuckDBConnection) => Promise<T>,
  { day = dayOf, write = lines }: { day?: (record: RecordFields) => string; write?: typeof lines } = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "archive-"));
  try {
    for (const name of new Set(records.map(day))) {
      mkdirSync(join(folder, `dt=${name}`));
      writeFileSync(
        join(folder, `dt=${name}`, "1.json.gz"),
        gzipSync(write(records.filter((record) => day(record) === name))),
      );
    }
    const db = await openRecords(`${folder}/*/*.json.gz`);
    try {
      return await work(db);
    } finally {
      db.closeSync();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The rows of an answer; whole numbers of 64 bits as numbers, moments in ISO 8601. */
export async function rows(db: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
  const readable = (value: unknown): unknown =>
    typeof value === "bigint" ? Number(value) : value instanceof Date ? value.toISOString() : value;
  const reader = await db.runAndReadAll(sql);
  return reader
    .getRowObjectsJS()
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, readable(value)])));
}
