import { allowing, at, conditional, forAnybody, type Rule, saidOf } from "../rule";

const KEY = "aws:kms/key:Key";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const SECRET = "aws:secretsmanager/secret:Secret";
const STREAM = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
const WORKGROUP = "aws:athena/workgroup:Workgroup";

export const encryption: readonly Rule[] = [
  {
    id: "CKV_AWS_7",
    also: ["KMS.4"],
    text: "A key is exchanged every year.",
    level: "mandatory",
    of: KEY,
    wrong: (key) => (at(key, "enableKeyRotation") === true ? undefined : "Set enableKeyRotation."),
  },
  {
    id: "CKV2_AWS_64",
    text: "A key says who may use it.",
    level: "mandatory",
    of: KEY,
    wrong: (key) => (at(key, "policy") === undefined ? "Write a policy." : undefined),
  },
  {
    id: "CKV_AWS_33",
    also: ["KMS.5"],
    text: "Nobody may use a key without being named.",
    level: "mandatory",
    of: KEY,
    wrong: (key) => (allowing(at(key, "policy")).some(forAnybody) ? "Name who may use it." : undefined),
  },
  {
    id: "services-for-one-purpose",
    text: "A service uses a key for what is named, not for whatever it is asked.",
    level: "mandatory",
    of: KEY,
    wrong: (key) =>
      allowing(at(key, "policy")).every(
        (statement) =>
          typeof statement.Principal !== "object" ||
          !("Service" in statement.Principal) ||
          conditional(statement, "kms:EncryptionContext:aws:logs:arn", "aws:SourceAccount", "aws:SourceArn"),
      )
        ? undefined
        : "Add a condition on aws:SourceArn, or on the encryption context.",
  },
  {
    id: "CKV_AWS_66",
    also: ["CloudWatch.16"],
    text: "Log lines have an end.",
    level: "mandatory",
    of: LOG_GROUP,
    wrong: (group) => (Number(at(group, "retentionInDays") ?? 0) > 0 ? undefined : "Set retentionInDays."),
  },
  {
    id: "CKV_AWS_158",
    text: "A log group is encrypted by a key of the customer's.",
    level: "advisory",
    of: LOG_GROUP,
    wrong: (group) => (at(group, "kmsKeyId") === undefined ? "Set connect-ivr:kmsKeyArn." : undefined),
  },
  {
    id: "CKV_AWS_149",
    text: "A secret is encrypted by a key of the customer's.",
    level: "mandatory",
    of: SECRET,
    wrong: (secret) => (at(secret, "kmsKeyId") === undefined ? "Set kmsKeyId." : undefined),
  },
  {
    id: "CKV2_AWS_57",
    also: ["SecretsManager.1", "SecretsManager.4"],
    text: "A secret is exchanged by itself.",
    level: "mandatory",
    of: SECRET,
    whole: true,
    wrong: (secret, stack) =>
      saidOf(secret, stack, "aws:secretsmanager/secretRotation:SecretRotation", "secretId") === undefined
        ? "Set a SecretRotation."
        : undefined,
  },
  {
    id: "secret-has-policy",
    text: "A secret says itself who may not read it.",
    level: "mandatory",
    of: SECRET,
    whole: true,
    wrong: (secret, stack) =>
      saidOf(secret, stack, "aws:secretsmanager/secretPolicy:SecretPolicy", "secretArn") === undefined
        ? "Set a SecretPolicy."
        : undefined,
  },
  {
    id: "CKV_AWS_241",
    also: ["CKV_AWS_240", "DataFirehose.1"],
    text: "A delivery stream is encrypted by a key of the customer's.",
    level: "mandatory",
    of: STREAM,
    wrong: (stream) =>
      // One that reads a data stream is encrypted by that one.
      at(stream, "kinesisSourceConfiguration") !== undefined ||
      (at(stream, "serverSideEncryption", "enabled") === true &&
        at(stream, "serverSideEncryption", "keyType") === "CUSTOMER_MANAGED_CMK")
        ? undefined
        : "Set serverSideEncryption with a CUSTOMER_MANAGED_CMK.",
  },
  {
    id: "CKV_AWS_159",
    also: ["Athena.1", "CKV_AWS_82"],
    text: "What Athena answers is encrypted, whatever a client asks for.",
    level: "mandatory",
    of: WORKGROUP,
    wrong: (workgroup) =>
      at(workgroup, "configuration", "enforceWorkgroupConfiguration") === true &&
      at(workgroup, "configuration", "resultConfiguration", "encryptionConfiguration", "encryptionOption") === "SSE_KMS"
        ? undefined
        : "Encrypt by SSE_KMS, and set enforceWorkgroupConfiguration.",
  },
];
