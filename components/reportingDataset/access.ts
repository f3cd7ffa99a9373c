import * as pulumi from "@pulumi/pulumi";
import type { ConnectInstance } from "../../callFlows/instance";
import { viaService } from "../shared/arns";

/** What QuickSight reads to fill the dataset. */
export interface DatasetGrants {
  readonly workgroupArn: pulumi.Input<string>;
  readonly databaseName: pulumi.Input<string>;
  readonly bucketArn: pulumi.Input<string>;
  readonly recordsPrefix: pulumi.Input<string>;
  readonly resultsBucketArn: pulumi.Input<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** AWSQuicksightAthenaAccess, of this workgroup, this database, these records and these results alone. */
export function datasetPolicy(
  { account, region, partition }: ConnectInstance,
  { workgroupArn, databaseName, bucketArn, recordsPrefix, resultsBucketArn, kmsKeyArn }: DatasetGrants,
): pulumi.Output<string> {
  const allow = (actions: string[], resources: pulumi.Input<string>[], Condition?: object) => ({
    Effect: "Allow",
    Action: actions,
    Resource: resources,
    ...(Condition && { Condition }),
  });
  const glueArn = (resource: string): string => `arn:${partition}:glue:${region}:${account}:${resource}`;
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      allow(
        [
          "BatchGetQueryExecution",
          "GetQueryExecution",
          "GetQueryResults",
          "GetQueryResultsStream",
          "GetWorkGroup",
          "ListQueryExecutions",
          "StartQueryExecution",
          "StopQueryExecution",
        ].map((action) => `athena:${action}`),
        [workgroupArn],
      ),
      allow(
        [
          "athena:GetDataCatalog",
          "athena:GetDatabase",
          "athena:GetTableMetadata",
          "athena:ListDatabases",
          "athena:ListTableMetadata",
        ],
        [`arn:${partition}:athena:${region}:${account}:datacatalog/AwsDataCatalog`],
      ),
      // These list and take no resource.
      allow(["athena:ListDataCatalogs", "athena:ListEngineVersions", "athena:ListWorkGroups"], ["*"]),
      allow(
        [
          "GetDatabase",
          "GetDatabases",
          "GetTable",
          "GetTables",
          "GetPartition",
          "GetPartitions",
          "BatchGetPartition",
        ].map((action) => `glue:${action}`),
        [
          glueArn("catalog"),
          pulumi.interpolate`${glueArn("database/")}${databaseName}`,
          pulumi.interpolate`${glueArn("table/")}${databaseName}/*`,
        ],
      ),
      // Athena looks for this database whatever is asked.
      allow(["glue:GetDatabase"], [glueArn("database/default")]),
      allow(["s3:GetBucketLocation"], [bucketArn]),
      allow(["s3:ListBucket"], [bucketArn], { StringLike: { "s3:prefix": [pulumi.interpolate`${recordsPrefix}*`] } }),
      allow(["s3:GetObject"], [pulumi.interpolate`${bucketArn}/${recordsPrefix}*`]),
      allow(["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], [resultsBucketArn]),
      allow(
        ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
        [pulumi.interpolate`${resultsBucketArn}/*`],
      ),
      allow(["kms:Decrypt", "kms:GenerateDataKey"], [kmsKeyArn], viaService("s3", kmsKeyArn)),
    ],
  });
}

const quickSight = (actions: string): string[] => actions.split(" ").map((action) => `quicksight:${action}`);

/**
 * What owners and readers may do with each kind of resource. QuickSight takes these lists whole or not
 * at all; a resource that nobody may use cannot be seen even by administrators.
 */
export const quickSightActions = {
  dataSource: {
    owner: quickSight(
      "DescribeDataSource DescribeDataSourcePermissions PassDataSource UpdateDataSource DeleteDataSource UpdateDataSourcePermissions",
    ),
  },
  dataSet: {
    owner: quickSight(
      "DescribeDataSet DescribeDataSetPermissions PassDataSet DescribeIngestion ListIngestions UpdateDataSet DeleteDataSet CreateIngestion CancelIngestion UpdateDataSetPermissions " +
        "PutDataSetRefreshProperties DescribeDataSetRefreshProperties DeleteDataSetRefreshProperties CreateRefreshSchedule DescribeRefreshSchedule ListRefreshSchedules UpdateRefreshSchedule DeleteRefreshSchedule",
    ),
    reader: quickSight(
      "DescribeDataSet DescribeDataSetPermissions PassDataSet DescribeIngestion ListIngestions DescribeRefreshSchedule ListRefreshSchedules",
    ),
  },
  dashboard: {
    owner: quickSight(
      "DescribeDashboard ListDashboardVersions UpdateDashboardPermissions QueryDashboard UpdateDashboard DeleteDashboard DescribeDashboardPermissions UpdateDashboardPublishedVersion",
    ),
    reader: quickSight("DescribeDashboard ListDashboardVersions QueryDashboard"),
  },
} as const;
