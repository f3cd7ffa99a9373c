import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  paginateScan,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";
import { type Graph, plain, resourcesOf } from "../engine/graph";
import { onLoopback } from "./loopback";

/** A DynamoDB on this machine that holds the tables and rows of a graph. */
export interface EmbeddedDynamoDb {
  /** What handlers find in `AWS_ENDPOINT_URL_DYNAMODB`. */
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  /** Empties the tables that the graph has no rows for: what stands there, functions wrote. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

/** Any credentials will do: nothing leaves the machine. */
export const LOCAL_CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" };
const BATCH = 25;

type Item = Record<string, AttributeValue>;

/**
 * Starts a DynamoDB in this process and writes the rows of the graph into the tables of the graph.
 * @param onThisMachine a row as it is to be where the company's own systems and keys are not
 */
export async function startDynamoDb(
  graph: Graph,
  onThisMachine: (row: Item) => Item = (row) => row,
): Promise<EmbeddedDynamoDb> {
  const { url: endpoint, close } = await onLoopback(dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }));
  const client = new DynamoDBClient({ endpoint, region: "us-east-1", credentials: LOCAL_CREDENTIALS });
  await createTables(client, graph);
  await writeRows(client, graph, onThisMachine);
  return {
    endpoint,
    client,
    forget: () => emptyTables(client, graph),
    close: async () => {
      client.destroy();
      await close();
    },
  };
}

async function createTables(client: DynamoDBClient, graph: Graph): Promise<void> {
  const known = new Set(resourcesOf(graph, "aws:dynamodb/table:Table").map(({ outputs }) => outputs["name"] as string));
  for (const { outputs } of resourcesOf(graph, "aws:dynamodb/table:Table"))
    await createTable(
      client,
      outputs["name"] as string,
      outputs["hashKey"] as string,
      outputs["rangeKey"] as string | undefined,
      outputs,
    );
  for (const { inputs } of resourcesOf(graph, "aws:dynamodb/tableItem:TableItem")) {
    const { tableName, hashKey, rangeKey } = plain(inputs) as { tableName: string; hashKey: string; rangeKey?: string };
    if (known.has(tableName)) continue;
    // A table that the stack adopts is not in the graph, but its rows say what its keys are.
    known.add(tableName);
    await createTable(client, tableName, hashKey, rangeKey);
  }
}

/** What a table has beside its own keys, as the provider names it. */
interface IndexedTable {
  readonly attributes?: readonly { readonly name: string; readonly type: "S" | "N" }[];
  readonly globalSecondaryIndexes?: readonly {
    readonly name: string;
    readonly hashKey: string;
    readonly rangeKey?: string;
    readonly projectionType: "ALL";
  }[];
}

const keysOf = (hashKey: string, rangeKey: string | undefined) => [
  { AttributeName: hashKey, KeyType: "HASH" as const },
  ...(rangeKey === undefined ? [] : [{ AttributeName: rangeKey, KeyType: "RANGE" as const }]),
];

async function createTable(
  client: DynamoDBClient,
  name: string,
  hashKey: string,
  rangeKey: string | undefined,
  { attributes, globalSecondaryIndexes = [] }: IndexedTable = {},
): Promise<void> {
  const keys = keysOf(hashKey, rangeKey);
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: keys,
      AttributeDefinitions:
        attributes?.map(({ name: AttributeName, type: AttributeType }) => ({ AttributeName, AttributeType })) ??
        keys.map(({ AttributeName }) => ({ AttributeName, AttributeType: "S" })),
      ...(globalSecondaryIndexes.length > 0 && {
        GlobalSecondaryIndexes: globalSecondaryIndexes.map((index) => ({
          IndexName: index.name,
          KeySchema: keysOf(index.hashKey, index.rangeKey),
          Projection: { ProjectionType: index.projectionType },
        })),
      }),
    }),
  );
}

async function writeRows(client: DynamoDBClient, graph: Graph, onThisMachine: (row: Item) => Item): Promise<void> {
  const byTable = new Map<string, WriteRequest[]>();
  for (const { inputs } of resourcesOf(graph, "aws:dynamodb/tableItem:TableItem")) {
    const { tableName, item } = plain(inputs) as { tableName: string; item: string };
    byTable.set(tableName, [
      ...(byTable.get(tableName) ?? []),
      { PutRequest: { Item: onThisMachine(JSON.parse(item) as Item) } },
    ]);
  }
  for (const [table, requests] of byTable) await writeAll(client, table, requests);
}

async function emptyTables(client: DynamoDBClient, graph: Graph): Promise<void> {
  const seeded = new Set(
    resourcesOf(graph, "aws:dynamodb/tableItem:TableItem").map(
      ({ inputs }) => (plain(inputs) as { tableName: string }).tableName,
    ),
  );
  for (const { outputs } of resourcesOf(graph, "aws:dynamodb/table:Table")) {
    const table = outputs["name"] as string;
    if (seeded.has(table)) continue;
    const keys = [outputs["hashKey"], outputs["rangeKey"]].filter((key) => typeof key === "string");
    for await (const { Items = [] } of paginateScan({ client }, { TableName: table }))
      await writeAll(
        client,
        table,
        Items.map((item) => ({
          DeleteRequest: { Key: Object.fromEntries(keys.map((key) => [key, item[key] as AttributeValue])) },
        })),
      );
  }
}

async function writeAll(client: DynamoDBClient, table: string, requests: readonly WriteRequest[]): Promise<void> {
  for (let start = 0; start < requests.length; start += BATCH) {
    let pending: Record<string, WriteRequest[]> | undefined = { [table]: requests.slice(start, start + BATCH) };
    while (pending !== undefined && Object.keys(pending).length > 0)
      pending = (await client.send(new BatchWriteItemCommand({ RequestItems: pending }))).UnprocessedItems;
  }
}
