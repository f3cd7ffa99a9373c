import { join } from "node:path";
import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { contracts } from "../../handlers";
import { bundleAll, packageFolder } from "../connectFunction/bundle";
import { ConnectFunction, type FunctionPermissionArgs } from "../connectFunction/connectFunction";
import { functionName } from "../connectFunction/names";
import { parseInstanceArn } from "../instance";
import type { TableReferenceArgs } from "../lookupFunctions/lookupFunctions";
import { logKeyPolicy } from "./logKeyPolicy";

/** The private halves of the keys that callers' input is encrypted with, as `SecurityKeys` has them. */
export interface InputKeysArgs {
  /** ARN of the secret that holds them. */
  secretArn: pulumi.Input<string>;
  /** ARN of the KMS key that the secret is encrypted with. */
  kmsKeyArn: pulumi.Input<string>;
  /** The instance's id of each security key, by its name. */
  keyIds: Record<string, pulumi.Input<string>>;
}

export interface SelfServiceFunctionsArgs {
  /** ARN of the Amazon Connect instance whose flows call the functions. */
  instanceArn: string;
  /** Beginning of the functions' names, `<company>-<stack>`: with the role behind it the ARN has 140 characters at most. */
  namePrefix: string;
  /** The environments table, which says where the company's systems are. */
  environmentsTable: TableReferenceArgs;
  /** The table of `CallState`. */
  callStateTable: TableReferenceArgs;
  /** ARN of the customer-managed key of the tables. Left out, they are encrypted by the account's DynamoDB key. */
  tablesKmsKeyArn?: pulumi.Input<string>;
  /** The keys of callers' input. Left out, nobody can be verified and nothing be paid: the functions answer `unavailable`. */
  inputKeys?: InputKeysArgs;
  /** ARNs of the secrets with the tokens of the company's systems, encrypted by the account's Secrets Manager key. Default: none. */
  apiSecretArns?: string[];
  /** How many days log lines are kept; those of functions that open what callers key in 7 at most. Default: 30. */
  logRetentionDays?: number;
}

/** The functions that open what callers key in: a PIN, a card. */
const OPENING: readonly contracts.SelfServiceRole[] = ["verifyCaller", "takePayment"];
const OPENING_RETENTION_DAYS = 7;
const DEFAULT_RETENTION_DAYS = 30;

/** The four functions by which callers serve themselves, each with a role of its own. */
export class SelfServiceFunctions extends pulumi.ComponentResource {
  /** ARNs by role, known once the instance may call the functions. */
  readonly functionArns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: SelfServiceFunctionsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("connect-ivr:index:SelfServiceFunctions", name, {}, opts);
    const { environmentsTable, callStateTable, inputKeys, logRetentionDays = DEFAULT_RETENTION_DAYS } = args;
    const roles = contracts.SELF_SERVICE_ROLES;
    const entryOf = (role: string): string => join(packageFolder(), "handlers", "entries", `${role}.ts`);
    bundleAll(roles.map(entryOf));
    const logGroups = OPENING.map((role) => `/aws/lambda/${functionName(args.namePrefix, role)}`);
    const logKey = new kms.Key(
      `${name}-logs`,
      { description: `Encrypts what is logged of the functions that open callers' input (${args.namePrefix}).`, enableKeyRotation: true, policy: logKeyPolicy(parseInstanceArn(args.instanceArn), logGroups) },
      { parent: this },
    );
    const permissions = permissionsOf(args);
    const functions = roles.map((role) => {
      const opens = OPENING.includes(role);
      return new ConnectFunction(
        `${name}-${role}`,
        {
          instanceArn: args.instanceArn,
          functionName: functionName(args.namePrefix, role),
          entry: entryOf(role),
          environment: {
            STACK: pulumi.getStack(),
            ENVIRONMENTS_TABLE: environmentsTable.name,
            CALL_STATE_TABLE: callStateTable.name,
            POWERTOOLS_LOG_LEVEL: "INFO",
            ...(opens && inputKeys && { INPUT_KEYS_SECRET: inputKeys.secretArn, INPUT_KEYS: namesById(inputKeys) }),
          },
          permissions: permissions[role],
          logRetentionDays: opens ? Math.min(logRetentionDays, OPENING_RETENTION_DAYS) : logRetentionDays,
          ...(opens && { logKmsKeyArn: logKey.arn }),
        },
        { parent: this },
      );
    });
    this.functionArns = pulumi.all(functions.map((fn) => fn.functionArn)).apply((arns) => Object.fromEntries(roles.map((role, index) => [role, arns[index] as string])));
    this.registerOutputs({ functionArns: this.functionArns });
  }
}

const namesById = ({ keyIds }: InputKeysArgs): pulumi.Output<string> =>
  pulumi.output(keyIds).apply((ids) => JSON.stringify(Object.fromEntries(Object.entries(ids).map(([name, id]) => [id, name]))));

/** Each role's actions, on exactly the tables, secrets and keys that it uses. */
function permissionsOf({ environmentsTable, callStateTable, tablesKmsKeyArn, inputKeys, apiSecretArns = [] }: SelfServiceFunctionsArgs): Record<contracts.SelfServiceRole, FunctionPermissionArgs[]> {
  const on = (table: TableReferenceArgs, ...actions: string[]): FunctionPermissionArgs => ({ actions: actions.map((action) => `dynamodb:${action}`), resources: [table.arn] });
  const secrets = (...resources: pulumi.Input<string>[]): FunctionPermissionArgs[] => (resources.length === 0 ? [] : [{ actions: ["secretsmanager:GetSecretValue"], resources }]);
  const decrypt = (key: pulumi.Input<string> | undefined): FunctionPermissionArgs[] => (key === undefined ? [] : [{ actions: ["kms:Decrypt"], resources: [key] }]);
  const common = [on(environmentsTable, "GetItem"), ...decrypt(tablesKmsKeyArn), ...secrets(...apiSecretArns)];
  const opening = inputKeys === undefined ? [] : [...secrets(inputKeys.secretArn), ...decrypt(inputKeys.kmsKeyArn)];
  return {
    identifyCaller: common,
    accountService: [...common, on(callStateTable, "GetItem")],
    verifyCaller: [...common, on(callStateTable, "GetItem", "UpdateItem"), ...opening],
    takePayment: [...common, on(callStateTable, "GetItem", "UpdateItem"), ...opening],
  };
}
