import * as dynamodb from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";
import { dynamoTable, itemJson } from "../shared/dynamoTable";
import { MAXIMUM_ROWS, rowProblems } from "./checks";
import { refuse } from "../../contentModel/refuse";
import type { LookupTablesArgs, TableReferenceArgs } from "../lookupFunctions/args";
import type { TableRowArgs, ConfigTablesArgs } from "./args";

type TableKind = "environments" | "routing" | "prompts";
const KEYS: Readonly<Record<TableKind, readonly string[]>> = {
  environments: ["environment"],
  routing: ["key"],
  prompts: ["language", "promptSet"],
};

/**
 * The three tables that flows are served from, and the rows of two of them. The rows of the third,
 * environments, hold ARNs of what is deployed after the tables: `EnvironmentRows` writes them.
 */
export class ConfigTables extends pulumi.ComponentResource {
  /** The tables, as `LookupFunctions` takes them. */
  readonly tables: LookupTablesArgs;

  constructor(name: string, args: ConfigTablesArgs, opts?: pulumi.ComponentResourceOptions) {
    checkRows(name, args);
    super("connect-ivr:index:ConfigTables", name, {}, opts);
    this.tables = {
      environments: this.#table(name, "environments", args),
      routing: this.#table(name, "routing", args),
      prompts: this.#table(name, "prompts", args),
    };
    this.#rows(name, "routing", args.routingRows ?? []);
    this.#rows(name, "prompts", args.promptRows ?? []);
    this.registerOutputs({ tables: this.tables });
  }

  #table(name: string, kind: TableKind, { existingTables, ...guards }: ConfigTablesArgs): TableReferenceArgs {
    const existing = existingTables?.[kind];
    if (existing !== undefined) return existing;
    const table = dynamoTable(`${name}-${kind}`, KEYS[kind], guards, this);
    return { name: table.name, arn: table.arn };
  }

  // Rows are children of the component, not of their table: `protect` is inherited, and a number must be deletable.
  #rows(name: string, kind: "routing" | "prompts", rows: readonly TableRowArgs[]): void {
    const [hashKey, rangeKey] = KEYS[kind];
    for (const row of rows)
      new dynamodb.TableItem(
        `${name}-${KEYS[kind].map((key) => row[key] as string).join("-")}`,
        {
          tableName: this.tables[kind].name,
          hashKey: hashKey as string,
          ...(rangeKey !== undefined && { rangeKey }),
          item: itemJson(row),
        },
        { parent: this },
      );
  }
}

function checkRows(name: string, { routingRows = [], promptRows = [] }: ConfigTablesArgs): void {
  const count = routingRows.length + promptRows.length;
  const problems = [
    ...(count > MAXIMUM_ROWS
      ? [
          `${count} rows are more than the ${MAXIMUM_ROWS} that a stack keeps. Leave out routingRows or promptRows and write that table by other means.`,
        ]
      : []),
    ...rowProblems("routing", KEYS.routing, routingRows),
    ...rowProblems("prompts", KEYS.prompts, promptRows),
  ];
  refuse(`ConfigTables ${name} cannot be deployed:`, problems);
}
