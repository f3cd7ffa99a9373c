import { BatchGetCommand, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { CallerRow, MenuRow, NumberRow, PromptRow, VoiceRow } from "../rows";
import { cached, type Lifetime } from "./cache";
import { sdkDeadline } from "./deadline";
import { documentClient } from "./documentClient";
import { environmentReader } from "./environments";
import type { Tables } from "./lookup";
import { ROW_USABLE_MS } from "./rowLifetime";

export interface TableNames {
  readonly environments: string;
  readonly routing: string;
  readonly prompts: string;
}

const MINUTE_MS = 60_000;

/**
 * The tables in DynamoDB.
 * @param stale told of each answer that was given because a table did not answer
 */
export function dynamoTables(names: TableNames, stale: () => void): Tables {
  const client = documentClient();
  const row: Lifetime = { freshMs: MINUTE_MS, usableMs: ROW_USABLE_MS, stale };
  const numberAndCaller = cached(async ([dialed, caller]: readonly [string, string | undefined]) => {
    const keys = [`number#${dialed}`, ...(caller === undefined ? [] : [`caller#${caller}`])];
    const { Responses = {}, UnprocessedKeys = {} } = await client.send(
      new BatchGetCommand({ RequestItems: { [names.routing]: { Keys: keys.map((key) => ({ key })) } } }),
      sdkDeadline(),
    );
    if (Object.keys(UnprocessedKeys).length > 0) throw new Error("DynamoDB did not answer for every key.");
    const rows = (Responses[names.routing] ?? []) as (NumberRow | CallerRow)[];
    const number = rows.find((row): row is NumberRow => row.key.startsWith("number#"));
    const known = rows.find((row): row is CallerRow => row.key.startsWith("caller#"));
    return number && { number, ...(known && { caller: known }) };
  }, row);
  const prompts = cached(
    async ([language, promptSet]: readonly [string, string], newest) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: names.prompts,
          KeyConditionExpression: "#language = :language and begins_with(promptSet, :set)",
          ExpressionAttributeNames: { "#language": "language" },
          ExpressionAttributeValues: { ":language": language, ":set": `${promptSet}@` },
          ConsistentRead: newest,
        }),
        sdkDeadline(),
      );
      return Items.length === 0 ? undefined : (Items as (PromptRow | VoiceRow)[]);
    },
    { ...row, freshMs: 5 * MINUTE_MS },
  );
  return {
    environment: environmentReader(client, names.environments, stale),
    numberAndCaller: async (dialed, caller) => (await numberAndCaller([dialed, caller])) ?? {},
    menu: cached(
      async (key: string, newest) =>
        (
          await client.send(
            new GetCommand({ TableName: names.routing, Key: { key: `menu#${key}` }, ConsistentRead: newest }),
            sdkDeadline(),
          )
        ).Item as MenuRow | undefined,
      row,
    ),
    prompts: async (language, promptSet, suffices) => (await prompts([language, promptSet], suffices)) ?? [],
  };
}
