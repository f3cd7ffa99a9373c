import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { contracts } from "../../handlers";
import type { FunctionPermissionArgs } from "../connectFunction/connectFunction";
import { connectFunctions } from "../connectFunction/connectFunctions";
import { functionName } from "../connectFunction/names";
import { decryptBy, onTable } from "../connectFunction/permissions";
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
  /**
   * Beginning of the functions' names, `<company>-<stack>`: with the role behind it the ARN has 140 characters at most.
   */
  namePrefix: string;
  /** The environments table, which says where the company's systems are. */
  environmentsTable: TableReferenceArgs;
  /** The table of `CallState`. */
  callStateTable: TableReferenceArgs;
  /** ARN of the customer-managed key of the tables. Left out, they are encrypted by the account's DynamoDB key. */
  tablesKmsKeyArn?: pulumi.Input<string>;
  /**
   * The keys of callers' input. Left out, nobody can be verified and nothing be paid: the functions answer
   * `unavailable`.
   */
  inputKeys?: InputKeysArgs;
  /**
   * ARNs of the secrets with the tokens of the company's systems, encrypted by the account's Secrets Manager key.
   * Default: none.
   */
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
    const logGroups = OPENING.map((role) => `/aws/lambda/${functionName(args.namePrefix, role)}`);
    const logKey = new kms.Key(
      `${name}-logs`,
      {
        description: `Encrypts what is logged of the functions that open callers' input (${args.namePrefix}).`,
        enableKeyRotation: true,
        policy: logKeyPolicy(parseInstanceArn(args.instanceArn), logGroups),
      },
      { parent: this },
    );
    const permissions = permissionsOf(args);
    const tables = { ENVIRONMENTS_TABLE: environmentsTable.name, CALL_STATE_TABLE: callStateTable.name };
    const keys = inputKeys && { INPUT_KEYS_SECRET: inputKeys.secretArn, INPUT_KEYS: namesById(inputKeys) };
    this.functionArns = connectFunctions(
      name,
      contracts.SELF_SERVICE_ROLES,
      args,
      (role) =>
        OPENING.includes(role)
          ? {
              environment: { ...tables, ...keys },
              permissions: permissions[role],
              logRetentionDays: Math.min(logRetentionDays, OPENING_RETENTION_DAYS),
              logKmsKeyArn: logKey.arn,
            }
          : { environment: tables, permissions: permissions[role], logRetentionDays },
      this,
    );
    this.registerOutputs({ functionArns: this.functionArns });
  }
}

const namesById = ({ keyIds }: InputKeysArgs): pulumi.Output<string> =>
  pulumi
    .output(keyIds)
    .apply((ids) => JSON.stringify(Object.fromEntries(Object.entries(ids).map(([name, id]) => [id, name]))));

/** Each role's actions, on exactly the tables, secrets and keys that it uses. */
function permissionsOf({
  environmentsTable,
  callStateTable,
  tablesKmsKeyArn,
  inputKeys,
  apiSecretArns = [],
}: SelfServiceFunctionsArgs): Record<contracts.SelfServiceRole, FunctionPermissionArgs[]> {
  const secrets = (...resources: pulumi.Input<string>[]): FunctionPermissionArgs[] =>
    resources.length === 0 ? [] : [{ actions: ["secretsmanager:GetSecretValue"], resources }];
  const common = [onTable(environmentsTable, "GetItem"), ...decryptBy(tablesKmsKeyArn), ...secrets(...apiSecretArns)];
  const opening = inputKeys === undefined ? [] : [...secrets(inputKeys.secretArn), ...decryptBy(inputKeys.kmsKeyArn)];
  return {
    identifyCaller: common,
    accountService: [...common, onTable(callStateTable, "GetItem")],
    verifyCaller: [...common, onTable(callStateTable, "GetItem", "UpdateItem"), ...opening],
    takePayment: [...common, onTable(callStateTable, "GetItem", "UpdateItem"), ...opening],
  };
}
