/** A condition of the delivery stream that somebody has to look at. */
export interface AlarmRule {
  readonly name: string;
  readonly metricName: string;
  readonly statistic: "Average" | "Maximum" | "Sum";
  readonly comparisonOperator: "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  readonly evaluationPeriods: number;
  /** What happened and what to do. */
  readonly description: string;
}

/** Length of a period in seconds. */
export const ALARM_PERIOD = 300;

const always: readonly AlarmRule[] = [
  {
    name: "freshness",
    metricName: "DeliveryToS3.DataFreshness",
    statistic: "Maximum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 1800,
    evaluationPeriods: 3,
    description: "Contact records wait longer than half an hour for the bucket. Look at the log group of the stream: mostly a key or a bucket that its role may no longer use. Firehose tries for 24 hours.",
  },
  {
    name: "failures",
    metricName: "DeliveryToS3.Success",
    statistic: "Average",
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: 1,
    description: "Contact records could not be written to the bucket. The log group of the stream says why.",
  },
  {
    name: "throttling",
    metricName: "ThrottledRecords",
    statistic: "Sum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    evaluationPeriods: 1,
    description: "Firehose took more contact records than its quota allows and refused some. Ask for a higher quota.",
  },
  {
    name: "partitions",
    metricName: "PartitionCountExceeded",
    statistic: "Maximum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    evaluationPeriods: 1,
    description: "Records of more days at once than the stream may keep open: the excess lies under errors/activePartitionExceeded. Ask for a higher quota, or find who touches so many old contacts.",
  },
];

const transform: AlarmRule = {
  name: "transform",
  metricName: "ExecuteProcessing.Success",
  statistic: "Average",
  comparisonOperator: "LessThanThreshold",
  threshold: 1,
  evaluationPeriods: 1,
  description: "The transform failed, and records lie under errors/processing-failed as they came, phone numbers and all. The function's log group says why; then replay and delete them.",
};

export const alarmRules = (hasTransform: boolean): readonly AlarmRule[] => (hasTransform ? [...always, transform] : always);
