import * as pulumi from "@pulumi/pulumi";
import { viaService } from "../shared/arns";
import { trustOn } from "../shared/trust";

/** What the delivery stream reads, writes and calls. */
export interface DeliveryGrants {
  readonly bucketArn: pulumi.Input<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logGroupArn: pulumi.Input<string>;
  readonly transformArn?: pulumi.Input<string>;
  readonly source?: { readonly arn: pulumi.Input<string>; readonly kmsKeyArn?: pulumi.Input<string> };
}

/** Firehose takes the role for streams of this account only, and says so in its own way (developer guide). */
export const trustFirehose = (account: string): pulumi.Output<string> =>
  trustOn("firehose.amazonaws.com", { StringEquals: { "sts:ExternalId": account } });

/** The actions that Firehose documents for each of its parts, on exactly the resources of this archive. */
export function deliveryPolicy({
  bucketArn,
  kmsKeyArn,
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
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      allow(["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], [bucketArn]),
      allow(["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"], [pulumi.interpolate`${bucketArn}/*`]),
      allow(["kms:Decrypt", "kms:GenerateDataKey"], [kmsKeyArn], viaService("s3", kmsKeyArn)),
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
      ...(source?.kmsKeyArn === undefined
        ? []
        : [allow(["kms:Decrypt"], [source.kmsKeyArn], viaService("kinesis", source.kmsKeyArn))]),
    ],
  });
}
