import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";

const client = new DynamoDBClient({});

/** What a read costs at the least: one item by the SDK's bare client. */
export const handler = async (event: {
  Details: { Parameters: { table: string; key: string } };
}): Promise<Record<string, string>> => {
  const { table, key } = event.Details.Parameters;
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: { key: { S: key } } }));
  return { found: String(Item !== undefined) };
};
