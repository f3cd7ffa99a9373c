import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../../contentModel/refuse";
import { contracts } from "../../handlers";
import { connectFunctions, decryptBy, functionArnsOf, onTable } from "../connectFunction/connectFunctions";
import { given } from "../shared/given";
import type { CallbackCheckArgs } from "./args";
import { callbackCheckProblems } from "./checks";

/**
 * The function that says where a callback may go. It has a bundle of its own, because what it knows of the world's
 * telephone numbers is larger than all other functions together.
 */
export class CallbackCheck extends pulumi.ComponentResource {
  /** The function's ARN by its role, known once the instance may call it. */
  readonly functionArns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: CallbackCheckArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse(`CallbackCheck ${name} cannot be deployed:`, callbackCheckProblems(args));
    super("connect-ivr:index:CallbackCheck", name, {}, opts);
    const { routingTable, callStateTable, policy = {} } = args;
    const functions = connectFunctions(
      name,
      [contracts.checkCallback.role],
      args,
      () => ({
        environment: {
          ROUTING_TABLE: routingTable.name,
          CALL_STATE_TABLE: callStateTable.name,
          CALLBACK_POLICY: JSON.stringify(policy),
        },
        permissions: [
          onTable(routingTable, "GetItem"),
          onTable(callStateTable, "GetItem", "UpdateItem"),
          ...decryptBy(args.tablesKmsKeyArn, "dynamodb"),
        ],
        ...given(args, "logRetentionDays", "logKmsKeyArn", "reservedConcurrency"),
      }),
      this,
    );
    this.functionArns = functionArnsOf(functions);
    this.registerOutputs({ functionArns: this.functionArns });
  }
}
