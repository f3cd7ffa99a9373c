import * as native from "@pulumi/aws-native/connect";
import * as kms from "@pulumi/aws/kms";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import { type ConnectInstance, parseInstanceArn } from "../../callFlows/instance";
import {
  certificateProblems,
  certificateWarnings,
  fingerprintOf,
  inputKeysSecretName,
  publicKeyOf,
} from "./certificates";
import { accountDecides } from "../shared/keyPolicy";
import { refuse } from "../../contentModel/refuse";
import type { SecurityKeyReferenceArgs } from "../configTables/args";
import type { SecurityKeysArgs } from "./args";

/**
 * For how many days a deleted secret and its key can be brought back. A secret keeps its name for as long, so that one
 * that nobody guards goes at once and the stack can be deployed anew; KMS waits for a week at least.
 */
const recoveryDays = (protectData: boolean): { secret: number; kmsKey: number } =>
  protectData ? { secret: 30, kmsKey: 30 } : { secret: 0, kmsKey: 7 };

/**
 * The keys that callers' input is encrypted with: the public halves on the instance, and a secret for
 * the private ones. What the secret holds is written by `ivr keys new` alone, and is neither in the
 * program nor in its state.
 *
 * A key is known by its public half: it can be renamed, certified anew or put first, and the instance keeps it with its
 * id. Stacks of earlier releases knew it by its name, and are taken over by the name that it has now: deploy this
 * release before a key is renamed, because otherwise the renamed one is put on the instance a second time, which fails
 * where two are there, and under the name of another key it takes that one's place. A third key has no room for a
 * moment either: to exchange one of two, take it out in one deployment and put the new one in by the next.
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
    const protectData = args.protectData ?? false;
    const guarded = { parent: this, protect: protectData };
    const recovery = recoveryDays(protectData);
    const secretName = inputKeysSecretName(args.namePrefix);
    const kmsKey = new kms.Key(
      `${name}-kms`,
      {
        description: `Encrypts the secret ${secretName}.`,
        enableKeyRotation: true,
        deletionWindowInDays: recovery.kmsKey,
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
        recoveryWindowInDays: recovery.secret,
      },
      guarded,
    );
    const keys = args.keys.map((key): [string, pulumi.Output<string>] => [
      key.name,
      new native.SecurityKey(
        `${name}-${fingerprintOf(key.certificate)}`,
        { instanceId: args.instanceArn, key: publicKeyOf(key.certificate) },
        { parent: this, aliases: [{ name: `${name}-${key.name}` }] },
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
const keyPolicy = (instance: ConnectInstance): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      accountDecides(instance),
      {
        Effect: "Deny",
        Principal: "*",
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: { StringNotEquals: { "kms:ViaService": `secretsmanager.${instance.region}.amazonaws.com` } },
      },
    ],
  });
