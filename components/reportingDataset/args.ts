import type * as pulumi from "@pulumi/pulumi";

/** The archive that is reported on: a `ContactRecordArchive`, or files that lie alike. */
export interface ReportedArchiveArgs {
  /** Name of the bucket. */
  bucketName: pulumi.Input<string>;
  /** ARN of the bucket. */
  bucketArn: pulumi.Input<string>;
  /** Folder of the records, with the slash; under it `dt=yyyy-MM-dd/`. */
  recordsPrefix: pulumi.Input<string>;
  /** ARN of the key that the records are encrypted with; results of queries are, too. */
  kmsKeyArn: pulumi.Input<string>;
}

export interface ReportingDatasetArgs {
  /** ARN of the Amazon Connect instance: account and region are read from it. */
  instanceArn: string;
  /** Beginning of all names, `<company>-<stack>`. */
  namePrefix: string;
  /** The records. */
  archive: ReportedArchiveArgs;
  /** The first day of the archive, `yyyy-MM-dd`. Earlier days are never looked for. Default: 2020-01-01. */
  firstDay?: string;
  /** How many days back a report reads; it bounds what every refresh scans. Default: 90. */
  reportedDays?: number;
  /** What a contact costs that an agent handles, in the company's currency: contained calls avoid it. */
  costPerAgentContact: number;
  /** Gigabytes that one query may read until it is stopped. Default: 10. */
  scanLimitGb?: number;
  /** Whether Athena gets the views `contact_latest` and `contact_flat` for analysts. Default: false. */
  views?: boolean;
  /** The dataset and the dashboard in QuickSight. Default: none; Athena alone. */
  quickSight?: QuickSightArgs;
}

/** A subscription to QuickSight that is bought for the account. */
export interface QuickSightSubscriptionArgs {
  /**
   * Name of the account in QuickSight, unique in the world; it is part of the sign-in address and cannot be changed.
   */
  accountName: string;
  /** Where QuickSight sends its notices. */
  notificationEmail: string;
}

/** Which rows a reader may see: a dataset of rules that exists in QuickSight. */
export interface RowPermissionsArgs {
  /** ARN of the dataset of rules. Its columns are UserARN or GroupARN, and columns of the report such as `country`. */
  dataSetArn: pulumi.Input<string>;
}

export interface QuickSightArgs {
  /** The region that QuickSight keeps its users and groups in; it can be another than the instance's. */
  identityRegion: string;
  /** Groups that may change, share and delete the dashboard and its data. At least one. */
  ownerGroups: string[];
  /** Groups that may look at the dashboard. Default: none. */
  readerGroups?: string[];
  /**
   * Groups that may see the columns that tell about one person: the agent's name, the caller's hash. Default: whoever
   * may read the dataset.
   */
  personalColumnGroups?: string[];
  /** Which rows a reader may see. Default: all. */
  rowPermissions?: RowPermissionsArgs;
  /**
   * Asks Athena at every look instead of keeping a copy in QuickSight. Default: false, a copy that is brought up to
   * date every hour.
   */
  directQuery?: boolean;
  /** Time zone of the weekly full refresh, Sunday 03:00. Default: UTC. */
  timeZone?: string;
  /**
   * Subscribes the account to QuickSight, which costs from then on, and creates the groups. Default: the subscription
   * and the groups are there.
   */
  subscription?: QuickSightSubscriptionArgs;
}
