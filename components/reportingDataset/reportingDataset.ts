import * as athena from "@pulumi/aws/athena";
import * as glue from "@pulumi/aws/glue";
import * as pulumi from "@pulumi/pulumi";
import { type ConnectInstance, parseInstanceArn } from "../../callFlows/instance";
import { privateBucket } from "../shared/privateBucket";
import { recordsTable, reportViews } from "./catalog";
import { quickSightReport } from "./quickSight";
import { refuse } from "../../contentModel/refuse";
import type { ReportingDatasetArgs } from "./args";
import { problems } from "./checks";

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
