import type * as pulumi from "@pulumi/pulumi";

/** What a function may do: one statement of its role's policy. */
export interface FunctionPermissionArgs {
  /** IAM actions, such as `dynamodb:GetItem`. */
  actions: string[];
  /** ARNs of exactly the resources that the actions are for. */
  resources: pulumi.Input<string>[];
  /** Conditions of the statement, by operator and key of IAM. Default: none. */
  condition?: Record<string, Record<string, pulumi.Input<string>>>;
}

export interface ConnectFunctionArgs {
  /** ARN of the Amazon Connect instance whose flows call the function. */
  instanceArn: string;
  /** The function's name. Fixed, because flows name the function before it exists. */
  functionName: string;
  /** Absolute path of the module that exports `handler`; it is bundled with all it imports. */
  entry: string;
  /** Environment variables. Never a secret: pass the ARN of one. */
  environment?: Record<string, pulumi.Input<string>>;
  /** What the function may do beside writing its log. Default: nothing. */
  permissions?: FunctionPermissionArgs[];
  /** Seconds until Lambda stops the function; Connect waits 8 at most. Default: 7. */
  timeoutSeconds?: number;
  /** Memory in MB. Default: 512. */
  memoryMb?: number;
  /** How many days log lines are kept; CloudWatch takes 1, 3, 5, 7, 14, 30 and some more up to 3653. Default: 30. */
  logRetentionDays?: number;
  /** ARN of the customer-managed key of the log. Default: CloudWatch's own. */
  logKmsKeyArn?: pulumi.Input<string>;
  /**
   * How many invocations at once are kept for the function, and are all that it gets. Default: it shares what the
   * account has with all others.
   */
  reservedConcurrency?: number;
}
