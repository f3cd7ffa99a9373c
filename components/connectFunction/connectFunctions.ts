import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { contracts } from "../../handlers";
import { bundleAll, packageFolder } from "./bundle";
import { ConnectFunction } from "./connectFunction";
import { functionName } from "../../callFlows/instance";
import type { ConnectFunctionArgs, FunctionPermissionArgs } from "./args";

/** Where functions of the library are called from, and what their names begin with. */
export interface FunctionSite {
  readonly instanceArn: string;
  readonly namePrefix: string;
}

/**
 * One function of the library for each role, each from the entry of its role's name.
 * @param argsOf what a role's function differs in
 * @returns their ARNs by role, known once the instance may call them
 */
export function connectFunctions<Role extends contracts.FunctionRole>(
  name: string,
  roles: readonly Role[],
  { instanceArn, namePrefix }: FunctionSite,
  argsOf: (role: Role) => Omit<ConnectFunctionArgs, "instanceArn" | "functionName" | "entry">,
  parent: pulumi.Resource,
): pulumi.Output<Record<string, string>> {
  const entryOf = (role: Role): string => join(packageFolder(), "handlers", "entries", `${role}.ts`);
  bundleAll(roles.map(entryOf));
  const arns = roles.map((role) => {
    const args = argsOf(role);
    const environment = { STACK: pulumi.getStack(), POWERTOOLS_LOG_LEVEL: "INFO", ...args.environment };
    return new ConnectFunction(
      `${name}-${role}`,
      { ...args, environment, instanceArn, functionName: functionName(namePrefix, role), entry: entryOf(role) },
      { parent },
    ).functionArn;
  });
  return pulumi
    .all(arns)
    .apply((known) => Object.fromEntries(roles.map((role, index) => [role, known[index] as string])));
}

/** DynamoDB's actions, such as `GetItem`, on one table. */
export const onTable = (
  { arn }: { readonly arn: pulumi.Input<string> },
  ...actions: string[]
): FunctionPermissionArgs => ({ actions: actions.map((action) => `dynamodb:${action}`), resources: [arn] });

/** To read secrets; nothing where there are none. */
export const readSecrets = (...resources: pulumi.Input<string>[]): FunctionPermissionArgs[] =>
  resources.length === 0 ? [] : [{ actions: ["secretsmanager:GetSecretValue"], resources }];

/** To decrypt by a customer-managed key; nothing where there is none. */
export const decryptBy = (keyArn: pulumi.Input<string> | undefined): FunctionPermissionArgs[] =>
  keyArn === undefined ? [] : [{ actions: ["kms:Decrypt"], resources: [keyArn] }];
