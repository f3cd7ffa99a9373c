import * as dynamodb from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../../contentModel/refuse";
import { HEAD, ledgerKey } from "../../handlers/rowWriter/ledger";
import { dynamoTable, itemJson } from "../shared/dynamoTable";
import type { LookupTablesArgs, TableReferenceArgs } from "../lookupFunctions/args";
import type { RowSetArgs, TableRowArgs } from "../tableRows/args";
import { PROMPT_KEYS, promptRowSet, ROUTING_KEYS, routingRowSet } from "../tableRows/rowSets";
import { rowOwner, TableRows } from "../tableRows/tableRows";
import type { ConfigTablesArgs } from "./args";
import { itemProblems } from "./checks";

type TableKind = "environments" | "routing" | "prompts";
const KEYS: Readonly<Record<TableKind, readonly string[]>> = {
  environments: ["environment"],
  routing: ROUTING_KEYS,
  prompts: PROMPT_KEYS,
};

/**
 * The three tables that flows are served from. The rows of the environments table hold ARNs of what is deployed after
 * the tables: `EnvironmentRows` writes them. Rows of the other two may be given here, where nobody calls yet; in the
 * order that calls in progress need, a `TableRows` each writes them, prompts before the flows and routing behind the
 * environments.
 */
export class ConfigTables extends pulumi.ComponentResource {
  /** The tables, as `LookupFunctions` takes them. */
  readonly tables: LookupTablesArgs;

  constructor(name: string, args: ConfigTablesArgs, opts?: pulumi.ComponentResourceOptions) {
    const { routingRows = [], promptRows = [], rowsAsItems = false } = args;
    if (rowsAsItems) refuse(`ConfigTables ${name} cannot be deployed:`, itemProblems(routingRows, promptRows));
    super("connect-ivr:index:ConfigTables", name, {}, opts);
    this.tables = {
      environments: this.#table(name, "environments", args),
      routing: this.#table(name, "routing", args),
      prompts: this.#table(name, "prompts", args),
    };
    if (rowsAsItems) {
      this.#items(name, "routing", routingRows);
      this.#items(name, "prompts", promptRows);
    } else {
      const prompts = this.#rows(`${name}-prompts`, this.tables.prompts, promptRowSet(promptRows), args);
      this.#rows(`${name}-routing`, this.tables.routing, routingRowSet(routingRows), args, prompts);
    }
    this.registerOutputs({ tables: this.tables });
  }

  #table(name: string, kind: TableKind, { existingTables, ...guards }: ConfigTablesArgs): TableReferenceArgs {
    const existing = existingTables?.[kind];
    if (existing !== undefined) return existing;
    const table = dynamoTable(`${name}-${kind}`, KEYS[kind], guards, this);
    return { name: table.name, arn: table.arn };
  }

  #rows(
    name: string,
    table: TableReferenceArgs,
    rows: RowSetArgs,
    { protectData = false, takeOver = false, kmsKeyArn }: ConfigTablesArgs,
    before?: TableRows,
  ): TableRows | undefined {
    if (Object.keys(rows.groups).length === 0) return undefined;
    return new TableRows(
      name,
      { table, rows, protectData, takeOver, ...(kmsKeyArn !== undefined && { kmsKeyArn }) },
      { parent: this, ...(before && { dependsOn: [before] }) },
    );
  }

  /** Rows as earlier versions kept them, and behind them all the mark that Pulumi leaves them where they are. */
  #items(name: string, kind: "routing" | "prompts", rows: readonly TableRowArgs[]): void {
    const keys = KEYS[kind];
    const [hashKey, rangeKey] = keys;
    const item = (itemName: string, row: TableRowArgs, dependsOn: pulumi.Resource[]): dynamodb.TableItem =>
      new dynamodb.TableItem(
        itemName,
        {
          tableName: this.tables[kind].name,
          hashKey: hashKey as string,
          ...(rangeKey !== undefined && { rangeKey }),
          item: itemJson(row),
        },
        { parent: this, retainOnDelete: true, dependsOn },
      );
    const items = rows.map((row) => item(`${name}-${keys.map((key) => row[key] as string).join("-")}`, row, []));
    if (rows.length > 0)
      item(`${name}-${kind}-retained`, { ...ledgerKey(keys, rowOwner(), HEAD), itemsRetained: "yes" }, items);
  }
}
