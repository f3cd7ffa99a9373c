import { join } from "node:path";
import type * as lambda from "@pulumi/aws/lambda";
import type * as pulumi from "@pulumi/pulumi";
import { packageFolder } from "../connectFunction/bundle";
import { bundledFunction } from "../connectFunction/bundledFunction";
import { reportedAttributes } from "../reportingDataset/sql";

/** A transform that leaves nothing in the archive that tells who a caller is. */
export interface ArchiveTransformArgs {
  /**
   * ARN of the secret of Secrets Manager whose text keys the hash of phone numbers. Never change it: callers would
   * become other callers.
   */
  secretArn: pulumi.Input<string>;
  /** ARN of the customer-managed key of the secret. Default: the account's Secrets Manager key. */
  secretKmsKeyArn?: pulumi.Input<string>;
  /** The contact attributes that are kept. Default: those of the library's contract that say nothing about a person. */
  attributes?: string[];
  /** How many days the function's log lines are kept. Default: 30. */
  logRetentionDays?: number;
}

/** The entry of the transform's bundle. */
export const transformEntry = (): string => join(packageFolder(), "handlers", "entries", "maskContactRecords.ts");

export function transformFunction(
  name: string,
  functionName: string,
  args: ArchiveTransformArgs,
  parent: pulumi.Resource,
): lambda.Function {
  return bundledFunction(
    name,
    {
      functionName,
      entry: transformEntry(),
      environment: { SECRET_ARN: args.secretArn, ATTRIBUTES: (args.attributes ?? reportedAttributes).join(",") },
      permissions: [
        { actions: ["secretsmanager:GetSecretValue"], resources: [args.secretArn] },
        ...(args.secretKmsKeyArn === undefined
          ? []
          : [{ actions: ["kms:Decrypt"], resources: [args.secretKmsKeyArn] }]),
      ],
      timeoutSeconds: 60,
      ...(args.logRetentionDays !== undefined && { logRetentionDays: args.logRetentionDays }),
    },
    parent,
  );
}
