import { isDeepStrictEqual } from "node:util";
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  PutCommand,
  type ScanCommandOutput,
  ScanCommand,
} from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import dynalite from "dynalite";
import { LOCAL_CREDENTIALS } from "../../local/emulator/dynamoDb";
import { onLoopback } from "../../local/emulator/loopback";
import { type Graph, plain, type Resource } from "../../local/engine/graph";
import { inDependencyOrder, itemsOf, type TableItem } from "../../local/engine/rowSets";
import { startFunctions } from "../../local/simulator/functions";

const TABLE = "aws:dynamodb/table:Table";
const ITEM = "aws:dynamodb/tableItem:TableItem";
const FUNCTION = "aws:lambda/function:Function";
const INVOCATION = "aws:lambda/invocation:Invocation";

/** Inputs that the provider cannot change in place (`ForceNew` in its schema). */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  [TABLE]: ["hashKey", "rangeKey"],
  [ITEM]: ["tableName", "hashKey", "rangeKey"],
  [INVOCATION]: ["functionName", "triggers"],
  "aws:connect/phoneNumberContactFlowAssociation:PhoneNumberContactFlowAssociation": [
    "phoneNumberId",
    "instanceId",
    "contactFlowId",
  ],
};

export type Operation = "create" | "update" | "delete";

/** What Pulumi does with one resource. */
export interface ReleaseStep {
  readonly operation: Operation;
  readonly resource: Resource;
}

type After = (step: ReleaseStep) => void | Promise<void>;

/**
 * A stack as Pulumi deploys it, with its tables in an embedded DynamoDB and its functions as they are at each moment:
 * creates and updates in the order of dependencies, and all deletions behind them, in the reverse order of what the
 * stack was. A step that fails ends the release before any deletion that is still to come.
 */
export class Deployment {
  #state: Resource[] = [];
  /** Replaced, and not yet deleted: Pulumi does it at the end of the release, or of the next. */
  #pending: Resource[] = [];

