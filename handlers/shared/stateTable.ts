import { randomUUID } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { sdkDeadline } from "./deadline";
import { documentClient } from "./documentClient";

export interface Change {
  /** The SET and REMOVE clauses of an update expression. */
  readonly update: string;
  /** Without it, what was there is changed whatever it is. */
  readonly condition?: string;
  /** By name, each with a colon before it. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The item begins anew: earlier writes need not be recognised any more. Default: false. */
  readonly anew?: boolean;
}

export type Item = Readonly<Record<string, unknown>>;

/** What became of a change: the item as it is now, or what stood there and did not meet the condition. */
export interface Changed {
  readonly applied: boolean;
  readonly item: Item | undefined;
}

/** The table of items that are changed while calls go on: no answer of it is remembered. */
export interface StateTable {
  /** The item as it stands now, be it expired. */
  read(key: string): Promise<Item | undefined>;
  /** Changes an item, or makes it, where the condition holds. A change is made once, however often it is sent. */
  change(key: string, change: Change): Promise<Changed>;
}

/**
 * The table in DynamoDB. A conditional write whose answer is lost is sent again by the SDK and would be refused by
 * itself, or done twice. So each carries a nonce, which the item keeps, and recognises its own.
 */
export function stateTable(TableName: string): StateTable {
  const client = documentClient();
  const read = async (key: string): Promise<Item | undefined> =>
    (await client.send(new GetCommand({ TableName, Key: { key }, ConsistentRead: true }), sdkDeadline())).Item;
  return {
    read,
    change: async (key, change) => {
      const nonce = randomUUID();
      try {
        const { Attributes } = await client.send(
          new UpdateCommand({ TableName, Key: { key }, ...once(change, nonce), ReturnValues: "ALL_NEW" }),
          sdkDeadline(),
        );
        return { applied: true, item: Attributes };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const item = await read(key);
        const writes = item?.["writes"] as ReadonlySet<string> | undefined;
        return { applied: writes?.has(nonce) === true, item };
      }
    },
  };
}

/** The parts of a request that is done once, even where it is sent twice. */
function once({ update, condition, values, anew = false }: Change, nonce: string) {
  if (condition === undefined) return { UpdateExpression: update, ExpressionAttributeValues: values };
  const nonces = new Set([nonce]);
  return {
    UpdateExpression: anew ? update.replace(/^SET /, "SET writes = :nonces, ") : `${update} ADD writes :nonces`,
    ConditionExpression: `(${condition}) AND NOT contains(writes, :nonce)`,
    ExpressionAttributeValues: { ...values, ":nonces": nonces, ":nonce": nonce },
  };
}
