import { CreateTableCommand, DeleteTableCommand, DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { Item } from "../../../handlers/shared/stateTable";
import { NAMES } from "../../handlers/tables";
import { type Stage, startStage } from "../stage";
import { Lines } from "./network";

/** What all worlds stand on: one DynamoDB, one backend, and the networks in front of them. */
export interface Ground {
  readonly stage: Stage;
  readonly lines: Lines;
  /** Where DynamoDB is. */
  readonly endpoint: string;
  /** A table of the call state for one world alone: what it scans is its own, and its clock may stand anywhere. */
  makeTable(): Promise<string>;
  dropTable(name: string): Promise<void>;
  items(table: string): Promise<Item[]>;
  close(): Promise<void>;
}

export async function prepareGround(): Promise<Ground> {
  const stage = await startStage();
  const client = new DynamoDBClient();
  const documents = DynamoDBDocumentClient.from(client);
  const { Table = {} } = await client.send(new DescribeTableCommand({ TableName: NAMES.callState }));
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes = [] } = Table;
  const endpoint = process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? "";
  const { url } = stage.backend;
  const lines = new Lines({ tables: endpoint, orders: url, payments: url });
  let made = 0;
  return {
    stage,
    lines,
    endpoint,
    makeTable: async () => {
      const TableName = `${NAMES.callState}-${(made += 1)}`;
      await client.send(
        new CreateTableCommand({
          TableName,
          BillingMode: "PAY_PER_REQUEST",
          KeySchema,
          AttributeDefinitions,
          GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(({ IndexName, KeySchema: keys, Projection }) => ({
            IndexName,
            KeySchema: keys,
            Projection,
          })),
        }),
      );
      return TableName;
    },
    dropTable: async (TableName) => void (await client.send(new DeleteTableCommand({ TableName }))),
    items: async (TableName) => (await documents.send(new ScanCommand({ TableName }))).Items ?? [],
    close: async () => {
      lines.close();
      client.destroy();
      await stage.close();
    },
  };
}
