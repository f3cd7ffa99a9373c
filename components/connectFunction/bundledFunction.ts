import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { bundle } from "./bundle";
import { trustService } from "../shared/trust";
import type { FunctionPermissionArgs } from "./args";

/** A function that is bundled from its source, and what it may do. */
export interface BundledFunction {
  readonly functionName: string;
  /** The account that it runs in. */
  readonly account: pulumi.Input<string>;
  /** Absolute path of the module that exports `handler`. */
  readonly entry: string;
  /** What lies beside the bundle, by path. Default: nothing. */
  readonly files?: Readonly<Record<string, pulumi.asset.Asset>>;
  readonly environment?: Record<string, pulumi.Input<string>>;
  readonly permissions?: FunctionPermissionArgs[];
  readonly timeoutSeconds: number;
  readonly memoryMb?: number;
  readonly logRetentionDays?: number;
  readonly logKmsKeyArn?: pulumi.Input<string>;
  readonly reservedConcurrency?: number;
}

/** One Lambda function with its bundle, its log group and a role that may do what is said here and write the log. */
export function bundledFunction(name: string, args: BundledFunction, parent: pulumi.Resource): lambda.Function {
  const child = { parent };
  const logs = new cloudwatch.LogGroup(
    `${name}-logs`,
    {
      name: `/aws/lambda/${args.functionName}`,
      retentionInDays: args.logRetentionDays ?? 30,
      ...(args.logKmsKeyArn !== undefined && { kmsKeyId: args.logKmsKeyArn }),
    },
    child,
  );
  const role = new iam.Role(
    `${name}-role`,
    { assumeRolePolicy: trustService("lambda.amazonaws.com", args.account), description: `Runs ${args.functionName}.` },
    child,
  );
  const writeLog = {
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [pulumi.interpolate`${logs.arn}:*`],
  };
  const policy = new iam.RolePolicy(
    `${name}-policy`,
    { role: role.id, policy: policyDocument([writeLog, ...(args.permissions ?? [])]) },
    child,
  );
  return new lambda.Function(
    `${name}-function`,
    {
      name: args.functionName,
      role: role.arn,
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      code: new pulumi.asset.AssetArchive({
        "index.mjs": new pulumi.asset.StringAsset(bundle(args.entry)),
        ...args.files,
      }),
      timeout: args.timeoutSeconds,
      memorySize: args.memoryMb ?? 512,
      ...(args.reservedConcurrency !== undefined && { reservedConcurrentExecutions: args.reservedConcurrency }),
      environment: { variables: args.environment ?? {} },
      loggingConfig: { logFormat: "JSON", logGroup: logs.name },
    },
    { ...child, dependsOn: [policy], deleteBeforeReplace: true },
  );
}

const policyDocument = (statements: FunctionPermissionArgs[]): pulumi.Output<string> =>
  pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: statements.map(({ actions, resources, condition }) => ({
      Effect: "Allow",
      Action: actions,
      Resource: resources,
      ...(condition && { Condition: condition }),
    })),
  });
