import type { TransformEvent } from "connect-ivr/internal/handlers/maskContactRecords";
import { grouped } from "../../shared/collections";
import type { Arrival, Failure } from "./failure";
import type { InvocationResult } from "../../simulator/functionWorker";

/** Records that come out of a transform, and those that it failed on. What it dropped is in neither. */
export interface Transformed {
  readonly kept: readonly Arrival[];
  readonly failed: readonly Failure[];
}

/** Records that are handed to a function together. */
export interface Batch {
  readonly arrivals: readonly Arrival[];
  readonly event: TransformEvent;
  /** When the last of them arrived, in milliseconds. */
  readonly at: number;
}

/** What one invocation made of a batch. */
export interface Outcome extends Transformed {
  /** The invocation failed, not one of the records: the batch is handed over again. */
  readonly again: boolean;
}

/** Batches in the order of arrival, each as large as it may be; a record alone may be larger. */
export function batchesOf(arrivals: readonly Arrival[], bytes: number): Batch[] {
  const batches: Arrival[][] = [];
  let left = 0;
  for (const arrival of arrivals) {
    const size = Buffer.byteLength(arrival.record);
    if (batches.length === 0 || size > left) {
      batches.push([]);
      left = bytes;
    }
    batches.at(-1)?.push(arrival);
    left -= size;
  }
  return batches.map((batch) => ({
    arrivals: batch,
    event: {
      records: batch.map(({ record }, index) => ({
        recordId: String(index),
        data: Buffer.from(record).toString("base64"),
      })),
    },
    at: batch.at(-1)?.at ?? 0,
  }));
}

/** What the Lambda service lets a function answer, in bytes. */
const LONGEST_ANSWER = 6 * 1024 * 1024;

/** The service's words for what can be wrong with an answer. */
const WRONG = {
  missing: [
    "Lambda.MissingRecordId",
    "One or more record Ids were not returned. Ensure that the Lambda function returns all received record Ids.",
  ],
  twice: [
    "Lambda.DuplicatedRecordId",
    "Multiple records were returned with the same record ID. Ensure that the Lambda function returns unique record Ids for each record.",
  ],
  failed: ["Lambda.ProcessingFailedStatus", "ProcessingFailed status set for record"],
  malformed: [
    "Lambda.JsonProcessingException",
    "There was an error parsing returned records from the Lambda function. Ensure that the returned records follow the status model required by Amazon Data Firehose.",
  ],
} as const;

interface Returned {
  readonly recordId: string;
  readonly result: "Ok" | "Dropped" | "ProcessingFailed";
  readonly data?: string;
}

/** What a function's answer makes of a batch, by the contract of data transformation. */
export function outcomeOf(
  { arrivals }: Batch,
  { answer, error, timedOut }: InvocationResult,
  { arn, attempts }: { readonly arn: string; readonly attempts: number },
): Outcome {
  const failure = (arrival: Arrival, [code, message]: readonly [string, string]): Failure => ({
    arrival,
    type: "processing-failed",
    code,
    message,
    attempts,
    lambdaArn: arn,
  });
  const none = (why: readonly [string, string], again: boolean): Outcome => ({
    kept: [],
    failed: arrivals.map((arrival) => failure(arrival, why)),
    again,
  });
  if (error !== undefined) return none([timedOut ? "Lambda.FunctionTimedOut" : "Lambda.FunctionError", error], true);
  if (Buffer.byteLength(JSON.stringify(answer) ?? "") > LONGEST_ANSWER)
    return none(["Lambda.FunctionError", "Response payload size exceeded maximum allowed payload size."], true);
  const returned = returnedIn(answer);
  if (returned === undefined) return none(WRONG.malformed, false);
  const kept: Arrival[] = [];
  const failed: Failure[] = [];
  for (const [index, arrival] of arrivals.entries()) {
    const [found, ...more] = returned.get(String(index)) ?? [];
    if (found === undefined) failed.push(failure(arrival, WRONG.missing));
    else if (more.length > 0) failed.push(failure(arrival, WRONG.twice));
    else if (found.result === "ProcessingFailed") failed.push(failure(arrival, WRONG.failed));
    else if (found.result === "Ok")
      kept.push({ record: Buffer.from(found.data ?? "", "base64").toString("utf8"), at: arrival.at });
  }
  return { kept, failed, again: false };
}

/** The records of an answer by their ids; undefined when it is not what the service asks for. */
function returnedIn(answer: unknown): Map<string, Returned[]> | undefined {
  const { records } = (answer ?? {}) as { records?: unknown };
  if (!Array.isArray(records) || !records.every(isReturned)) return undefined;
  return grouped(records, ({ recordId }) => recordId);
}

function isReturned(value: unknown): value is Returned {
  const { recordId, result, data } = (value ?? {}) as Partial<Record<keyof Returned, unknown>>;
  return (
    typeof recordId === "string" &&
    (result === "Dropped" || ((result === "Ok" || result === "ProcessingFailed") && typeof data === "string"))
  );
}
