import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  DynamoDBDocumentClient,
  NumberValue,
  PutCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { setTimeout } from "node:timers/promises";
import { keyText } from "./rowContent";
import type { Row } from "./rowText";

/** DynamoDB takes as many of one request. */
const MOST_READS = 100;
const MOST_WRITES = 25;
/** Requests at once: some thousand rows a second, which a table on demand takes from its first day. */
const AT_ONCE = 8;
/** Pauses after requests of which DynamoDB left something, in seconds: each twice the one before, up to the longest. */
const FIRST_PAUSE = 0.05;
const LONGEST_PAUSE = 5;

/** A table, many rows at a time. */
export interface RowTable {
  readonly keys: readonly string[];
  /** The rows that there are, by their key as a text. Strongly consistent. */
  read(keys: readonly Row[]): Promise<Map<string, Row>>;
  put(rows: readonly Row[]): Promise<void>;
  delete(keys: readonly Row[]): Promise<void>;
  /** Puts one row where the condition holds. @returns whether it did */
  putIf(row: Row, condition: string, values: Row): Promise<boolean>;
  /** Changes one row where the condition holds. @returns the row as it is afterwards, undefined where it did not */
  change(key: Row, update: string, condition: string, values: Row): Promise<Row | undefined>;
}

/** Rows of others may hold numbers that JavaScript has no number for: those stay texts of digits. */
export const rowClient = (client: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, {
    unmarshallOptions: {
      wrapNumbers: (digits) => (String(Number(digits)) === digits ? Number(digits) : NumberValue.from(digits)),
    },
  });

/** @param beforeEach is awaited before the requests that go out together: it may refuse to go on */
export function rowTable(
  client: DynamoDBDocumentClient,
  TableName: string,
  keys: readonly string[],
  beforeEach: () => Promise<void>,
  pause = (seconds: number): Promise<void> => setTimeout(seconds * 1000),
): RowTable {
  const turns = { beforeEach, pause };
  const write = async (requests: readonly WriteRequest[]): Promise<void> =>
    inTurns(requests, MOST_WRITES, turns, async (some) => {
      const { UnprocessedItems = {} } = await client.send(
        new BatchWriteCommand({ RequestItems: { [TableName]: [...some] } }),
      );
      return UnprocessedItems[TableName] ?? [];
    });
  return {
    keys,
    read: async (wanted) => {
      const found = new Map<string, Row>();
      await inTurns(wanted, MOST_READS, turns, async (some) => {
        const { Responses = {}, UnprocessedKeys = {} } = await client.send(
          new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [...some], ConsistentRead: true } } }),
        );
        for (const row of Responses[TableName] ?? []) found.set(keyText(keys, row), row);
        return (UnprocessedKeys[TableName]?.Keys as Row[] | undefined) ?? [];
      });
      return found;
    },
    put: (rows) => write(rows.map((Item) => ({ PutRequest: { Item } }))),
    delete: (rows) => write(rows.map((Key) => ({ DeleteRequest: { Key } }))),
    putIf: (Item, ConditionExpression, ExpressionAttributeValues) =>
      applied(() =>
        client.send(new PutCommand({ TableName, Item, ConditionExpression, ExpressionAttributeValues })),
      ).then((answer) => answer !== undefined),
    change: async (Key, UpdateExpression, ConditionExpression, ExpressionAttributeValues) =>
      (
        await applied(() =>
          client.send(
            new UpdateCommand({
              TableName,
              Key,
              UpdateExpression,
              ConditionExpression,
              ExpressionAttributeValues,
              ReturnValues: "ALL_NEW",
            }),
          ),
        )
      )?.Attributes,
  };
}

type WriteRequest = NonNullable<BatchWriteCommandInput["RequestItems"]>[string][number];

interface Turns {
  readonly beforeEach: () => Promise<void>;
  readonly pause: (seconds: number) => Promise<void>;
}

/** Sends a few requests at a time until nothing is left of any. @param send gives back what DynamoDB left */
async function inTurns<T>(
  all: readonly T[],
  most: number,
  { beforeEach, pause }: Turns,
  send: (some: readonly T[]) => Promise<readonly T[]>,
): Promise<void> {
  let pending = [...all];
  for (let wait = 0; pending.length > 0;) {
    await beforeEach();
    const turn = pending.splice(0, most * AT_ONCE);
    const requests = Array.from({ length: Math.ceil(turn.length / most) }, (_, index) =>
      send(turn.slice(index * most, (index + 1) * most)),
    );
    // Where one fails the others are awaited too: none must arrive behind what comes after the failure.
    await Promise.allSettled(requests);
    const left = (await Promise.all(requests)).flat();
    pending = [...left, ...pending];
    wait = left.length === 0 ? 0 : wait === 0 ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, wait * 2);
    if (wait > 0) await pause(wait);
  }
}

/** The answer, or undefined where the condition did not hold. */
async function applied<T>(send: () => Promise<T>): Promise<T | undefined> {
  try {
    return await send();
  } catch (error) {
    if ((error as Error).name === "ConditionalCheckFailedException") return undefined;
    throw error;
  }
}
