import * as pulumi from "@pulumi/pulumi";

/** What the delivery stream reads, writes and calls. */
export interface DeliveryGrants {
  readonly bucketArn: pulumi.Input<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly region: string;
  readonly partition: string;
  readonly logGroupArn: pulumi.Input<string>;
  readonly transformArn?: pulumi.Input<string>;
  readonly source?: { readonly arn: pulumi.Input<string>; readonly kmsKeyArn?: pulumi.Input<string> };
}

/** Firehose takes the role for streams of this account only. */
export const trustFirehose = (account: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "firehose.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": account } },
      },
    ],
  });

/** The actions that Firehose documents for each of its parts, on exactly the resources of this archive. */
export function deliveryPolicy({
  bucketArn,
  kmsKeyArn,
  region,
  partition,
  logGroupArn,
  transformArn,
  source,
}: DeliveryGrants): pulumi.Output<string> {
  const allow = (actions: string[], resources: pulumi.Input<string>[], Condition?: object) => ({
    Effect: "Allow",
    Action: actions,
    Resource: resources,
    ...(Condition && { Condition }),
  });
  const suffix = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const by = (service: string): object => ({ StringEquals: { "kms:ViaService": `${service}.${region}.${suffix}` } });
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      allow(["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], [bucketArn]),
      allow(["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"], [pulumi.interpolate`${bucketArn}/*`]),
      allow(["kms:Decrypt", "kms:GenerateDataKey"], [kmsKeyArn], by("s3")),
      allow(["logs:PutLogEvents"], [pulumi.interpolate`${logGroupArn}:log-stream:*`]),
      ...(transformArn === undefined
        ? []
        : [
            allow(
              ["lambda:InvokeFunction", "lambda:GetFunctionConfiguration"],
              [transformArn, pulumi.interpolate`${transformArn}:*`],
            ),
          ]),
      ...(source === undefined
        ? []
        : [
            allow(
              ["kinesis:DescribeStream", "kinesis:GetShardIterator", "kinesis:GetRecords", "kinesis:ListShards"],
              [source.arn],
            ),
          ]),
      ...(source?.kmsKeyArn === undefined ? [] : [allow(["kms:Decrypt"], [source.kmsKeyArn], by("kinesis"))]),
    ],
  });
}
