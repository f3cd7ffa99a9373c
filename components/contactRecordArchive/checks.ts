import type { ConnectInstance } from "../../callFlows/instance";
import { topicProblems } from "../shared/alarmTopic";
import { logRetentionProblems } from "../shared/logRetention";
import { type ArchiveLifecycleArgs, type ContactRecordArchiveArgs } from "./args";

/** The name of a delivery stream of the instance's account and region; undefined when the ARN is of nothing such. */
export function deliveryStreamName(arn: string, { partition, region, account }: ConnectInstance): string | undefined {
  const beginning = `arn:${partition}:firehose:${region}:${account}:deliverystream/`;
  const name = arn.slice(beginning.length);
  return arn.startsWith(beginning) && /^[\w.-]{1,64}$/.test(name) ? name : undefined;
}

/**
 * @param other name of the component that tells the instance already where to send its records, where there is one
 * @returns one sentence a problem
 */
export const associationProblems = (other: string | undefined): string[] =>
  other === undefined
    ? []
    : [
        `ContactRecordArchive ${other} tells this instance where to send its records, and it sends them to one place. Leave this archive out, or name that one's stream as existingDeliveryStream.`,
      ];

/** @returns one sentence a problem of arguments that contradict each other, or cannot be */
export function archiveProblems(
  {
    alarmTopicArn,
    existingBucket,
    existingStream,
    existingDeliveryStream: delivers,
    kmsKeyArn,
    lifecycle,
    logRetentionDays,
    silentHours,
    transform,
  }: ContactRecordArchiveArgs,
  instance: ConnectInstance,
): string[] {
  const isDeliveryStream = typeof existingStream?.arn === "string" && existingStream.arn.includes(":firehose:");
  return [
    ...lifecycleProblems(lifecycle ?? {}),
    ...silenceProblems(silentHours),
    ...topicProblems(alarmTopicArn, instance),
    ...logRetentionProblems("logRetentionDays", logRetentionDays),
    ...logRetentionProblems("transform.logRetentionDays", transform?.logRetentionDays),
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

/** @returns one sentence a problem */
export function lifecycleProblems(lifecycle: ArchiveLifecycleArgs): string[] {
  const { coldAfterDays: cold, deleteRecordsAfterDays: gone } = lifecycle;
  return [
    ...Object.entries(lifecycle).flatMap(([name, days]) =>
      days === undefined || (Number.isInteger(days) && days >= 1)
        ? []
        : [`lifecycle.${name} is ${days}. Write whole days, at least 1, or leave it out.`],
    ),
    ...(cold !== undefined && gone !== undefined && gone <= cold
      ? [
          `lifecycle: records would be deleted after ${gone} days and moved after ${cold}. Move them earlier, or not at all.`,
        ]
      : []),
  ];
}

/** The longest that an alarm may look back is a week. */
const LONGEST_HOURS = 168;

/** @returns one sentence a problem */
const silenceProblems = (hours: number | undefined): string[] =>
  hours === undefined || (Number.isInteger(hours) && hours >= 1 && hours <= LONGEST_HOURS)
    ? []
    : [`silentHours is ${hours}. Write whole hours, from 1 to ${LONGEST_HOURS}: an alarm looks back a week at most.`];
