import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  paginateScan,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";
import { type Graph, type Resource, resourcesOf } from "../engine/graph";
import { itemsOf, rowSetsOf } from "../engine/rowSets";
import { onLoopback } from "./loopback";

/** A DynamoDB on this machine that holds the tables of a graph, and the rows that are resources. */
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
 * Starts a DynamoDB in this process with the tables of the graph, and writes the rows that are resources.
 * @param onThisMachine a row as it is to be where the company's own systems and keys are not
 */
export async function startDynamoDb(
  graph: Graph,
  onThisMachine: (row: Item) => Item = (row) => row,
): Promise<EmbeddedDynamoDb> {
  const { url: endpoint, close } = await onLoopback(dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }));
  const client = new DynamoDBClient({ endpoint, region: "us-east-1", credentials: LOCAL_CREDENTIALS });
  await createTables(client, graph);
  await writeItems(client, graph, onThisMachine);
  const unwritten = tablesWithoutRows(graph);
  return {
    endpoint,
    client,
    forget: () => emptyTables(client, unwritten),
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
  // A table that the stack adopts is not in the graph, but its rows say what its keys are.
  const adopted = [
    ...itemsOf(graph),
    ...rowSetsOf(graph).map(({ table, content }) => {
      const [hashKey = "", rangeKey] = content.index.keys;
      return { tableName: table, hashKey, rangeKey };
    }),
  ];
  for (const { tableName, hashKey, rangeKey } of adopted) {
    if (known.has(tableName)) continue;
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

async function writeItems(client: DynamoDBClient, graph: Graph, onThisMachine: (row: Item) => Item): Promise<void> {
  const byTable = new Map<string, WriteRequest[]>();
  for (const { tableName, item } of itemsOf(graph))
    byTable.set(tableName, [...(byTable.get(tableName) ?? []), { PutRequest: { Item: onThisMachine(item) } }]);
  for (const [table, requests] of byTable) await writeAll(client, table, requests);
}

/** The tables that the graph has no rows for. */
function tablesWithoutRows(graph: Graph): Resource[] {
  const seeded = new Set([
    ...itemsOf(graph).map(({ tableName }) => tableName),
    ...rowSetsOf(graph).map(({ table }) => table),
  ]);
  return resourcesOf(graph, "aws:dynamodb/table:Table").filter(({ outputs }) => !seeded.has(outputs["name"] as string));
}

async function emptyTables(client: DynamoDBClient, tables: readonly Resource[]): Promise<void> {
  for (const { outputs } of tables) {
    const table = outputs["name"] as string;
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
