import type * as pulumi from "@pulumi/pulumi";
import type { ApiProfileArgs } from "../configTables/args";
import type { TableReferenceArgs } from "../lookupFunctions/args";
import type { PaymentPolicyArgs } from "../paymentSettlement/args";

/** The private halves of the keys that callers' input is encrypted with, as `SecurityKeys` has them. */
export interface InputKeysArgs {
  /** ARN of the secret that holds them. */
  secretArn: pulumi.Input<string>;
  /** ARN of the KMS key that the secret is encrypted with. */
  kmsKeyArn: pulumi.Input<string>;
  /** The instance's id of each security key, by its name. */
  keyIds: Record<string, pulumi.Input<string>>;
}

/**
 * How often callers may try to prove who they are, and how many one-time codes are sent. What is left out has the
 * default; docs/authentication.md says what each limit is for.
 */
export interface VerificationPolicyArgs {
  /** How often an account may be tried within the window, with a PIN or a code, from whatever numbers. Default: 3. */
  triesPerAccount?: number;
  /** How often from the owner's own numbers beside these, when they are used up. Default: 3. */
  triesFromOwnNumber?: number;
  /** How often one number, or one call where the number is withheld, may try within the window. Default: 5. */
  triesPerCaller?: number;
  /** The same in a day from the first. Default: 20. */
  triesPerCallerADay?: number;
  /** How long tries are counted, in minutes from the first. Default: 30. */
  windowMinutes?: number;
  /** How many tries in a row may fail for an account, however slowly they come. Default: 20. */
  failuresPerAccount?: number;
  /** How many in a row may fail from the owner's own numbers beside these; 100 together at most. Default: 10. */
  failuresFromOwnNumber?: number;
  /** How many one-time codes are sent to an account in an hour. Default: 3. */
  codesPerAccount?: number;
  /** The same in a day from the first. Default: 10. */
  codesPerAccountADay?: number;
  /** How many one-time codes one number, or one call where it is withheld, may ask for in an hour. Default: 5. */
  codesPerCaller?: number;
  /** How many one-time codes are sent for an environment in an hour, to whomever. Default: 200. */
  codesPerEnvironment?: number;
}

export interface SelfServiceFunctionsArgs {
  /** ARN of the Amazon Connect instance whose flows call the functions. */
  instanceArn: string;
  /**
   * Beginning of the functions' names, `<company>-<stack>`: with the role behind it the ARN has 140 characters at most.
   */
  namePrefix: string;
  /** The environments table, which says where the company's systems are. */
  environmentsTable: TableReferenceArgs;
  /** The table of `CallState`. */
  callStateTable: TableReferenceArgs;
  /** ARN of the customer-managed key of the tables. Left out, they are encrypted by the account's DynamoDB key. */
  tablesKmsKeyArn?: pulumi.Input<string>;
  /**
   * The keys of callers' input. Left out, nobody can be verified and nothing be paid: the functions answer
   * `unavailable`.
   */
  inputKeys?: InputKeysArgs;
  /**
   * ARNs of the IAM roles and users who run `ivr keys`, with `*` in place of what differs. Beside the functions nobody
   * else reads the private keys, administrators included. Default: whoever the account's own policies let.
   */
  keyHolderArns?: string[];
  /**
   * The company's systems by environment and API profile, as `EnvironmentRows` has them. Each function reads the tokens
   * of those that it asks. Their secrets are encrypted by the account's Secrets Manager key. Default: none.
   */
  apis?: Record<string, Record<string, ApiProfileArgs>>;
  /** How payments are guarded. Default: that of `PaymentPolicyArgs`. */
  paymentPolicy?: PaymentPolicyArgs;
  /** How proofs of who calls are guarded. Default: that of `VerificationPolicyArgs`. */
  verificationPolicy?: VerificationPolicyArgs;
  /** How many days log lines are kept; those of functions that open what callers key in 7 at most. Default: 30. */
  logRetentionDays?: number;
  /**
   * ARN of the customer-managed key of the logs, whose policy lets CloudWatch Logs use it; those of functions that open
   * what callers key in have a key of their own. Default: CloudWatch's own.
   */
  logKmsKeyArn?: pulumi.Input<string>;
  /** How many invocations at once are kept for each function. Default: they share what the account has. */
  reservedConcurrency?: number;
}
