import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as connect from "@pulumi/aws/connect";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { functionArn, parseInstanceArn } from "../instance";
import { bundle } from "./bundle";

/** What a function may do: one statement of its role's policy. */
export interface FunctionPermissionArgs {
  /** IAM actions, such as `dynamodb:GetItem`. */
  actions: string[];
  /** ARNs of exactly the resources that the actions are for. */
  resources: pulumi.Input<string>[];
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
  /** How many days log lines are kept. Default: 30. */
  logRetentionDays?: number;
  /** ARN of the customer-managed key of the log. Default: CloudWatch's own. */
  logKmsKeyArn?: pulumi.Input<string>;
}

const LONGEST_CALL_SECONDS = 8;

/** One Lambda function that flows can call: its bundle, role, log group and association with the instance. */
export class ConnectFunction extends pulumi.ComponentResource {
  /** ARN of the function, known once the instance may call it. */
  readonly functionArn: pulumi.Output<string>;

  constructor(name: string, args: ConnectFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    const instance = parseInstanceArn(args.instanceArn);
    const timeout = args.timeoutSeconds ?? LONGEST_CALL_SECONDS - 1;
    if (timeout > LONGEST_CALL_SECONDS) throw new Error(`${name}: timeoutSeconds is ${timeout}, but Connect waits ${LONGEST_CALL_SECONDS} s at most.`);
    functionArn(instance, args.functionName);
    const code = bundle(args.entry);
    super("connect-ivr:index:ConnectFunction", name, {}, opts);
    const child = { parent: this };
    const logs = new cloudwatch.LogGroup(`${name}-logs`, { name: `/aws/lambda/${args.functionName}`, retentionInDays: args.logRetentionDays ?? 30, ...(args.logKmsKeyArn !== undefined && { kmsKeyId: args.logKmsKeyArn }) }, child);
    const role = new iam.Role(`${name}-role`, { assumeRolePolicy: TRUST_LAMBDA, description: `Runs ${args.functionName}.` }, child);
    const writeLog = { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [pulumi.interpolate`${logs.arn}:*`] };
    const policy = new iam.RolePolicy(`${name}-policy`, { role: role.id, policy: policyDocument([writeLog, ...(args.permissions ?? [])]) }, child);
    const fn = new lambda.Function(
      `${name}-function`,
      {
        name: args.functionName,
        role: role.arn,
        runtime: "nodejs24.x",
        architectures: ["arm64"],
        handler: "index.handler",
        code: new pulumi.asset.AssetArchive({ "index.mjs": new pulumi.asset.StringAsset(code) }),
        timeout,
        memorySize: args.memoryMb ?? 512,
        environment: { variables: args.environment ?? {} },
        loggingConfig: { logFormat: "JSON", logGroup: logs.name },
      },
      { ...child, dependsOn: [policy], deleteBeforeReplace: true },
    );
    const association = new connect.LambdaFunctionAssociation(`${name}-association`, { instanceId: instance.id, functionArn: fn.arn }, { ...child, deleteBeforeReplace: true });

    this.functionArn = association.functionArn;
    this.registerOutputs({ functionArn: this.functionArn });
  }
}

const TRUST_LAMBDA = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

const policyDocument = (statements: FunctionPermissionArgs[]): pulumi.Output<string> =>
  pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: statements.map(({ actions, resources }) => ({ Effect: "Allow", Action: actions, Resource: resources })),
  });
