import { at, listOf, type Resource, type Rule, saidOf, statementsOf } from "../rule";

const of = "aws:s3/bucket:Bucket";

/** What is set beside a bucket, in a resource of its own. */
const beside = (bucket: Resource, stack: readonly Resource[], kind: string): Resource | undefined =>
  saidOf(bucket, stack, `aws:s3/b${kind.slice(1)}:${kind}`, "bucket");

const BLOCKS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

/** A rule about what is set beside a bucket. */
const besideIt = (
  rule: Pick<Rule, "id" | "also" | "text" | "level">,
  kind: string,
  isRight: (setting: Resource) => boolean,
  remedy = `Set a ${kind} for the bucket.`,
): Rule => ({
  ...rule,
  of,
  whole: true,
  wrong: (bucket, stack) => {
    const setting = beside(bucket, stack, kind);
    return setting !== undefined && isRight(setting) ? undefined : remedy;
  },
});

export const buckets: readonly Rule[] = [
  besideIt(
    {
      id: "CKV2_AWS_6",
      also: ["CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "S3.1", "S3.8"],
      text: "Nothing makes a bucket public.",
      level: "mandatory",
    },
    "BucketPublicAccessBlock",
    (block) => BLOCKS.every((name) => at(block, name) === true),
  ),
  besideIt(
    { id: "CKV_AWS_379", also: ["S3.5"], text: "A bucket is reached by TLS alone.", level: "mandatory" },
    "BucketPolicy",
    (policy) =>
      statementsOf(at(policy, "policy")).some(
        ({ Effect, Condition }) => Effect === "Deny" && Condition?.["Bool"]?.["aws:SecureTransport"] === "false",
      ),
    "Deny what comes without aws:SecureTransport.",
  ),
  besideIt(
    {
      id: "CKV2_AWS_65",
      also: ["S3.12"],
      text: "What lies in a bucket belongs to its owner, without access lists.",
      level: "mandatory",
    },
    "BucketOwnershipControls",
    (controls) => at(controls, "rule", "objectOwnership") === "BucketOwnerEnforced",
  ),
  besideIt(
    {
      id: "CKV_AWS_145",
      also: ["S3.17"],
      text: "A bucket is encrypted by a key of the customer's.",
      level: "mandatory",
    },
    "BucketServerSideEncryptionConfiguration",
    (encryption) =>
      at(encryption, "rules", "applyServerSideEncryptionByDefault", "sseAlgorithm") === "aws:kms" &&
      Boolean(at(encryption, "rules", "applyServerSideEncryptionByDefault", "kmsMasterKeyId")),
  ),
  besideIt(
    { id: "CKV_AWS_21", also: ["S3.14"], text: "A bucket keeps what is overwritten or deleted.", level: "mandatory" },
    "BucketVersioning",
    (versioning) => at(versioning, "versioningConfiguration", "status") === "Enabled",
  ),
  besideIt(
    {
      id: "CKV_AWS_300",
      also: ["CKV2_AWS_61", "S3.13"],
      text: "A bucket has a life cycle, in which uploads that never end are removed.",
      level: "mandatory",
    },
    "BucketLifecycleConfiguration",
    (lifecycle) => listOf(at(lifecycle, "rules") as object[]).some((rule) => "abortIncompleteMultipartUpload" in rule),
  ),
  besideIt(
    { id: "CKV_AWS_18", also: ["S3.9"], text: "Who reads a bucket is logged.", level: "mandatory" },
    "BucketLogging",
    () => true,
  ),
];
