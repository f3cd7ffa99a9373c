import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import type { EnvironmentRow } from "../rows";
import { type CachedRead, cached } from "./cache";
import { ROW_USABLE_MS } from "./rowLifetime";
import { sdkDeadline } from "./deadline";

const FRESH_MS = 60_000;

/**
 * Reads rows of the environments table, each once a minute, and sooner where what is remembered does not suffice.
 * @param stale told of each row that was given because the table did not answer
 */
export const environmentReader = (
  client: DynamoDBDocumentClient,
  TableName: string,
  stale: () => void,
): CachedRead<string, EnvironmentRow | undefined> =>
  cached(
    async (environment, newest) =>
      (await client.send(new GetCommand({ TableName, Key: { environment }, ConsistentRead: newest }), sdkDeadline()))
        .Item as EnvironmentRow | undefined,
    { freshMs: FRESH_MS, usableMs: ROW_USABLE_MS, stale },
  );
