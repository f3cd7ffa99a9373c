import type * as pulumi from "@pulumi/pulumi";
import type { TableReferenceArgs } from "../lookupFunctions/args";

/** How callbacks are guarded. What is left out has the default. */
export interface CallbackPolicyArgs {
  /** How many callbacks a day may be left to one number. Default: 3. */
  perNumber?: number;
  /** How many a day whoever calls from one number may leave, to whatever numbers. Default: 5. */
  perCaller?: number;
  /** How many a day an environment takes. Default: 1000. */
  perEnvironment?: number;
  /** How many minutes a callback that was not made keeps another one to its number from being left. Default: 240. */
  openMinutes?: number;
}

export interface CallbackCheckArgs {
  /** ARN of the Amazon Connect instance whose flows leave callbacks. */
  instanceArn: string;
  /**
   * Beginning of the function's name, `<company>-<stack>`: with the role behind it the ARN has 140 characters at most.
   */
  namePrefix: string;
  /** The routing table, which says where callbacks of a dialed number may go and which numbers are our own. */
  routingTable: TableReferenceArgs;
  /** The table of `CallState`. */
  callStateTable: TableReferenceArgs;
  /** ARN of the customer-managed key of the tables. Left out, they are encrypted by the account's DynamoDB key. */
  tablesKmsKeyArn?: pulumi.Input<string>;
  /** How callbacks are guarded. Default: that of `CallbackPolicyArgs`. */
  policy?: CallbackPolicyArgs;
  /** How many days log lines are kept. Default: 30. */
  logRetentionDays?: number;
  /** ARN of the customer-managed key of the logs; its policy lets CloudWatch Logs use it. Default: CloudWatch's own. */
  logKmsKeyArn?: pulumi.Input<string>;
  /** How many invocations at once are kept for the function. Default: it shares what the account has. */
  reservedConcurrency?: number;
}
