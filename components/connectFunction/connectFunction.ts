import * as connect from "@pulumi/aws/connect";
import * as pulumi from "@pulumi/pulumi";
import { functionArn, parseInstanceArn } from "../instance";
import { bundle } from "./bundle";
import { bundledFunction, type FunctionPermissionArgs } from "./bundledFunction";

export type { FunctionPermissionArgs };

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
    if (timeout > LONGEST_CALL_SECONDS)
      throw new Error(`${name}: timeoutSeconds is ${timeout}, but Connect waits ${LONGEST_CALL_SECONDS} s at most.`);
    functionArn(instance, args.functionName);
    bundle(args.entry);
    super("connect-ivr:index:ConnectFunction", name, {}, opts);
    const child = { parent: this };
    const fn = bundledFunction(name, { ...args, timeoutSeconds: timeout }, this);
    const association = new connect.LambdaFunctionAssociation(
      `${name}-association`,
      { instanceId: instance.id, functionArn: fn.arn },
      { ...child, deleteBeforeReplace: true },
    );

    this.functionArn = association.functionArn;
    this.registerOutputs({ functionArn: this.functionArn });
  }
}
