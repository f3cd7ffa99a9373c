import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { BatchWriteCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import dynalite from "dynalite";
import { HEAD, ledgerKey, pageItem, pageOf, pageOfText } from "../../handlers/rowWriter/ledger";
import { keyText, type RowContent, type RowGroup } from "../../handlers/rowWriter/rowContent";
import type { Clock, Head } from "../../handlers/rowWriter/rowLease";
import { rowClient, rowTable } from "../../handlers/rowWriter/rowTable";
import { type Row, rowHash, rowText, textHash } from "../../handlers/rowWriter/rowText";
import type { RowCounts } from "../../handlers/rowWriter/rowWork";
import { type RowEvent, type RowPolicy, writeRows } from "../../handlers/rowWriter/writeRows";
import { LOCAL_CREDENTIALS } from "../../local/emulator/dynamoDb";
import { bodyOf, onLoopback } from "../../local/emulator/loopback";

export const ROUTING = ["key"];
export const PROMPTS = ["language", "promptSet"];
export const OWNER = "connect-ivr/dev";

/** Plain rows as they would lie beside a function. */
export function contentOf(
  keys: readonly string[],
  groups: Readonly<Record<string, readonly Row[]>>,
  keptMaps: readonly string[] = [],
): RowContent {
  const indexed = Object.entries(groups).map(([name, rows]): RowGroup => ({
    name,
    file: name,
    rows: rows.length,
    hash: textHash(rows.map(rowText).join("\n")),
  }));
  return {
    index: { release: textHash(JSON.stringify(indexed)), keys, keptMaps, groups: indexed },
    read: ({ name }) => (groups[name] ?? []).map((row) => ({ row, hash: rowHash(row) })),
  };
}

/** A request as DynamoDB has it. */
export interface Request {
  readonly operation: string;
  readonly body: {
    readonly RequestItems?: Readonly<Record<string, unknown>>;
    readonly Key?: unknown;
    readonly Item?: unknown;
  };
}

/** What becomes of a request. */
export type Course =
  | "served"
  /** Before it arrives. */
  | "refused"
  /** It is done, and its answer never comes. */
  | "lost"
  /** DynamoDB leaves so many items of it. */
  | { readonly leaving: number }
  /** It arrives late, or its answer does. */
  | { readonly arrives: Promise<void> }
  | { readonly answered: Promise<void> };

type Late = { readonly leaving?: number; readonly arrives?: Promise<void>; readonly answered?: Promise<void> };

export interface Options {
  readonly owner?: string;
  readonly takeOver?: boolean;
  readonly sweepsLater?: boolean;
  readonly keptMaps?: readonly string[];
  /** The table that the stack has now, if not that of the scene. */
  readonly table?: string;
  /** How many seconds the function may run. */
  readonly seconds?: number;
  /** Instead of the stage's clock, which does not let time pass while anybody is at work. */
  readonly pause?: Clock["pause"];
}

/** A function of a stack as it is deployed, with its rows beside it. */
export interface Deployed {
  readonly release: string;
  invoke(event: Omit<RowEvent, "table"> & { readonly table?: string }): Promise<RowCounts>;
  /** What a release does first. */
  write(more?: Partial<RowEvent>): Promise<RowCounts>;
  /** What a release does last. */
  sweep(): Promise<RowCounts>;
  claim(component?: string, before?: string): Promise<RowCounts>;
  withdraw(component?: string, table?: string): Promise<RowCounts>;
}

/** One table and the stacks that write it. */
export class Scene {
  readonly warnings: string[] = [];

  constructor(
    readonly stage: Stage,
    readonly table: string,
    readonly keys: readonly string[],
  ) {}

  deployed(rows: readonly Row[] | Readonly<Record<string, readonly Row[]>>, options: Options = {}): Deployed {
    const content = contentOf(
      this.keys,
      Array.isArray(rows) ? { all: rows } : (rows as Record<string, Row[]>),
      options.keptMaps,
    );
    const { release } = content.index;
    const policy: RowPolicy = {
      table: options.table ?? this.table,
      owner: options.owner ?? OWNER,
      takeOver: options.takeOver ?? false,
      sweepsLater: options.sweepsLater ?? false,
    };
    const invoke: Deployed["invoke"] = (event) =>
      this.stage.invoked(async () => {
        const clock = this.stage.clock(options);
        return writeRows(
          { table: this.table, ...event },
          {
            tableFor: (beforeEach) =>
              rowTable(this.stage.documents, policy.table, this.keys, beforeEach, (seconds) => clock.pause(seconds)),
            content,
            policy,
            clock,
            warn: (message) => this.warnings.push(message),
          },
        );
      });
    return {
      release,
      invoke,
      write: (more) => invoke({ task: "write", release, tf: { action: "create" }, ...more }),
      sweep: () => invoke({ task: "write", release: "of before", tf: { action: "delete" } }),
      claim: (component = "rows", before) =>
        invoke({
          task: "claim",
          component,
          tf: before === undefined ? { action: "create" } : { action: "update", prev_input: { component: before } },
        }),
      withdraw: (component = "rows", table = this.table) =>
        invoke({ task: "claim", component, table, tf: { action: "delete" } }),
    };
  }

  /** Rows that somebody else puts. */
  async put(...rows: readonly Row[]): Promise<void> {
    await this.#write(rows.map((Item) => ({ PutRequest: { Item } })));
  }

  /** Rows that somebody else deletes. */
  async remove(...rows: readonly Row[]): Promise<void> {
    await this.#write(
      rows.map((row) => ({ DeleteRequest: { Key: Object.fromEntries(this.keys.map((key) => [key, row[key]])) } })),
    );
  }

  async #write(requests: readonly object[]): Promise<void> {
    await this.stage.unwatched(async () => {
      for (let start = 0; start < requests.length; start += 25)
        await this.stage.documents.send(
          new BatchWriteCommand({ RequestItems: { [this.table]: requests.slice(start, start + 25) } }),
        );
    });
  }

  /** All items of the table, those of ledgers too. */
  items(): Promise<Row[]> {
    return this.stage.unwatched(async () => {
      const items: Row[] = [];
      let from: Row | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await this.stage.documents.send(
          new ScanCommand({ TableName: this.table, ExclusiveStartKey: from, ConsistentRead: true }),
        );
        items.push(...Items);
        from = LastEvaluatedKey;
      } while (from !== undefined);
      return items.sort((one, other) => (keyText(this.keys, one) < keyText(this.keys, other) ? -1 : 1));
    });
  }

  async rows(): Promise<Row[]> {
    return (await this.end()).rows;
  }

  /** What stands in the table, and what of it is a stack's: the hashes of its ledger by the keys of the rows. */
  async end(owner = OWNER): Promise<{ readonly rows: Row[]; readonly owned: Record<string, string> }> {
    const items = await this.items();
    const byKey = new Map(items.map((item) => [keyText(this.keys, item), item]));
    const item = (name: string) => byKey.get(keyText(this.keys, ledgerKey(this.keys, owner, name)));
    const { pages = 0 } = (item(HEAD) ?? {}) as Partial<Head>;
    const entries = Array.from({ length: pages }, (_, page) =>
      [...pageOfText((item(pageItem(page))?.["entries"] as string | undefined) ?? "[]")].filter(
        ([key]) => pageOf(key, pages) === page,
      ),
    ).flat();
    return {
      rows: items.filter((other) => !this.#isLedger(other)),
      owned: Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1))),
    };
  }

  async pages(owner = OWNER): Promise<number> {
    const key = keyText(this.keys, ledgerKey(this.keys, owner, HEAD));
    const head = (await this.items()).find((item) => keyText(this.keys, item) === key);
    return (head as Partial<Head> | undefined)?.pages ?? 0;
  }

  #isLedger(item: Row): boolean {
    return String(item[this.keys[0] as string]).startsWith("rows#");
  }
}

