import * as native from "@pulumi/aws-native/connect";
import * as kms from "@pulumi/aws/kms";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import { type ConnectInstance, parseInstanceArn } from "../../callFlows/instance";
import { certificateProblems, certificateWarnings, publicKeyOf, inputKeysSecretName } from "./certificates";
import { refuse } from "../../contentModel/refuse";
import type { SecurityKeyReferenceArgs } from "../configTables/args";
import type { SecurityKeysArgs } from "./args";

/** How long a deleted secret and its key can be brought back. */
const RECOVERY_DAYS = 30;

/**
 * The keys that callers' input is encrypted with: the public halves on the instance, and a secret for
 * the private ones. What the secret holds is written by `ivr keys new` alone, and is neither in the
 * program nor in its state.
 */
export class SecurityKeys extends pulumi.ComponentResource {
  /** The instance's id of each key, by its name. */
  readonly keyIds: Record<string, pulumi.Output<string>>;
  /** The key that input is encrypted with, as `EnvironmentRows` takes it; undefined where there is none. */
  readonly security: SecurityKeyReferenceArgs | undefined;
  /** ARN of the secret: JSON of private keys in PEM by name. */
  readonly secretArn: pulumi.Output<string>;
  /** ARN of the KMS key that the secret is encrypted with. */
  readonly kmsKeyArn: pulumi.Output<string>;

  constructor(name: string, args: SecurityKeysArgs, opts?: pulumi.ComponentResourceOptions) {
    const now = new Date();
    refuse(`SecurityKeys ${name} cannot be deployed:`, certificateProblems(args.keys, now));
    super("connect-ivr:index:SecurityKeys", name, {}, opts);
    const guarded = { parent: this, protect: args.protectData ?? false };
    const secretName = inputKeysSecretName(args.namePrefix);
    const kmsKey = new kms.Key(
      `${name}-kms`,
      {
        description: `Encrypts the secret ${secretName}.`,
        enableKeyRotation: true,
        deletionWindowInDays: RECOVERY_DAYS,
        policy: keyPolicy(parseInstanceArn(args.instanceArn)),
      },
      guarded,
    );
    const secret = new secretsmanager.Secret(
      `${name}-secret`,
      {
        name: secretName,
        description: "Private keys for what callers key in. Written by ivr keys.",
        kmsKeyId: kmsKey.arn,
        recoveryWindowInDays: RECOVERY_DAYS,
      },
      guarded,
    );
    const keys = args.keys.map((key): [string, pulumi.Output<string>] => [
      key.name,
      new native.SecurityKey(
        `${name}-${key.name}`,
        { instanceId: args.instanceArn, key: publicKeyOf(key.certificate) },
        { parent: this },
      ).associationId,
    ]);
    for (const warning of certificateWarnings(args.keys, now)) void pulumi.log.warn(warning, this);

    const [current] = args.keys;
    this.keyIds = Object.fromEntries(keys);
    this.security = current && {
      keyId: this.keyIds[current.name] as pulumi.Output<string>,
      certificate: current.certificate,
    };
    this.secretArn = secret.arn;
    this.kmsKeyArn = kmsKey.arn;
    this.registerOutputs({
      keyIds: this.keyIds,
      security: this.security,
      secretArn: this.secretArn,
      kmsKeyArn: this.kmsKeyArn,
    });
  }
}

/** The account decides who may use the key, but by way of Secrets Manager alone. */
const keyPolicy = ({ partition, account, region }: ConnectInstance): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
      {
        Effect: "Deny",
        Principal: "*",
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: { StringNotEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },
      },
    ],
  });
