import * as s3 from "@pulumi/aws/s3";
import type { input } from "@pulumi/aws/types";
import * as pulumi from "@pulumi/pulumi";

/** What a component that keeps files is asked about its bucket. */
export interface BucketGuards {
  /** The customer-managed key that every object is encrypted with. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * Guards the bucket against deletion, with all that is in it. Not guarded, it goes with its stack and takes all with
   * it: the service would keep a bucket that holds anything.
   */
  readonly protectData: boolean;
  /** Keeps what is overwritten or deleted as an older version. */
  readonly versioned: boolean;
  readonly lifecycle: readonly input.s3.BucketLifecycleConfigurationRule[];
}

/**
 * A bucket as the library keeps all of its own: nobody's but the account's, by TLS alone, every object under the one
 * key.
 */
export function privateBucket(
  name: string,
  { kmsKeyArn, protectData, versioned, lifecycle }: BucketGuards,
  parent: pulumi.Resource,
): s3.Bucket {
  const bucket = new s3.Bucket(
    name,
    { forceDestroy: !protectData },
    { parent, protect: protectData, retainOnDelete: protectData },
  );
  const child = { parent };
  const of = { bucket: bucket.bucket };
  new s3.BucketPublicAccessBlock(
    `${name}-access`,
    { ...of, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    child,
  );
  new s3.BucketOwnershipControls(
    `${name}-ownership`,
    { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } },
    child,
  );
  new s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    {
      ...of,
      rules: [
        {
          bucketKeyEnabled: true,
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
        },
      ],
    },
    child,
  );
  if (versioned)
    new s3.BucketVersioning(`${name}-versions`, { ...of, versioningConfiguration: { status: "Enabled" } }, child);
  new s3.BucketLifecycleConfiguration(`${name}-lifecycle`, { ...of, rules: [...lifecycle, UNFINISHED_UPLOADS] }, child);
  new s3.BucketPolicy(`${name}-policy`, { ...of, policy: bucketPolicy(bucket.arn, kmsKeyArn) }, child);
  return bucket;
}

/** Parts of an upload that never ended are no data; they cost, and nobody sees them. */
const UNFINISHED_UPLOADS = {
  id: "unfinished-uploads",
  status: "Enabled",
  filter: { prefix: "" },
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

const bucketPolicy = (arn: pulumi.Output<string>, kmsKeyArn: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [arn, pulumi.interpolate`${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "OneKeyOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${arn}/*`,
        // A negated operator holds for a header that is missing too: an upload has to name the key, by its ARN.
        Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": kmsKeyArn } },
      },
    ],
  });
