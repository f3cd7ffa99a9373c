import type * as pulumi from "@pulumi/pulumi";

export interface CallStateArgs {
  /** Guards the table against deletion, in DynamoDB and in Pulumi. Default: false. */
  protectData?: boolean;
  /** ARN of a customer-managed key. Default: the account's DynamoDB key in KMS. */
  kmsKeyArn?: pulumi.Input<string>;
}
