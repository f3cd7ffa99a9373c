import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { contracts } from "../../handlers";
import { bundleAll, packageFolder } from "../connectFunction/bundle";
import { ConnectFunction, type FunctionPermissionArgs } from "../connectFunction/connectFunction";
import { functionName } from "../connectFunction/names";

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
  /** Beginning of the functions' names, `<company>-<stack>`: with the role behind it the ARN has 140 characters at most. */
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
    const read = (table: TableReferenceArgs, ...actions: string[]): FunctionPermissionArgs => ({ actions: actions.map((action) => `dynamodb:${action}`), resources: [table.arn] });
    const permissions: Record<contracts.LookupRole, FunctionPermissionArgs[]> = {
      getEnvironment: [read(environments, "GetItem")],
      getNumberAttributes: [read(routing, "BatchGetItem")],
      getPrompts: [read(prompts, "Query")],
      resolveRoute: [read(routing, "GetItem"), read(environments, "GetItem")],
    };
    const entryOf = (role: string): string => join(packageFolder(), "handlers", "entries", `${role}.ts`);
    bundleAll(contracts.LOOKUP_ROLES.map(entryOf));
    const decrypt = args.kmsKeyArn === undefined ? [] : [{ actions: ["kms:Decrypt"], resources: [args.kmsKeyArn] }];
    const functions = contracts.LOOKUP_ROLES.map(
      (role) =>
        new ConnectFunction(
          `${name}-${role}`,
          {
            instanceArn: args.instanceArn,
            functionName: functionName(args.namePrefix, role),
            entry: entryOf(role),
            environment: {
              STACK: pulumi.getStack(),
              ENVIRONMENTS_TABLE: environments.name,
              ROUTING_TABLE: routing.name,
              PROMPTS_TABLE: prompts.name,
              POWERTOOLS_LOG_LEVEL: "INFO",
            },
            permissions: [...permissions[role], ...decrypt],
            ...(args.logRetentionDays !== undefined && { logRetentionDays: args.logRetentionDays }),
          },
          { parent: this },
        ),
    );
    this.functionArns = pulumi.all(functions.map((fn) => fn.functionArn)).apply((arns) => Object.fromEntries(contracts.LOOKUP_ROLES.map((role, index) => [role, arns[index] as string])));
    this.registerOutputs({ functionArns: this.functionArns });
  }
}
