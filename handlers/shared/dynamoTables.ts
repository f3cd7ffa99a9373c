import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { BatchGetCommand, DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { CallerRow, EnvironmentRow, MenuRow, NumberRow, PromptRow, VoiceRow } from "../rows";
import { cached } from "./cache";
import type { Tables } from "./lookup";

export interface TableNames {
  readonly environments: string;
  readonly routing: string;
  readonly prompts: string;
}

const MINUTE_MS = 60_000;

/**
 * The tables in DynamoDB. Two tries of 1.5 s keep a lookup below the four seconds that flows give it;
 * `throwOnRequestTimeout` is what makes the limit real, without it the SDK only warns.
 */
export function dynamoTables(names: TableNames): Tables {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      maxAttempts: 2,
      requestHandler: { connectionTimeout: 1000, requestTimeout: 1500, throwOnRequestTimeout: true },
    }),
  );
  const get = async <Row>(TableName: string, Key: Record<string, string>): Promise<Row | undefined> =>
    (await client.send(new GetCommand({ TableName, Key }))).Item as Row | undefined;
  const numberAndCaller = cached(async ([dialed, caller]: readonly [string, string | undefined]) => {
    const keys = [`number#${dialed}`, ...(caller === undefined ? [] : [`caller#${caller}`])];
    const { Responses = {}, UnprocessedKeys = {} } = await client.send(
      new BatchGetCommand({ RequestItems: { [names.routing]: { Keys: keys.map((key) => ({ key })) } } }),
    );
    if (Object.keys(UnprocessedKeys).length > 0) throw new Error("DynamoDB did not answer for every key.");
    const rows = (Responses[names.routing] ?? []) as (NumberRow | CallerRow)[];
    const number = rows.find((row): row is NumberRow => row.key.startsWith("number#"));
    const known = rows.find((row): row is CallerRow => row.key.startsWith("caller#"));
    return number && { number, ...(known && { caller: known }) };
  }, MINUTE_MS);
  const prompts = cached(async ([language, promptSet]: readonly [string, string]) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: names.prompts,
        KeyConditionExpression: "#language = :language and begins_with(promptSet, :set)",
        ExpressionAttributeNames: { "#language": "language" },
        ExpressionAttributeValues: { ":language": language, ":set": `${promptSet}@` },
      }),
    );
    return Items.length === 0 ? undefined : (Items as (PromptRow | VoiceRow)[]);
  }, 5 * MINUTE_MS);
  return {
    environment: cached((environment) => get<EnvironmentRow>(names.environments, { environment }), MINUTE_MS),
    numberAndCaller: async (dialed, caller) => (await numberAndCaller([dialed, caller])) ?? {},
    menu: cached((key) => get<MenuRow>(names.routing, { key: `menu#${key}` }), MINUTE_MS),
    prompts: async (language, promptSet) => (await prompts([language, promptSet])) ?? [],
  };
}
