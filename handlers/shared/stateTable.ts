import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { documentClient } from "./documentClient";

export interface Change {
  /** An update expression. */
  readonly update: string;
  /** Without it, what was there is changed whatever it is. */
  readonly condition?: string;
  /** By name, each with a colon before it. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** The table of items that are changed while calls go on: no answer of it is remembered. */
export interface StateTable {
  /** The item as it stands now, be it expired. */
  read(key: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Changes an item, or makes it. @returns false when the condition does not hold */
  change(key: string, change: Change): Promise<boolean>;
}

/** The table in DynamoDB. Every item has the attribute `expiresAt`, in seconds since 1970. */
export function stateTable(TableName: string): StateTable {
  const client = documentClient();
  return {
    read: async (key) => (await client.send(new GetCommand({ TableName, Key: { key }, ConsistentRead: true }))).Item,
    change: async (key, { update, condition, values }) => {
      try {
        await client.send(
          new UpdateCommand({
            TableName,
            Key: { key },
            UpdateExpression: update,
            ConditionExpression: condition,
            ExpressionAttributeValues: values,
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
