import * as pulumi from "@pulumi/pulumi";
import { contracts } from "../../handlers";
import type { FunctionPermissionArgs } from "../connectFunction/connectFunction";
import { connectFunctions } from "../connectFunction/connectFunctions";
import { decryptBy, onTable } from "../connectFunction/permissions";

/** A DynamoDB table by name and ARN: one of ours or one that exists. */
export interface TableReferenceArgs {
  /** Name of the table. */
  name: pulumi.Input<string>;
  /** ARN of the table. */
  arn: pulumi.Input<string>;
}

/** The three tables that the lookups read. */
export interface LookupTablesArgs {
  /** Environments: instance, flows, queues, hours and endpoints by environment. */
  environments: TableReferenceArgs;
  /** Routing: dialed numbers, menus and known callers. */
  routing: TableReferenceArgs;
  /** Prompts by language and set. */
  prompts: TableReferenceArgs;
}

export interface LookupFunctionsArgs {
  /** ARN of the Amazon Connect instance whose flows call the functions. */
  instanceArn: string;
  /**
   * Beginning of the functions' names, `<company>-<stack>`: with the role behind it the ARN has 140 characters at most.
   */
  namePrefix: string;
  /** The tables that are read. Only these, each by exactly the actions its function uses. */
  tables: LookupTablesArgs;
  /** ARN of the customer-managed key of the tables. Left out, they are encrypted by the account's DynamoDB key. */
  kmsKeyArn?: pulumi.Input<string>;
  /** How many days log lines are kept. Default: 30. */
  logRetentionDays?: number;
}

/** The four functions that read the tables for the flows, each with a role of its own. */
export class LookupFunctions extends pulumi.ComponentResource {
  /** ARNs by role, known once the instance may call the functions. */
  readonly functionArns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: LookupFunctionsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("connect-ivr:index:LookupFunctions", name, {}, opts);
    const { environments, routing, prompts } = args.tables;
    const permissions: Record<contracts.LookupRole, FunctionPermissionArgs[]> = {
      getEnvironment: [onTable(environments, "GetItem")],
      getNumberAttributes: [onTable(routing, "BatchGetItem")],
      getPrompts: [onTable(prompts, "Query")],
      resolveRoute: [onTable(routing, "GetItem"), onTable(environments, "GetItem")],
    };
    const common = {
      environment: { ENVIRONMENTS_TABLE: environments.name, ROUTING_TABLE: routing.name, PROMPTS_TABLE: prompts.name },
      ...(args.logRetentionDays !== undefined && { logRetentionDays: args.logRetentionDays }),
    };
    this.functionArns = connectFunctions(
      name,
      contracts.LOOKUP_ROLES,
      args,
      (role) => ({ ...common, permissions: [...permissions[role], ...decryptBy(args.kmsKeyArn)] }),
      this,
    );
    this.registerOutputs({ functionArns: this.functionArns });
  }
}