  private constructor(
    private readonly client: DynamoDBDocumentClient,
    readonly services: Readonly<Record<string, string>>,
    private readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<Deployment> {
    const { url, close } = await onLoopback(dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }));
    const client = DynamoDBDocumentClient.from(
      new DynamoDBClient({ endpoint: url, region: "us-east-1", credentials: LOCAL_CREDENTIALS }),
    );
    return new Deployment(client, { AWS_ENDPOINT_URL_DYNAMODB: url }, async () => {
      client.destroy();
      await close();
    });
  }

  close(): Promise<void> {
    return this.stop();
  }

  /** What the cloud holds of the stack now: beside the resources those that are replaced and not yet deleted. */
  get live(): Graph {
    return {
      project: "p",
      stack: "s",
      mode: "up",
      resources: [...this.#pending.filter(({ urn }) => !this.#state.some((one) => one.urn === urn)), ...this.#state],
      outputs: {},
      messages: [],
    };
  }

  /** `pulumi up`. @param after is awaited behind each step */
  async up(next: Graph, after: After = () => undefined): Promise<void> {
    const before = new Map(this.#state.map((resource) => [resource.urn, resource]));
    const claimed = new Set<string>();
    for (const resource of inOrder(next.resources)) {
      const formerUrn = [resource.urn, ...(resource.aliases ?? [])].find((urn) => before.has(urn));
      const former = formerUrn === undefined ? undefined : before.get(formerUrn);
      if (former !== undefined) claimed.add(former.urn);
      if (former === undefined) await this.#do("create", resource, after);
      else if (!resource.custom || same(former, resource)) this.#keep(resource, former);
      else if (!replaces(former, resource)) await this.#do("update", resource, after, former);
      else {
        if (former.protect) throw new Error(`Unable to replace resource ${former.urn}: it is protected.`);
        if (resource.deleteBeforeReplace) await this.#delete(former, after);
        else this.#pending.push(former);
        await this.#do("create", resource, after, former);
      }
    }
    const gone = [...before.values()].filter(({ urn }) => !claimed.has(urn));
    await this.#deleteAll([...gone, ...this.#pending], before, after);
  }

  /** `pulumi destroy`. */
  async destroy(): Promise<void> {
    await this.#deleteAll([...this.#state, ...this.#pending], new Map(this.#state.map((one) => [one.urn, one])));
  }

  /** `pulumi state unprotect`. */
  unprotect(urn: string): void {
    this.#state = this.#state.map((resource) => (resource.urn === urn ? { ...resource, protect: false } : resource));
  }

  /** Rows of a table, without the ledger, by their key. */
  async rows(table: string): Promise<Map<string, Record<string, unknown>>> {
    const rows = new Map<string, Record<string, unknown>>();
    let ExclusiveStartKey: ScanCommandOutput["LastEvaluatedKey"];
    do {
      const page = await this.client.send(new ScanCommand({ TableName: table, ExclusiveStartKey }));
      for (const row of page.Items ?? []) {
        const key = "key" in row ? String(row["key"]) : [row["language"], row["promptSet"]].join(" ");
        if (!key.startsWith("rows#")) rows.set(key, row);
      }
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    return rows;
  }

  /** Somebody else writes a row. */
  async put(table: string, row: Record<string, unknown>): Promise<void> {
    await this.client.send(new PutCommand({ TableName: table, Item: row }));
  }

  /** Somebody else deletes a row. */
  async drop(table: string, key: Record<string, unknown>): Promise<void> {
    await this.client.send(new DeleteCommand({ TableName: table, Key: key }));
  }

  /** Somebody else makes an empty table with the keys of this one. */
  async createTable(like: Resource, name: string): Promise<void> {
    await this.#createTable({ ...like, outputs: { ...like.outputs, name } });
  }

  /** Restores a table to this moment, under another name. */
  async restore(table: Resource, name: string): Promise<void> {
    await this.createTable(table, name);
    const { Items = [] } = await this.client.send(new ScanCommand({ TableName: table.outputs["name"] as string }));
    for (const item of Items) await this.put(name, item);
  }

  async #deleteAll(
    resources: readonly Resource[],
    before: ReadonlyMap<string, Resource>,
    after: After = () => undefined,
  ): Promise<void> {
    const order = inOrder([...before.values()]).map(({ urn }) => urn);
    const last = [...resources].sort((one, other) => order.indexOf(other.urn) - order.indexOf(one.urn));
    for (const resource of last) if (resource.custom) await this.#delete(resource, after);
    this.#state = this.#state.filter((one) => !resources.includes(one));
  }

  async #delete(resource: Resource, after: After): Promise<void> {
    if (resource.protect) throw new Error(`Unable to delete resource ${resource.urn}: it is protected.`);
    if (!resource.retainOnDelete) await this.#operate("delete", resource);
    this.#pending = this.#pending.filter((one) => one !== resource);
    this.#state = this.#state.filter((one) => one !== resource);
    await after({ operation: "delete", resource });
  }

  async #do(operation: "create" | "update", resource: Resource, after: After, former?: Resource): Promise<void> {
    if (resource.custom) await this.#operate(operation, resource, former);
    this.#keep(resource, former);
    if (resource.custom) await after({ operation, resource });
  }

  #keep(resource: Resource, former: Resource | undefined): void {
    this.#state = [...this.#state.filter((one) => one.urn !== former?.urn && one.urn !== resource.urn), resource];
  }

  async #operate(operation: Operation, resource: Resource, former?: Resource): Promise<void> {
    if (resource.type === TABLE) await this.#table(operation, resource);
    if (resource.type === ITEM) await this.#item(operation, resource);
    if (resource.type === INVOCATION) await this.#invoke(operation, resource, former);
  }

  async #table(operation: Operation, resource: Resource): Promise<void> {
    if (operation === "create") await this.#createTable(resource);
    if (operation === "delete")
      await this.client.send(new DeleteTableCommand({ TableName: resource.outputs["name"] as string }));
  }

  async #createTable({ outputs }: Resource): Promise<void> {
    const keys = [outputs["hashKey"], outputs["rangeKey"]].filter((key) => typeof key === "string");
    await this.client.send(
      new CreateTableCommand({
        TableName: outputs["name"] as string,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: keys.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? "HASH" : "RANGE" })),
        AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      }),
    );
  }

  /** As the provider does: it creates only what is not there yet, and deletes by the key alone. */
  async #item(operation: Operation, resource: Resource): Promise<void> {
    const [{ tableName, hashKey, rangeKey, item }] = itemsOf({ ...this.live, resources: [resource] }) as [TableItem];
    const row = unmarshall(item);
    const keys = [hashKey, ...(rangeKey === undefined ? [] : [rangeKey])];
    if (operation === "delete")
      await this.client.send(
        new DeleteCommand({ TableName: tableName, Key: Object.fromEntries(keys.map((key) => [key, row[key]])) }),
      );
    else
      await this.client.send(
        new PutCommand({
          TableName: tableName,
          Item: row,
          ...(operation === "create" && {
            ConditionExpression: "attribute_not_exists(#key)",
            ExpressionAttributeNames: { "#key": hashKey },
          }),
        }),
      );
  }

  async #invoke(operation: Operation, resource: Resource, former?: Resource): Promise<void> {
    const { functionName, input } = plain(resource.inputs) as { functionName: string; input: string };
    const event = JSON.parse(input) as object;
    const previous = former && (JSON.parse((plain(former.inputs) as { input: string }).input) as object);
    await this.invoke(functionName, {
      ...event,
      tf: { action: operation, prev_input: operation === "create" ? null : (previous ?? event) },
    });
  }

  /** Somebody invokes a function of the stack. @throws Error as the provider words what the function threw */
  async invoke(functionName: string, event: object): Promise<unknown> {
    const fn = this.#state.find(({ type, outputs }) => type === FUNCTION && outputs["name"] === functionName);
    if (fn === undefined) throw new Error(`There is no function ${functionName}.`);
    const functions = startFunctions({ ...this.live, resources: [fn] }, this.services);
    try {
      const { error, answer } = await functions.invoke(fn.outputs["arn"] as string, event, new Date(), 60_000);
      if (error !== undefined) throw new Error(`invoking Lambda Function (${functionName}): ${error}`);
      return answer;
    } finally {
      await functions.close();
    }
  }
}

/** By what each resource itself depends on: what its component waits for does not count when it goes. */
const inOrder = (resources: readonly Resource[]): Resource[] =>
  inDependencyOrder(resources.map((one) => (one.custom ? one : { ...one, dependencies: [] })));

const same = (one: Resource, other: Resource): boolean => isDeepStrictEqual(plain(one.inputs), plain(other.inputs));

function replaces(former: Resource, resource: Resource): boolean {
  const [one, other] = [plain(former.inputs), plain(resource.inputs)] as Record<string, unknown>[];
  const changed = (input: string): boolean => !isDeepStrictEqual(one?.[input], other?.[input]);
  return (REPLACING[resource.type] ?? []).some(changed);
}
