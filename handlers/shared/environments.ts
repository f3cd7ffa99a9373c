import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import type { EnvironmentRow } from "../rows";
import { cached } from "./cache";
import { sdkDeadline } from "./deadline";

const LIFETIME_MS = 60_000;

/** Reads rows of the environments table, each once a minute. */
export const environmentReader = (
  client: DynamoDBDocumentClient,
  TableName: string,
): ((environment: string) => Promise<EnvironmentRow | undefined>) =>
  cached(
    async (environment) =>
      (await client.send(new GetCommand({ TableName, Key: { environment } }), sdkDeadline())).Item as
        EnvironmentRow | undefined,
    LIFETIME_MS,
  );
