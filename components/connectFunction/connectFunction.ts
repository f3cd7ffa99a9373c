import * as connect from "@pulumi/aws/connect";
import * as pulumi from "@pulumi/pulumi";
import { functionArn, parseInstanceArn } from "../../callFlows/instance";
import { refuse } from "../../contentModel/refuse";
import { logRetentionProblems } from "../shared/logRetention";
import { reservedConcurrencyProblems } from "../shared/reservedConcurrency";
import { bundle } from "./bundle";
import { bundledFunction } from "./bundledFunction";
import { type ConnectFunctionArgs, type FunctionPermissionArgs } from "./args";

export type { FunctionPermissionArgs };
const LONGEST_CALL_SECONDS = 8;

/** One Lambda function that flows can call: its bundle, role, log group and association with the instance. */
export class ConnectFunction extends pulumi.ComponentResource {
  /** ARN of the function, known once the instance may call it. */
  readonly functionArn: pulumi.Output<string>;
  /** ARN of the role that it runs in. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: ConnectFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    const instance = parseInstanceArn(args.instanceArn);
    const timeout = args.timeoutSeconds ?? LONGEST_CALL_SECONDS - 1;
    if (timeout > LONGEST_CALL_SECONDS)
      throw new Error(`${name}: timeoutSeconds is ${timeout}, but Connect waits ${LONGEST_CALL_SECONDS} s at most.`);
    refuse(`ConnectFunction ${name} cannot be deployed:`, [
      ...logRetentionProblems("logRetentionDays", args.logRetentionDays),
      ...reservedConcurrencyProblems(args.reservedConcurrency),
    ]);
    functionArn(instance, args.functionName);
    bundle(args.entry);
    super("connect-ivr:index:ConnectFunction", name, {}, opts);
    const child = { parent: this };
    const fn = bundledFunction(name, { ...args, account: instance.account, timeoutSeconds: timeout }, this);
    const association = new connect.LambdaFunctionAssociation(
      `${name}-association`,
      { instanceId: instance.id, functionArn: fn.arn },
      { ...child, deleteBeforeReplace: true },
    );

    this.functionArn = association.functionArn;
    this.roleArn = fn.role;
    this.registerOutputs({ functionArn: this.functionArn, roleArn: this.roleArn });
  }
}
