import type { IncomingMessage, RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import dynalite from "dynalite";
import type {
  Answer,
  CallerRow,
  EnvironmentRow,
  LookupEvent,
  LookupHandler,
  MenuRow,
  NumberRow,
  PromptRow,
  VoiceRow,
} from "../../handlers";
import type { CallState } from "../../handlers/shared/callState";
import { dynamoCallState } from "../../handlers/shared/dynamoCallState";
import { dynamoTables } from "../../handlers/shared/dynamoTables";
import { type Item, type StateTable, stateTable } from "../../handlers/shared/stateTable";
import { UNSETTLED_INDEX } from "../../handlers/shared/unsettledIndex";

export const NAMES = { environments: "environments", routing: "routing", prompts: "prompts", callState: "callState" };
const KEYS = {
  environments: ["environment"],
  routing: ["key"],
  prompts: ["language", "promptSet"],
  callState: ["key"],
};
type Table = keyof typeof NAMES;
/** An item of call state has no type of its own: what stands there, functions wrote. */
type Row = EnvironmentRow | NumberRow | MenuRow | CallerRow | PromptRow | VoiceRow | Item;

/** As the component `CallState` has it. */
const CALL_STATE_INDEX = (keys: readonly string[]) => ({
  AttributeDefinitions: [
    ...keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" as const })),
    { AttributeName: UNSETTLED_INDEX.hashKey, AttributeType: "S" as const },
    { AttributeName: UNSETTLED_INDEX.rangeKey, AttributeType: "N" as const },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: UNSETTLED_INDEX.name,
      KeySchema: [
        { AttributeName: UNSETTLED_INDEX.hashKey, KeyType: "HASH" as const },
        { AttributeName: UNSETTLED_INDEX.rangeKey, KeyType: "RANGE" as const },
      ],
      Projection: { ProjectionType: "ALL" as const },
    },
  ],
});

export interface Reply {
  readonly status: number;
  readonly body: string;
}
export const FAILURE: Reply = { status: 500, body: '{"__type":"InternalServerError"}' };

/** The tables in an embedded DynamoDB, with every request that reached it. */
export interface TestTables {
  /** The operations asked for since the last reading, such as `GetItem`. */
  requests(): string[];
  put(table: Table, ...rows: readonly Row[]): Promise<void>;
  /** What every request is answered with instead of the truth. */
  reply: Reply | undefined;
  /** The tables as a fresh function reads them: nothing is remembered yet. */
  readers(): ReturnType<typeof dynamoTables>;
  /** The call state as a fresh function keeps it. */
  callState(now: () => Date): CallState;
  /** The table of the call state, as a fresh function reaches it. */
  stateTable(): StateTable;
  /** The items of the call state, as they stand in the table. */
  stateItems(): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

const operation = (request: IncomingMessage): string => String(request.headers["x-amz-target"]).split(".")[1] ?? "";

const VARIABLES = {
  AWS_REGION: "eu-central-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_SESSION_TOKEN: undefined,
  AWS_PROFILE: undefined,
};

/** Sets variables of this process; gives a function that restores them. */
function setVariables(values: Readonly<Record<string, string | undefined>>): () => void {
  const before = Object.fromEntries(Object.keys(values).map((name) => [name, process.env[name]]));
  const set = (all: typeof values): void => {
    for (const [name, value] of Object.entries(all))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  };
  set(values);
  return () => set(before);
}

export async function startTables(): Promise<TestTables> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const [serve] = server.listeners("request") as RequestListener[];
  const seen: string[] = [];
  const tables: { reply: Reply | undefined } = { reply: undefined };
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response) => {
    seen.push(operation(request));
    if (tables.reply)
      response.writeHead(tables.reply.status, { "content-type": "application/x-amz-json-1.0" }).end(tables.reply.body);
    else serve?.call(server, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const restore = setVariables({ ...VARIABLES, AWS_ENDPOINT_URL_DYNAMODB: endpoint });
  const client = new DynamoDBClient();
  const documents = DynamoDBDocumentClient.from(client);
  for (const [table, keys] of Object.entries(KEYS))
    await client.send(
      new CreateTableCommand({
        TableName: NAMES[table as Table],
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: keys.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? "HASH" : "RANGE" })),
        AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
        ...(table === "callState" && CALL_STATE_INDEX(keys)),
      }),
    );
  return Object.assign(tables, {
    requests: () => seen.splice(0),
    put: async (table: Table, ...rows: readonly Row[]) => {
      for (const Item of rows) await documents.send(new PutCommand({ TableName: NAMES[table], Item }));
      seen.splice(0);
    },
    readers: () => dynamoTables(NAMES, () => undefined),
    callState: (now: () => Date) => dynamoCallState(NAMES.callState, now),
    stateTable: () => stateTable(NAMES.callState),
    stateItems: async () => (await documents.send(new ScanCommand({ TableName: NAMES.callState }))).Items ?? [],
    close: async () => {
      restore();
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** A call as Connect describes it to a function. */
export interface Call {
  readonly dialed?: string | null;
  readonly caller?: string | null;
  readonly parameters: Readonly<Record<string, string | undefined>>;
}

const endpointOf = (address: string | null | undefined): { Address: string } | null =>
  typeof address === "string" ? { Address: address } : null;

export const eventOf = ({ dialed, caller, parameters }: Call): LookupEvent => ({
  Details: {
    ContactData: { ContactId: "contact", SystemEndpoint: endpointOf(dialed), CustomerEndpoint: endpointOf(caller) },
    Parameters: parameters,
  },
});

/** Noon in London, on a working day in winter. */
export const NOON = new Date("2026-02-10T12:00:00Z");

/** Asks a lookup as a fresh function would answer it. */
export const ask = (tables: TestTables, lookup: LookupHandler, call: Call, at: Date = NOON): Promise<Answer> =>
  lookup(eventOf(call), { tables: tables.readers(), now: () => at });
