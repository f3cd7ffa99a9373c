import * as pulumi from "@pulumi/pulumi";
import { contracts } from "../../handlers";
import type { FunctionPermissionArgs } from "../connectFunction/connectFunction";
import { connectFunctions, decryptBy, functionArnsOf, onTable } from "../connectFunction/connectFunctions";
import { refuse } from "../../contentModel/refuse";
import { given } from "../shared/given";
import { logRetentionProblems } from "../shared/logRetention";
import { reservedConcurrencyProblems } from "../shared/reservedConcurrency";
import type { LookupFunctionsArgs } from "./args";

/** The four functions that read the tables for the flows, each with a role of its own. */
export class LookupFunctions extends pulumi.ComponentResource {
  /** ARNs by role, known once the instance may call the functions. */
  readonly functionArns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: LookupFunctionsArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse(`LookupFunctions ${name} cannot be deployed:`, [
      ...logRetentionProblems("logRetentionDays", args.logRetentionDays),
      ...reservedConcurrencyProblems(args.reservedConcurrency),
    ]);
    super("connect-ivr:index:LookupFunctions", name, {}, opts);
    const { environments, routing, prompts } = args.tables;
    const permissions: Record<contracts.LookupRole, FunctionPermissionArgs[]> = {
      getEnvironment: [onTable(environments, "GetItem")],
      getNumberAttributes: [onTable(routing, "BatchGetItem")],
      getPrompts: [onTable(prompts, "Query")],
      resolveRoute: [onTable(routing, "GetItem"), onTable(environments, "GetItem")],
    };
    const common = {
      environment: { ENVIRONMENTS_TABLE: environments.name, ROUTING_TABLE: routing.name, PROMPTS_TABLE: prompts.name },
      ...given(args, "logRetentionDays", "logKmsKeyArn", "reservedConcurrency"),
    };
    const functions = connectFunctions(
      name,
      contracts.LOOKUP_ROLES,
      args,
      (role) => ({ ...common, permissions: [...permissions[role], ...decryptBy(args.kmsKeyArn, "dynamodb")] }),
      this,
    );
    this.functionArns = functionArnsOf(functions);
    this.registerOutputs({ functionArns: this.functionArns });
  }
}
