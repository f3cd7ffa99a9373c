/** A condition of the delivery stream that somebody has to look at. */
export interface AlarmRule {
  readonly name: string;
  readonly metricName: string;
  readonly statistic: "Average" | "Maximum" | "Sum";
  readonly comparisonOperator: "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  readonly evaluationPeriods: number;
  /** Length of a period in seconds. */
  readonly period: number;
  /** What a period without any figure says. */
  readonly treatMissingData: "breaching" | "notBreaching";
  /** What happened and what to do. */
  readonly description: string;
}

const MINUTES_5 = { period: 300, treatMissingData: "notBreaching" } as const;
const HOUR = 3600;

const always: readonly AlarmRule[] = [
  {
    name: "freshness",
    metricName: "DeliveryToS3.DataFreshness",
    statistic: "Maximum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 1800,
    evaluationPeriods: 3,
    ...MINUTES_5,
    description:
      "Contact records wait longer than half an hour for the bucket. Look at the log group of the stream: mostly a key or a bucket that its role may no longer use. Firehose tries for 24 hours.",
  },
  {
    name: "failures",
    metricName: "DeliveryToS3.Success",
    statistic: "Average",
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: 1,
    ...MINUTES_5,
    description: "Contact records could not be written to the bucket. The log group of the stream says why.",
  },
  {
    name: "throttling",
    metricName: "ThrottledRecords",
    statistic: "Sum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    evaluationPeriods: 1,
    ...MINUTES_5,
    description: "Firehose took more contact records than its quota allows and refused some. Ask for a higher quota.",
  },
  {
    name: "partitions",
    metricName: "PartitionCountExceeded",
    statistic: "Maximum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    evaluationPeriods: 1,
    ...MINUTES_5,
    description:
      "Records of more days at once than the stream may keep open: the excess lies under errors/activePartitionExceeded. Ask for a higher quota, or find who touches so many old contacts.",
  },
];

const transform: AlarmRule = {
  name: "transform",
  metricName: "ExecuteProcessing.Success",
  statistic: "Average",
  comparisonOperator: "LessThanThreshold",
  threshold: 1,
  evaluationPeriods: 1,
  ...MINUTES_5,
  description:
    "The transform failed, and records lie under errors/processing-failed as they came, phone numbers and all. The function's log group says why; then send them through the stream again and delete them (docs/reporting.md, To send records again).",
};

/** What alarms depend on. */
export interface Watch {
  /** Whether the stream has the archive's transform. */
  readonly hasTransform: boolean;
  /** Whether the stream reads a data stream, instead of being sent the records. */
  readonly readsStream: boolean;
  /** Hours without any record that are too many. */
  readonly silentHours: number;
}

/** Every other alarm is quiet when nothing comes, so this one takes no figure for none. */
const silence = ({ readsStream, silentHours }: Watch): AlarmRule => ({
  name: "silence",
  metricName: readsStream ? "DataReadFromKinesisStream.Records" : "IncomingRecords",
  statistic: "Sum",
  comparisonOperator: "LessThanThreshold",
  threshold: 1,
  evaluationPeriods: silentHours,
  period: HOUR,
  treatMissingData: "breaching",
  description: `No contact record has come for ${silentHours} hours. Unless nobody called, the instance sends its records elsewhere or nowhere: look at its association for CONTACT_TRACE_RECORDS.`,
});

export const alarmRules = (watch: Watch): readonly AlarmRule[] => [
  ...always,
  silence(watch),
  ...(watch.hasTransform ? [transform] : []),
];
