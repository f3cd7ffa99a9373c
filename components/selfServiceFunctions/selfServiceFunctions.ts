import * as kms from "@pulumi/aws/kms";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import { contracts } from "../../handlers";
import type { FunctionPermissionArgs } from "../connectFunction/connectFunction";
import {
  connectFunctions,
  decryptBy,
  functionArnsOf,
  onTable,
  readSecrets,
  readTokens,
} from "../connectFunction/connectFunctions";
import { parseInstanceArn, functionName, type ConnectInstance } from "../../callFlows/instance";
import { refuse } from "../../contentModel/refuse";
import { policyProblems } from "../paymentSettlement/checks";
import { accountDecides } from "../shared/keyPolicy";
import { given } from "../shared/given";
import { logRetentionProblems } from "../shared/logRetention";
import { reservedConcurrencyProblems } from "../shared/reservedConcurrency";
import type { InputKeysArgs, SelfServiceFunctionsArgs } from "./args";
import { verificationProblems } from "./checks";
import { secretPolicy } from "./secretPolicy";

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
      ...reservedConcurrencyProblems(args.reservedConcurrency),
    ]);
    super("connect-ivr:index:SelfServiceFunctions", name, {}, opts);
    const { environmentsTable, callStateTable, inputKeys, logRetentionDays = DEFAULT_RETENTION_DAYS } = args;
    const instance = parseInstanceArn(args.instanceArn);
    const logGroups = OPENING.map((role) => `/aws/lambda/${functionName(args.namePrefix, role)}`);
    const logKey = new kms.Key(
      `${name}-logs`,
      {
        description: `Encrypts what is logged of the functions that open callers' input (${args.namePrefix}).`,
        enableKeyRotation: true,
        policy: logKeyPolicy(instance, logGroups),
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
    const functions = connectFunctions(
      name,
      contracts.SELF_SERVICE_ROLES,
      args,
      (role) =>
        OPENING.includes(role)
          ? {
              ...given(args, "reservedConcurrency"),
              environment: { ...tables, ...limits, ...keys },
              permissions: permissions[role],
              logRetentionDays: Math.min(logRetentionDays, OPENING_RETENTION_DAYS),
              logKmsKeyArn: logKey.arn,
            }
          : {
              ...given(args, "logKmsKeyArn", "reservedConcurrency"),
              environment: tables,
              permissions: permissions[role],
              logRetentionDays,
            },
      this,
    );
    if (inputKeys !== undefined)
      new secretsmanager.SecretPolicy(
        `${name}-inputKeys`,
        {
          secretArn: inputKeys.secretArn,
          blockPublicPolicy: true,
          policy: pulumi
            .all(OPENING.map((role) => functions[role].roleArn))
            .apply((readers) => secretPolicy({ account: instance.account, readers, holders: args.keyHolderArns })),
        },
        { parent: this },
      );
    this.functionArns = functionArnsOf(functions);
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
  apis = {},
}: SelfServiceFunctionsArgs): Record<contracts.SelfServiceRole, FunctionPermissionArgs[]> {
  const common = (role: contracts.SelfServiceRole) => [
    onTable(environmentsTable, "GetItem"),
    ...decryptBy(tablesKmsKeyArn, "dynamodb"),
    ...readTokens(role, apis),
  ];
  const state = onTable(callStateTable, "GetItem", "UpdateItem");
  const opening =
    inputKeys === undefined
      ? []
      : [...readSecrets(inputKeys.secretArn), ...decryptBy(inputKeys.kmsKeyArn, "secretsmanager")];
  return {
    identifyCaller: common("identifyCaller"),
    accountService: [...common("accountService"), state],
    verifyCaller: [...common("verifyCaller"), state, ...opening],
    takePayment: [...common("takePayment"), state, ...opening],
  };
}

/** Lets the account manage a key, and CloudWatch Logs use it for these log groups alone. */
const logKeyPolicy = (instance: ConnectInstance, logGroups: readonly string[]): string => {
  const { partition, region, account } = instance;
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      accountDecides(instance),
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
};
