import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { contracts } from "../../handlers";
import type { FunctionPermissionArgs } from "../connectFunction/connectFunction";
import { connectFunctions, decryptBy, onTable, readSecrets } from "../connectFunction/connectFunctions";
import { parseInstanceArn, functionName, type ConnectInstance } from "../../callFlows/instance";
import { refuse } from "../../contentModel/refuse";
import { policyProblems } from "../paymentSettlement/checks";
import { logRetentionProblems } from "../shared/logRetention";
import type { InputKeysArgs, SelfServiceFunctionsArgs } from "./args";
import { verificationProblems } from "./checks";

/** The functions that open what callers key in: a PIN, a card. */
const OPENING: readonly contracts.SelfServiceRole[] = ["verifyCaller", "takePayment"];
const OPENING_RETENTION_DAYS = 7;
const DEFAULT_RETENTION_DAYS = 30;

/** The four functions by which callers serve themselves, each with a role of its own. */
export class SelfServiceFunctions extends pulumi.ComponentResource {
  /** ARNs by role, known once the instance may call the functions. */
  readonly functionArns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: SelfServiceFunctionsArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse(`SelfServiceFunctions ${name} cannot be deployed:`, [
      ...policyProblems(args.paymentPolicy ?? {}),
      ...verificationProblems(args.verificationPolicy ?? {}),
      ...logRetentionProblems("logRetentionDays", args.logRetentionDays),
    ]);
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
    const tables = {
      ENVIRONMENTS_TABLE: environmentsTable.name,
      CALL_STATE_TABLE: callStateTable.name,
      PAYMENT_POLICY: JSON.stringify(args.paymentPolicy ?? {}),
    };
    const limits = { VERIFICATION_POLICY: JSON.stringify(args.verificationPolicy ?? {}) };
    const keys = inputKeys && { INPUT_KEYS_SECRET: inputKeys.secretArn, INPUT_KEYS: namesById(inputKeys) };
    this.functionArns = connectFunctions(
      name,
      contracts.SELF_SERVICE_ROLES,
      args,
      (role) =>
        OPENING.includes(role)
          ? {
              environment: { ...tables, ...limits, ...keys },
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
  const common = [
    onTable(environmentsTable, "GetItem"),
    ...decryptBy(tablesKmsKeyArn),
    ...readSecrets(...apiSecretArns),
  ];
  const opening =
    inputKeys === undefined ? [] : [...readSecrets(inputKeys.secretArn), ...decryptBy(inputKeys.kmsKeyArn)];
  return {
    identifyCaller: common,
    accountService: [...common, onTable(callStateTable, "GetItem", "UpdateItem")],
    verifyCaller: [...common, onTable(callStateTable, "GetItem", "UpdateItem"), ...opening],
    takePayment: [...common, onTable(callStateTable, "GetItem", "UpdateItem"), ...opening],
  };
}

/** Lets the account manage a key, and CloudWatch Logs use it for these log groups alone. */
const logKeyPolicy = ({ partition, region, account }: ConnectInstance, logGroups: readonly string[]): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
      {
        Effect: "Allow",
        Principal: { Service: `logs.${region}.amazonaws.com` },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnEquals: {
            "kms:EncryptionContext:aws:logs:arn": logGroups.map(
              (group) => `arn:${partition}:logs:${region}:${account}:log-group:${group}`,
            ),
          },
        },
      },
    ],
  });
