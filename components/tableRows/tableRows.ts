import { join } from "node:path";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../../contentModel/refuse";
import { packageFolder } from "../connectFunction/bundle";
import { bundledFunction } from "../connectFunction/bundledFunction";
import { decryptBy, onTable } from "../connectFunction/connectFunctions";
import { accountOf } from "../shared/arns";
import { after } from "../shared/dependsOn";
import { given } from "../shared/given";
import { madeBefore } from "../shared/madeBefore";
import { mapValues } from "../shared/mapValues";
import { logRetentionProblems } from "../shared/logRetention";
import type { TableRowsArgs } from "./args";
import {
  functionNameProblems,
  packageProblems,
  packageWarnings,
  rowProblems,
  rowWarnings,
  writerProblems,
} from "./checks";
import { previewLines } from "./previewLines";
import { rowPackage } from "./rowPackage";

/** The longest that a function runs; the rows of a large company take some minutes once. */
const TIMEOUT_SECONDS = 900;

/**
 * Rows of a table as one set of data, however many: a function has them beside it and writes them when the deployment
 * invokes it. What `dependsOn` names comes first. What is not wanted any longer goes at the end of the release, when
 * Pulumi deletes the invocation of before, after all that depended on it: so what looks rows up depends on this
 * component.
 *
 * @example
 * const prompts = new TableRows("prompts", { table: tables.tables.prompts, rows: promptRowSet(system.promptRows) });
 * new ConnectFlowSet("flows", { … }, { dependsOn: [prompts] });
 */
export class TableRows extends pulumi.ComponentResource {
  /** Name of the function that writes the rows: docs/rows.md says how to invoke it by hand. */
  readonly functionName: pulumi.Output<string>;

  constructor(name: string, args: TableRowsArgs, opts?: pulumi.ComponentResourceOptions) {
    const heading = `TableRows ${name} cannot be deployed:`;
    const functionName = args.functionName ?? `${pulumi.getProject()}-${pulumi.getStack()}-${name}`;
    refuse(heading, [
      ...rowProblems(name, args.rows),
      ...functionNameProblems(functionName),
      ...writerProblems(madeBefore(name, args.table.name)),
      ...logRetentionProblems("logRetentionDays", args.logRetentionDays),
    ]);
    const { index, files, ...size } = rowPackage(args.rows);
    refuse(heading, packageProblems(size));
    super("connect-ivr:index:TableRows", name, {}, opts);
    for (const warning of [...rowWarnings(name, args.rows), ...packageWarnings(size)])
      void pulumi.log.warn(warning, this);
    const held = args.held ?? [];
    const writer = bundledFunction(
      name,
      {
        functionName,
        account: accountOf(args.table.arn),
        entry: join(packageFolder(), "handlers", "entries", "writeRows.ts"),
        files: mapValues(files, (path) => new pulumi.asset.FileAsset(path)),
        environment: {
          POWERTOOLS_LOG_LEVEL: "INFO",
          ROWS_TABLE: args.table.name,
          ROWS_OWNER: rowOwner(),
          ROWS_TAKE_OVER: args.takeOver === true ? "yes" : "no",
          ROWS_SWEEP: held.length > 0 ? "later" : "now",
        },
        permissions: [
          onTable(args.table, "BatchGetItem", "BatchWriteItem", "PutItem", "UpdateItem"),
          ...decryptBy(args.kmsKeyArn, "dynamodb"),
        ],
        timeoutSeconds: TIMEOUT_SECONDS,
        memoryMb: memoryFor(size.bytes),
        ...given(args, "logRetentionDays", "logKmsKeyArn"),
      },
      this,
    );
    const invocation = (
      task: string,
      input: Readonly<Record<string, pulumi.Input<string>>>,
      triggers: Readonly<Record<string, pulumi.Input<string>>> | undefined,
      options: pulumi.CustomResourceOptions,
    ): lambda.Invocation =>
      new lambda.Invocation(
        `${name}-${task}`,
        {
          // Not an output: replacing the function must not replace what invokes it, which would take the rows away.
          functionName,
          lifecycleScope: "CRUD",
          input: pulumi.jsonStringify({ task, table: args.table.name, ...input }),
          ...(triggers !== undefined && { triggers }),
        },
        { parent: this, ...options },
      );
    const claim = invocation("claim", { component: name }, undefined, {
      retainOnDelete: args.protectData ?? false,
      dependsOn: [writer],
    });
    // Triggers replace: the new one writes, and the old one, deleted last of all, sweeps.
    invocation(
      "write",
      { release: index.release },
      {
        ...previewLines(index.groups),
        "(table)": args.table.name,
        // Gone with the next release, so that it is the one that sweeps.
        ...(held.length > 0 && { "(held flows)": held.join(" ") }),
      },
      { dependsOn: after(opts, writer, claim), deleteBeforeReplace: false },
    );
    this.functionName = writer.name;
    this.registerOutputs({ functionName: this.functionName });
  }
}

/** The owner of the rows that this stack writes, as the ledger in the table has it. */
export const rowOwner = (): string => `${pulumi.getProject()}/${pulumi.getStack()}`;

/** Rows are held in memory while they change, as text and as objects. */
const memoryFor = (bytes: number): number => Math.min(3008, 512 + Math.ceil(bytes / 1024 / 1024) * 10);
