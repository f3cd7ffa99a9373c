import type { TableReferenceArgs } from "../lookupFunctions/args";
import type * as pulumi from "@pulumi/pulumi";

/** A row as an item of its table: attribute names to strings, or maps of them. */
export interface TableRowArgs {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one form that every language's components take
  [attribute: string]: any;
}

/** The rows of a table, as `promptRowSet` and `routingRowSet` make it of what a `phoneSystem` has. */
export interface RowSetArgs {
  /** The attributes that make the key of the table: one, or two. */
  keys: string[];
  /** Rows by group, such as the prompts of a language. A preview shows which groups change. */
  groups: Record<string, TableRowArgs[]>;
  /**
   * Maps of a row whose entries stay until the release is over: flows of before still ask for them. Default: none.
   */
  keptMaps?: string[];
}

export interface TableRowsArgs {
  /** The table. One component of a stack writes the rows of a table. */
  table: TableReferenceArgs;
  /**
   * Name of the function that writes the rows. Fixed, so that a function that is made anew is still the one that the
   * deployment invokes. Default: `<project>-<stack>-<name of the component>`.
   */
  functionName?: string;
  /** What is to stand in it. Rows of others are not touched. */
  rows: RowSetArgs;
  /**
   * Leaves the rows where they are when the stack is destroyed. Default: false, the stack's own rows go, and those of
   * others stay.
   */
  protectData?: boolean;
  /**
   * Takes over rows that stand in the table before the first deployment, such as those of a table that was restored.
   * Default: false, such a deployment is refused, because earlier versions kept rows as resources, which Pulumi would
   * delete behind it.
   */
  takeOver?: boolean;
  /**
   * Flows that keep their content in this release, as `ConnectFlowSet` has them: what they may still look up is not
   * deleted before the release in which none is held. Default: none.
   */
  held?: string[];
  /** ARN of the customer-managed key of the table. Left out, it is encrypted by the account's DynamoDB key. */
  kmsKeyArn?: pulumi.Input<string>;
  /** How many days log lines are kept. Default: 30. */
  logRetentionDays?: number;
  /** ARN of the customer-managed key of the log; its policy lets CloudWatch Logs use it. Default: CloudWatch's own. */
  logKmsKeyArn?: pulumi.Input<string>;
}
