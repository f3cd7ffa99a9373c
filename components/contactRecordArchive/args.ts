import type * as pulumi from "@pulumi/pulumi";

export interface ContactRecordArchiveArgs {
  /**
   * ARN of the Amazon Connect instance whose contacts are archived. It sends its records to one place, so one archive
   * tells it where: a second one, of this stack or another, is refused by the service (the association exists) unless
   * it names what the first one made or found as `existingStream` or `existingDeliveryStream`.
   */
  instanceArn: string;
  /** Beginning of the names of the stream's functions and log groups, `<company>-<stack>`. */
  namePrefix: string;
  /** A bucket to use instead of creating one. */
  existingBucket?: ExistingBucketArgs;
  /**
   * The stream to read instead of telling the instance where to send its records: the instance is left as it is. A
   * second archive of an instance whose records go to a data stream reads the same one.
   */
  existingStream?: ExistingStreamArgs;
  /**
   * The delivery stream whose records are the archive, instead of creating one: nothing but alarms is created then, and
   * the instance is left as it is. A second stack on an instance names that of the first. Needs `existingBucket` and
   * `kmsKeyArn`.
   */
  existingDeliveryStream?: ExistingDeliveryStreamArgs;
  /** ARN of the customer-managed key that records are encrypted with. Default: a key is created. */
  kmsKeyArn?: pulumi.Input<string>;
  /**
   * Stores of a record the fields that are listed alone, with hashes for who called. Default: records are stored as
   * they come.
   */
  transform?: ArchiveTransformArgs;
  /** When files move or go. Default: never. */
  lifecycle?: ArchiveLifecycleArgs;
  /** Guards bucket and key against deletion: Pulumi refuses, and would leave them where they are. Default: false. */
  protectData?: boolean;
  /** ARN of the SNS topic that alarms go to. Default: alarms change their state and tell nobody. */
  alarmTopicArn?: pulumi.Input<string>;
  /**
   * Hours without any record, 1 to 168, after which an alarm is raised. Default: 24. Where nobody calls from Friday
   * evening to Monday morning: 72.
   */
  silentHours?: number;
  /**
   * How many days the log lines of the stream and of its transform are kept; CloudWatch takes 1, 3, 5, 7, 14, 30 and
   * more. Default: 30.
   */
  logRetentionDays?: number;
  /**
   * ARN of the customer-managed key of the logs of stream and transform, whose policy lets CloudWatch Logs use it.
   * Default: CloudWatch's own.
   */
  logKmsKeyArn?: pulumi.Input<string>;
}

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

/**
 * When files of the archive move or go. What is left out stays for ever: Connect itself forgets a contact after 24
 * months.
 */
export interface ArchiveLifecycleArgs {
  /** Days after which records move to Intelligent-Tiering, which keeps rarely read ones for less. Default: never. */
  coldAfterDays?: number;
  /** Days after which records are deleted. Default: never. */
  deleteRecordsAfterDays?: number;
  /**
   * Days after which undeliverable records are deleted. They hold what the transform would have hidden. Default: never.
   */
  deleteErrorsAfterDays?: number;
  /** Days after which a version is deleted that was overwritten or deleted. Default: never. */
  deleteOldVersionsAfterDays?: number;
}

/** A transform that leaves nothing in the archive that tells who a caller is. */
export interface ArchiveTransformArgs {
  /**
   * ARN of the secret of Secrets Manager whose text keys the hash of phone numbers. Never change it: callers would
   * become other callers.
   */
  secretArn: pulumi.Input<string>;
  /** ARN of the customer-managed key of the secret. Default: the account's Secrets Manager key. */
  secretKmsKeyArn?: pulumi.Input<string>;
  /**
   * The contact attributes that are kept, where they hold a word, a key or a way through menus. Default: those of the
   * library's contract that say nothing about a person.
   */
  attributes?: string[];
  /** How many days the function's log lines are kept. Default: as many as the stream's. */
  logRetentionDays?: number;
}