/** An embedded DynamoDB that the real writer reaches over HTTP, and a clock that nobody waits for. */
export class Stage {
  /** Seconds since 1970. */
  now = 1_800_000_000;
  /** Decides what becomes of each request of a writer. */
  course: (request: Request) => Course = () => "served";
  documents;
  readonly #client;
  #requests: Request[] = [];
  #watched = true;
  #tables = 0;
  #active = 0;
  #waiting = 0;
  #answered: (() => void)[] = [];

  private constructor(
    endpoint: string,
    private readonly closeServer: () => Promise<void>,
  ) {
    this.#client = (maxAttempts: number): DynamoDBClient =>
      new DynamoDBClient({ endpoint, region: "us-east-1", credentials: LOCAL_CREDENTIALS, maxAttempts });
    this.documents = rowClient(this.#client(1));
  }

  static async start(): Promise<Stage> {
    const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
    const [serve] = server.listeners("request") as RequestListener[];
    server.removeAllListeners("request");
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      void stage.#serve(serve as RequestListener, request, response);
    });
    const { url, close } = await onLoopback(server);
    const stage = new Stage(url, close);
    return stage;
  }

  async close(): Promise<void> {
    this.documents.destroy();
    await this.closeServer();
  }

  /** A table of its own. */
  async scene(keys: readonly string[] = ROUTING): Promise<Scene> {
    const table = `rows-${this.#tables++}`;
    this.course = () => "served";
    await this.unwatched(async () => {
      await this.documents.send(
        new CreateTableCommand({
          TableName: table,
          BillingMode: "PAY_PER_REQUEST",
          KeySchema: keys.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? "HASH" : "RANGE" })),
          AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
        }),
      );
      while (
        (await this.documents.send(new DescribeTableCommand({ TableName: table }))).Table?.TableStatus !== "ACTIVE"
      );
    });
    return new Scene(this, table, keys);
  }

  /** The requests of writers since the last reading. */
  requests(): Request[] {
    return this.#requests.splice(0);
  }

  /** How often the SDK tries a request. */
  tries(attempts: number): void {
    this.documents.destroy();
    this.documents = rowClient(this.#client(attempts));
  }

  clock({ seconds, pause }: Options): Clock {
    const end = this.now + (seconds ?? Infinity);
    return { now: () => this.now, remaining: () => end - this.now, pause: pause ?? ((time) => this.#pause(time)) };
  }

  async invoked(work: () => Promise<RowCounts>): Promise<RowCounts> {
    this.#active++;
    try {
      return await work();
    } finally {
      this.#active--;
      this.#wake();
    }
  }

  async unwatched<T>(work: () => Promise<T>): Promise<T> {
    this.#watched = false;
    try {
      return await work();
    } finally {
      this.#watched = true;
    }
  }

  /** While another is at work, until it has come a step further; otherwise time passes, and faster than it does. */
  async #pause(seconds: number): Promise<void> {
    this.#waiting++;
    if (this.#active > this.#waiting) await new Promise<void>((resolve) => this.#answered.push(resolve));
    else this.now += 30 * seconds;
    this.#waiting--;
  }

  #wake(): void {
    for (const resolve of this.#answered.splice(0)) resolve();
  }

  async #serve(serve: RequestListener, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    const body = JSON.parse(text) as Request["body"];
    const seen = { operation: String(request.headers["x-amz-target"]).split(".")[1] ?? "", body };
    const course = this.#watched ? this.#courseOf(seen) : "served";
    if (course === "refused") {
      response.writeHead(400).end('{"__type":"com.amazon.coral.service#AccessDeniedException"}');
    } else {
      const { leaving = 0, arrives, answered: late } = (typeof course === "object" ? course : {}) as Late;
      await arrives;
      const [some, left] = parted(body, leaving);
      const answer = await answered(serve, request, JSON.stringify(some));
      await late;
      if (course === "lost") response.destroy();
      else
        response
          .writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" })
          .end(leaving === 0 ? answer.text : JSON.stringify({ ...(JSON.parse(answer.text) as object), ...left }));
    }
    this.#wake();
  }

  #courseOf(request: Request): Course {
    this.#requests.push(request);
    return this.course(request);
  }
}

