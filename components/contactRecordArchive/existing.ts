import type * as pulumi from "@pulumi/pulumi";
import type { ConnectInstance } from "../instance";
import type { ContactRecordArchiveArgs } from "./contactRecordArchive";
import { silenceProblems } from "./alarms";
import { lifecycleProblems } from "./lifecycle";

/** A bucket that exists: its guards, its encryption and its lifecycle stay its owner's. */
export interface ExistingBucketArgs {
  /** Name of the bucket. */
  name: pulumi.Input<string>;
  /** ARN of the bucket. */
  arn: pulumi.Input<string>;
}

/** A Kinesis data stream that the instance sends its contact records to already. */
export interface ExistingStreamArgs {
  /** ARN of the stream. */
  arn: pulumi.Input<string>;
  /** ARN of the customer-managed key of the stream. Default: the stream is not encrypted by one. */
  kmsKeyArn?: pulumi.Input<string>;
}

/** A Firehose delivery stream that the instance sends its contact records to already. Nothing of it is changed. */
export interface ExistingDeliveryStreamArgs {
  /** ARN of the delivery stream, in the account and the region of the instance. */
  arn: string;
  /** Folder of the records in the bucket, with the slash; under it `dt=yyyy-MM-dd/`. Default: `contact-records/`. */
  recordsPrefix?: string;
}

/** The name of a delivery stream of the instance's account and region; undefined when the ARN is of nothing such. */
export function deliveryStreamName(arn: string, { partition, region, account }: ConnectInstance): string | undefined {
  const beginning = `arn:${partition}:firehose:${region}:${account}:deliverystream/`;
  const name = arn.slice(beginning.length);
  return arn.startsWith(beginning) && /^[\w.-]{1,64}$/.test(name) ? name : undefined;
}

/** @returns one sentence a problem of arguments that contradict each other, or cannot be */
export function archiveProblems(
  {
    existingBucket,
    existingStream,
    existingDeliveryStream: delivers,
    kmsKeyArn,
    lifecycle,
    silentHours,
    transform,
  }: ContactRecordArchiveArgs,
  instance: ConnectInstance,
): string[] {
  const isDeliveryStream = typeof existingStream?.arn === "string" && existingStream.arn.includes(":firehose:");
  return [
    ...lifecycleProblems(lifecycle ?? {}),
    ...silenceProblems(silentHours),
    ...((existingBucket ?? delivers) && lifecycle
      ? ["lifecycle is for a bucket that is created; existingBucket keeps its owner's. Leave out one of them."]
      : []),
    ...(isDeliveryStream
      ? [
          "existingStream.arn is a delivery stream's. Name it under existingDeliveryStream; existingStream is for a Kinesis data stream.",
        ]
      : []),
    ...(delivers === undefined
      ? []
      : [
          ...(deliveryStreamName(delivers.arn, instance) === undefined
            ? [
                `existingDeliveryStream.arn is "${delivers.arn}". Write arn:${instance.partition}:firehose:${instance.region}:${instance.account}:deliverystream/<name>: an instance sends to streams of its own account and region.`,
              ]
            : []),
          ...(delivers.recordsPrefix !== undefined && !/^[^/].*\/$/.test(delivers.recordsPrefix)
            ? [
                `existingDeliveryStream.recordsPrefix is "${delivers.recordsPrefix}". Write a folder with the slash at its end alone, such as contact-records/.`,
              ]
            : []),
          ...(existingBucket === undefined
            ? ["existingDeliveryStream needs existingBucket: the bucket that it writes to."]
            : []),
          ...(kmsKeyArn === undefined
            ? [
                "existingDeliveryStream needs kmsKeyArn: the key of its bucket's objects, by which reports read them and encrypt their answers.",
              ]
            : []),
          ...(existingStream === undefined
            ? []
            : [
                "existingStream and existingDeliveryStream are both named, and an instance sends its records to one place. Leave out the one that it does not send to.",
              ]),
          ...(transform === undefined
            ? []
            : [
                "transform is for a delivery stream that is created; existingDeliveryStream keeps its owner's processors. Leave out one of them.",
              ]),
        ]),
  ];
}
