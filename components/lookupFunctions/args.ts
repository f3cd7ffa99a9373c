import type * as pulumi from "@pulumi/pulumi";

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
  /** ARN of the customer-managed key of the logs; its policy lets CloudWatch Logs use it. Default: CloudWatch's own. */
  logKmsKeyArn?: pulumi.Input<string>;
  /** How many invocations at once are kept for each function. Default: they share what the account has. */
  reservedConcurrency?: number;
}
