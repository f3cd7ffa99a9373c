import type * as pulumi from "@pulumi/pulumi";
import type { TableReferenceArgs } from "../lookupFunctions/args";
import type { TableRowArgs } from "../tableRows/args";

/** Tables that exist already and are used instead of new ones. */
export interface ExistingTablesArgs {
  /** Key: `environment`. */
  environments?: TableReferenceArgs;
  /** Key: `key`. */
  routing?: TableReferenceArgs;
  /** Keys: `language` and `promptSet`. */
  prompts?: TableReferenceArgs;
}

export interface ConfigTablesArgs {
  /** Rows of dialed numbers, menus and known callers. Default: a `TableRows`, or others, write them. */
  routingRows?: TableRowArgs[];
  /** Rows of voices and prompts. Default: a `TableRows`, or others, write them. */
  promptRows?: TableRowArgs[];
  /** Tables to use instead of creating them. Default: all three are created. */
  existingTables?: ExistingTablesArgs;
  /**
   * Guards the tables against deletion, in DynamoDB and in Pulumi, and leaves rows where they are when the stack is
   * destroyed. Default: false.
   */
  protectData?: boolean;
  /** Takes over rows that stand in the tables before the first deployment: see `TableRows`. Default: false. */
  takeOver?: boolean;
  /**
   * For the one deployment that goes before `TableRows` in a stack whose rows are resources yet: keeps them as
   * resources once more, and has Pulumi let go of them without deleting them. Takes 500 rows at most, as those versions
   * did. Default: false.
   */
  rowsAsItems?: boolean;
  /** ARN of a customer-managed key. Default: the account's DynamoDB key in KMS. */
  kmsKeyArn?: pulumi.Input<string>;
}

/** What one environment consists of, by logical key. */
export interface EnvironmentArgs {
  /** Logical key of the queue for callers that nothing else could be done for. */
  defaultQueue: string;
  /** ARNs of flows. */
  flows: Record<string, pulumi.Input<string>>;
  /** ARNs of flow modules. */
  modules: Record<string, pulumi.Input<string>>;
  /** ARNs of queues. */
  queues: Record<string, pulumi.Input<string>>;
  /** ARNs of hours of operation. */
  hours: Record<string, pulumi.Input<string>>;
  /** ARNs of the views that agents see. Default: none. */
  views?: Record<string, pulumi.Input<string>>;
  /** ARNs of claimed numbers that outgoing calls show, by country. Default: none. */
  callerIds?: Record<string, pulumi.Input<string>>;
  /** The company's own systems by API profile, which numbers name. Default: none. */
  apis?: Record<string, ApiProfileArgs>;
  /**
   * The security key that callers' input is encrypted with. Default: none, and self-service that needs it is not
   * offered.
   */
  security?: SecurityKeyReferenceArgs;
}

/** Where one of the company's systems is. */
export interface ApiArgs {
  /** Begins with `https://`; without credentials, and without a slash at its end. */
  url: string;
  /**
   * A name for the system, the same for all profiles that reach it by different addresses: an order is paid once,
   * whichever of them a call goes by. Default: the address.
   */
  system?: string;
  /** Milliseconds until a request is given up. Default: 2500. */
  timeoutMs?: number;
  /** ARN of the secret with the token that requests carry. Default: requests carry none. */
  secretArn?: string;
}

/** The systems that serve a number; what needs one that is left out is not available. */
export interface ApiProfileArgs {
  /** Accounts: who a caller is, balances, one-time codes. */
  accounts?: ApiArgs;
  /** Orders and add-ons. */
  orders?: ApiArgs;
  /** The payment gateway. */
  payments?: ApiArgs;
}

/** A security key of the instance. */
export interface SecurityKeyReferenceArgs {
  /** The instance's id of the key. */
  keyId: pulumi.Input<string>;
  /** The X.509 certificate of the key in PEM. */
  certificate: string;
}

export interface EnvironmentRowsArgs {
  /** ARN of the Amazon Connect instance; every ARN of a row has to belong to it. */
  instanceArn: string;
  /** Name of the environments table. */
  tableName: pulumi.Input<string>;
  /** The environments that the instance hosts, by name. */
  environments: Record<string, EnvironmentArgs>;
}
