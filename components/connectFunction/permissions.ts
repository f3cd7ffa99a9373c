import type * as pulumi from "@pulumi/pulumi";
import type { FunctionPermissionArgs } from "./bundledFunction";

/** DynamoDB's actions, such as `GetItem`, on one table. */
export const onTable = (
  { arn }: { readonly arn: pulumi.Input<string> },
  ...actions: string[]
): FunctionPermissionArgs => ({ actions: actions.map((action) => `dynamodb:${action}`), resources: [arn] });

/** To decrypt by a customer-managed key; nothing where there is none. */
export const decryptBy = (keyArn: pulumi.Input<string> | undefined): FunctionPermissionArgs[] =>
  keyArn === undefined ? [] : [{ actions: ["kms:Decrypt"], resources: [keyArn] }];
