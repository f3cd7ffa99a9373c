import { join } from "node:path";
import type * as lambda from "@pulumi/aws/lambda";
import type * as pulumi from "@pulumi/pulumi";
import { packageFolder } from "../connectFunction/bundle";
import { type BundledFunction, bundledFunction } from "../connectFunction/bundledFunction";
import { decryptBy, readSecrets } from "../connectFunction/connectFunctions";
import { reportedAttributes } from "../reportingDataset/sql";
import { given } from "../shared/given";
import type { ArchiveTransformArgs } from "./args";

/** The entry of the transform's bundle. */
export const transformEntry = (): string => join(packageFolder(), "handlers", "entries", "maskContactRecords.ts");

export function transformFunction(
  name: string,
  functionName: string,
  args: ArchiveTransformArgs & Pick<BundledFunction, "account" | "logKmsKeyArn">,
  parent: pulumi.Resource,
): lambda.Function {
  return bundledFunction(
    name,
    {
      functionName,
      account: args.account,
      entry: transformEntry(),
      environment: { SECRET_ARN: args.secretArn, ATTRIBUTES: (args.attributes ?? reportedAttributes).join(",") },
      permissions: [...readSecrets(args.secretArn), ...decryptBy(args.secretKmsKeyArn, "secretsmanager")],
      timeoutSeconds: 60,
      ...given(args, "logRetentionDays", "logKmsKeyArn"),
    },
    parent,
  );
}
