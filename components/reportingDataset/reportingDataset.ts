import * as athena from "@pulumi/aws/athena";
import * as glue from "@pulumi/aws/glue";
import * as pulumi from "@pulumi/pulumi";
import { type ConnectInstance, parseInstanceArn } from "../instance";
import { privateBucket } from "../privateBucket";
import { refuse } from "../refuse";
import { recordsTable, reportViews } from "./catalog";
import { type QuickSightArgs, quickSightReport } from "./quickSight";

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

const BYTES_PER_GB = 1024 ** 3;

/** Contact records as a report: table and workgroup in Athena, dataset and dashboard in QuickSight. */
export class ReportingDataset extends pulumi.ComponentResource {
  /** Name of the database in Athena. */
  readonly databaseName: pulumi.Output<string>;
  /** Name of the workgroup that queries run in. */
  readonly workgroupName: pulumi.Output<string>;
  /** Id of the dashboard in QuickSight; empty without QuickSight. */
  readonly dashboardId: pulumi.Output<string>;

  constructor(name: string, args: ReportingDatasetArgs, opts?: pulumi.ComponentResourceOptions) {
    const instance = parseInstanceArn(args.instanceArn);
    refuse(`ReportingDataset ${name} cannot be deployed:`, problems(args));
    super("connect-ivr:index:ReportingDataset", name, {}, opts);
    const child = { parent: this };
    const { archive, firstDay = "2020-01-01", reportedDays = 90 } = args;
    const database = new glue.CatalogDatabase(
      `${name}-database`,
      { name: databaseName(args.namePrefix), description: "Contact records of Amazon Connect." },
      child,
    );
    const records = recordsTable(name, database.name, { ...archive, firstDay }, this);
    if (args.views ?? false) reportViews(name, database.name, reportedDays, records, this);
    const results = privateBucket(
      `${name}-results`,
      { kmsKeyArn: archive.kmsKeyArn, protectData: false, versioned: false, lifecycle: [FORGET_RESULTS] },
      this,
    );
    const workgroup = this.#workgroup(name, args, instance, results.bucket);
    const dashboardId =
      args.quickSight &&
      quickSightReport(
        name,
        args.quickSight,
        {
          ...args,
          instance,
          reportedDays,
          databaseName: database.name,
          workgroup,
          resultsBucketArn: results.arn,
          dependsOn: [records],
        },
        this,
      );

    this.databaseName = database.name;
    this.workgroupName = workgroup.name;
    this.dashboardId = pulumi.output(dashboardId ?? "");
    this.registerOutputs({
      databaseName: this.databaseName,
      workgroupName: this.workgroupName,
      dashboardId: this.dashboardId,
    });
  }

  #workgroup(
    name: string,
    { namePrefix, archive, scanLimitGb = 10 }: ReportingDatasetArgs,
    { account }: ConnectInstance,
    resultsBucket: pulumi.Input<string>,
  ): athena.Workgroup {
    return new athena.Workgroup(
      `${name}-workgroup`,
      {
        name: `${namePrefix}-reporting`,
        description: "Reports over contact records.",
        forceDestroy: true,
        configuration: {
          enforceWorkgroupConfiguration: true,
          publishCloudwatchMetricsEnabled: true,
          bytesScannedCutoffPerQuery: scanLimitGb * BYTES_PER_GB,
          engineVersion: { selectedEngineVersion: "Athena engine version 3" },
          resultConfiguration: {
            outputLocation: pulumi.interpolate`s3://${resultsBucket}/`,
            expectedBucketOwner: account,
            encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: archive.kmsKeyArn },
          },
        },
      },
      { parent: this },
    );
  }
}

/** Results can be asked again. */
const FORGET_RESULTS = { id: "results", status: "Enabled", filter: { prefix: "" }, expiration: { days: 7 } };

/** Athena's names have small letters, digits and underscores. */
const databaseName = (namePrefix: string): string =>
  `${namePrefix.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")}_reporting`;

function problems({
  firstDay,
  reportedDays,
  costPerAgentContact,
  scanLimitGb,
  quickSight,
}: ReportingDatasetArgs): string[] {
  return [
    ...(firstDay !== undefined && !/^\d{4}-\d\d-\d\d$/.test(firstDay)
      ? [`firstDay is "${firstDay}". Write a day as 2026-01-31.`]
      : []),
    ...(reportedDays !== undefined && !(Number.isInteger(reportedDays) && reportedDays >= 8)
      ? [`reportedDays is ${reportedDays}. Write whole days, at least 8: repeat callers are looked for in seven.`]
      : []),
    ...(costPerAgentContact >= 0
      ? []
      : [`costPerAgentContact is ${costPerAgentContact}. Write what a contact costs, such as 6.5.`]),
    ...(scanLimitGb !== undefined && !(scanLimitGb >= 1) ? [`scanLimitGb is ${scanLimitGb}. Write at least 1.`] : []),
    ...(quickSight !== undefined && quickSight.ownerGroups.length === 0
      ? ["quickSight.ownerGroups is empty. Name at least one group: what nobody owns, nobody can see."]
      : []),
  ];
}
