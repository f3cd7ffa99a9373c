import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { contracts } from "../../handlers";
import { ASKED_APIS, type AskingRole } from "../../handlers/askedApis";
import type { ApiProfileArgs } from "../configTables/args";
import { bundleAll, packageFolder } from "./bundle";
import { ConnectFunction } from "./connectFunction";
import { functionName } from "../../callFlows/instance";
import { viaService } from "../shared/arns";
import { mapValues } from "../shared/mapValues";
import type { ConnectFunctionArgs, FunctionPermissionArgs } from "./args";

/** Where functions of the library are called from, and what their names begin with. */
export interface FunctionSite {
  readonly instanceArn: string;
  readonly namePrefix: string;
}

/**
 * One function of the library for each role, each from the entry of its role's name.
 * @param argsOf what a role's function differs in
 * @returns them by role
 */
export function connectFunctions<Role extends contracts.FunctionRole>(
  name: string,
  roles: readonly Role[],
  { instanceArn, namePrefix }: FunctionSite,
  argsOf: (role: Role) => Omit<ConnectFunctionArgs, "instanceArn" | "functionName" | "entry">,
  parent: pulumi.Resource,
): Record<Role, ConnectFunction> {
  const entryOf = (role: Role): string => join(packageFolder(), "handlers", "entries", `${role}.ts`);
  bundleAll(roles.map(entryOf));
  const made = roles.map((role): [Role, ConnectFunction] => {
    const args = argsOf(role);
    const environment = { STACK: pulumi.getStack(), POWERTOOLS_LOG_LEVEL: "INFO", ...args.environment };
    const fn = new ConnectFunction(
      `${name}-${role}`,
      { ...args, environment, instanceArn, functionName: functionName(namePrefix, role), entry: entryOf(role) },
      { parent },
    );
    return [role, fn];
  });
  return Object.fromEntries(made) as Record<Role, ConnectFunction>;
}

/** ARNs of functions by role, known once the instance may call them all. */
export const functionArnsOf = (
  functions: Readonly<Record<string, ConnectFunction>>,
): pulumi.Output<Record<string, string>> => pulumi.all(mapValues(functions, ({ functionArn }) => functionArn));

/** DynamoDB's actions, such as `GetItem`, on one table. */
export const onTable = (
  { arn }: { readonly arn: pulumi.Input<string> },
  ...actions: string[]
): FunctionPermissionArgs => ({ actions: actions.map((action) => `dynamodb:${action}`), resources: [arn] });

/** To read secrets; nothing where there are none. */
export const readSecrets = (...resources: pulumi.Input<string>[]): FunctionPermissionArgs[] =>
  resources.length === 0 ? [] : [{ actions: ["secretsmanager:GetSecretValue"], resources }];

/** The company's systems by environment and API profile. */
export type ApisByEnvironment = Readonly<Record<string, Readonly<Record<string, ApiProfileArgs>>>>;

/** To read the tokens of the systems that a function asks, in every environment and profile, and of no other. */
export const readTokens = (role: AskingRole, apis: ApisByEnvironment): FunctionPermissionArgs[] => {
  const asked = Object.values(apis)
    .flatMap((profiles) => Object.values(profiles))
    .flatMap((systems) => ASKED_APIS[role].flatMap((api) => systems[api]?.secretArn ?? []));
  return readSecrets(...new Set(asked));
};

/** To have a service decrypt by a customer-managed key; nothing where there is none. */
export const decryptBy = (
  keyArn: pulumi.Input<string> | undefined,
  service: "dynamodb" | "secretsmanager",
): FunctionPermissionArgs[] =>
  keyArn === undefined
    ? []
    : [{ actions: ["kms:Decrypt"], resources: [keyArn], condition: viaService(service, keyArn) }];
