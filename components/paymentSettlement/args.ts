import type * as pulumi from "@pulumi/pulumi";
import type { ApiProfileArgs } from "../configTables/args";
import type { TableReferenceArgs } from "../lookupFunctions/args";

/** How payments are guarded. What is left out has the default. */
export interface PaymentPolicyArgs {
  /** How many cards may be put to the bank for one order within the window; an agent takes over then. Default: 5. */
  cardsPerOrder?: number;
  /** The same for one account, whatever its orders are. Default: 6. */
  cardsPerAccount?: number;
  /** How long tries are counted, in minutes from the first: nobody is locked out for longer. Default: 120. */
  windowMinutes?: number;
  /**
   * How old a payment in doubt has to be, in minutes, before "the gateway knows no such payment" is taken for "nothing
   * was charged". Default: 60.
   */
  horizonMinutes?: number;
  /** How long an order is kept for a caller who has not paid it, in minutes. Default: 30. */
  reservationMinutes?: number;
}

export interface PaymentSettlementArgs {
  /** ARN of the Amazon Connect instance whose flows take the payments. */
  instanceArn: string;
  /** Beginning of the function's name, `<company>-<stack>`. */
  namePrefix: string;
  /** The environments table, which says where the company's systems are. */
  environmentsTable: TableReferenceArgs;
  /** The table of `CallState`, with its index `unsettled`. */
  callStateTable: TableReferenceArgs;
  /** ARN of the customer-managed key of the tables. Left out, they are encrypted by the account's DynamoDB key. */
  tablesKmsKeyArn?: pulumi.Input<string>;
  /** The company's systems by environment and API profile, as `SelfServiceFunctions` has them. Default: none. */
  apis?: Record<string, Record<string, ApiProfileArgs>>;
  /** The same as that of `SelfServiceFunctions`. Default: that of `PaymentPolicyArgs`. */
  paymentPolicy?: PaymentPolicyArgs;
  /** How often it runs, in minutes. Default: 5. */
  everyMinutes?: number;
  /** How old the oldest open payment may become, in minutes, before the alarm. Default: 120. */
  alarmAfterMinutes?: number;
  /** ARN of the SNS topic that is told of alarms. Default: nobody is. */
  alarmTopicArn?: pulumi.Input<string>;
  /** How many days log lines are kept. Default: 30. */
  logRetentionDays?: number;
  /** ARN of the customer-managed key of the log; its policy lets CloudWatch Logs use it. Default: CloudWatch's own. */
  logKmsKeyArn?: pulumi.Input<string>;
}