/** A batch without some of it, and how DynamoDB says that it left that. */
function parted({ RequestItems = {}, ...rest }: Request["body"], leaving: number): [object, object] {
  const [[table, batch] = []] = Object.entries(RequestItems);
  if (table === undefined) return [rest, {}];
  if (Array.isArray(batch)) {
    const taken = batch.slice(leaving);
    return [
      { ...rest, RequestItems: taken.length === 0 ? {} : { [table]: taken } },
      { UnprocessedItems: { [table]: batch.slice(0, leaving) as unknown[] } },
    ];
  }
  const { Keys, ...how } = batch as { Keys: unknown[] };
  return [
    { ...rest, RequestItems: { [table]: { ...how, Keys: Keys.slice(leaving) } } },
    { UnprocessedKeys: { [table]: { ...how, Keys: Keys.slice(0, leaving) } } },
  ];
}

/** What dynalite answers to such a request with this body. */
const answered = (
  serve: RequestListener,
  { method, url, headers }: IncomingMessage,
  body: string,
): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve) => {
    const request = Object.assign(Readable.from([Buffer.from(body)]), {
      method,
      url,
      headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
    });
    const response = {
      statusCode: 200,
      setHeader: () => undefined,
      removeHeader: () => undefined,
      end: (text: string | Buffer = "") => resolve({ status: response.statusCode, text: text.toString() }),
    };
    serve(request as never, response as never);
  });

/** A row with its number in it. */
export const rowOf = (number: number, text = "x"): Row => ({ key: `row#${number}`, text });
export const rowsOf = (count: number, text?: string): Row[] => Array.from({ length: count }, (_, n) => rowOf(n, text));
/** Rows whose keys are so long that some fifteen fill a page of the ledger. */
export const longRow = (number: number, text = "x"): Row => ({ key: `row#${number}#${"x".repeat(2000)}`, text });
export const longRows = (count: number, text?: string): Row[] =>
  Array.from({ length: count }, (_, number) => longRow(number, text));
