import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import type { EnvironmentRow } from "../rows";
import { type CachedRead, cached } from "./cache";
import { sdkDeadline } from "./deadline";

const LIFETIME_MS = 60_000;

/** Reads rows of the environments table, each once a minute, and sooner where what is remembered does not suffice. */
export const environmentReader = (
  client: DynamoDBDocumentClient,
  TableName: string,
): CachedRead<string, EnvironmentRow | undefined> =>
  cached(
    async (environment, newest) =>
      (await client.send(new GetCommand({ TableName, Key: { environment }, ConsistentRead: newest }), sdkDeadline()))
        .Item as EnvironmentRow | undefined,
    LIFETIME_MS,
  );
