import type * as athena from "@pulumi/aws/athena";
import * as iam from "@pulumi/aws/iam";
import * as quicksight from "@pulumi/aws/quicksight";
import * as native from "@pulumi/aws-native/quicksight";
import * as pulumi from "@pulumi/pulumi";
import type { ConnectInstance } from "../../callFlows/instance";
import { trustService } from "../shared/trust";
import { datasetPolicy, quickSightActions } from "./access";
import { dashboardDefinition } from "./dashboard/definition";
import { groupsOf } from "./groups";
import { columns, columnTypes, flatFromRecordsSql, personalColumns, RECORDS_TABLE } from "./sql";
import type { DashboardVersionDefinition } from "@aws-sdk/client-quicksight";
import type { input } from "@pulumi/aws-native/types";
import { type QuickSightArgs, type ReportedArchiveArgs } from "./args";

/** What the report stands on. */
export interface ReportSite {
  readonly namePrefix: string;
  readonly instance: ConnectInstance;
  readonly archive: ReportedArchiveArgs;
  readonly costPerAgentContact: number;
  readonly reportedDays: number;
  readonly databaseName: pulumi.Output<string>;
  readonly workgroup: athena.Workgroup;
  readonly resultsBucketArn: pulumi.Output<string>;
  readonly dependsOn: pulumi.Resource[];
}

/** Longer than the seven days in which a caller may call again, so that the answer of the eighth is final. */
const LOOK_BACK_DAYS = 8;

/** Data source, dataset, refreshes and dashboard. @returns the dashboard's id */
export function quickSightReport(
  name: string,
  args: QuickSightArgs,
  site: ReportSite,
  parent: pulumi.Resource,
): string {
  const child = { parent };
  const groupArns = groupsOf(name, args, site.instance, parent);
  const owners = groupArns(args.ownerGroups);
  const readers = groupArns(args.readerGroups ?? []);
  const granted = (principals: pulumi.Output<string>[], actions: string[]) =>
    principals.map((principal) => ({ principal, actions }));
  const id = `${site.namePrefix}-contacts`;
  const source = new quicksight.DataSource(
    `${name}-source`,
    {
      dataSourceId: id,
      name: `Contacts (${site.namePrefix})`,
      type: "ATHENA",
      parameters: { athena: { workGroup: site.workgroup.name, roleArn: readingRole(name, site, parent) } },
      permissions: granted(owners, quickSightActions.dataSource.owner),
      sslProperties: { disableSsl: false },
    },
    { ...child, dependsOn: site.dependsOn },
  );
  const inSpice = !(args.directQuery ?? false);
  const dataSet = new quicksight.DataSet(
    `${name}-dataset`,
    {
      dataSetId: id,
      name: `Contacts (${site.namePrefix})`,
      importMode: inSpice ? "SPICE" : "DIRECT_QUERY",
      physicalTableMaps: [
        {
          physicalTableMapId: "contacts",
          customSql: {
            dataSourceArn: source.arn,
            name: "contacts",
            sqlQuery: site.databaseName.apply((database) =>
              flatFromRecordsSql({ table: `${database}.${RECORDS_TABLE}`, days: site.reportedDays }),
            ),
            columns: Object.entries(columns).map(([column, { type }]) => ({
              name: column,
              type: columnTypes[type].quickSight,
            })),
          },
        },
      ],
      logicalTableMaps: [
        {
          logicalTableMapId: "contacts",
          alias: "contacts",
          source: { physicalTableId: "contacts" },
          dataTransforms: [
            { tagColumnOperation: { columnName: "country", tags: [{ columnGeographicRole: "COUNTRY" }] } },
          ],
        },
      ],
      permissions: [
        ...granted(owners, quickSightActions.dataSet.owner),
        ...granted(readers, quickSightActions.dataSet.reader),
      ],
      ...(inSpice && {
        refreshProperties: {
          refreshConfiguration: {
            incrementalRefresh: { lookbackWindow: { columnName: "dt_date", size: LOOK_BACK_DAYS, sizeUnit: "DAY" } },
          },
        },
      }),
      ...(args.rowPermissions && {
        rowLevelPermissionDataSet: {
          arn: args.rowPermissions.dataSetArn,
          permissionPolicy: "GRANT_ACCESS",
          formatVersion: "VERSION_2",
          status: "ENABLED",
        },
      }),
      ...(args.personalColumnGroups && {
        columnLevelPermissionRules: [
          { columnNames: [...personalColumns], principals: groupArns(args.personalColumnGroups) },
        ],
      }),
    },
    child,
  );
  if (inSpice) refreshes(name, dataSet.dataSetId, args.timeZone ?? "UTC", parent);
  new native.Dashboard(
    `${name}-dashboard`,
    {
      awsAccountId: site.instance.account,
      dashboardId: id,
      name: `Phone system (${site.namePrefix})`,
      definition: dataSet.arn.apply((dataSetArn) =>
        nativeSpelling(dashboardDefinition({ dataSetArn, costPerAgentContact: site.costPerAgentContact })),
      ),
      permissions: [
        ...granted(owners, quickSightActions.dashboard.owner),
        ...granted(readers, quickSightActions.dashboard.reader),
      ],
      validationStrategy: { mode: "STRICT" },
      // A file of contacts on somebody's disk has left every permission behind.
      dashboardPublishOptions: { exportToCsvOption: { availabilityStatus: "DISABLED" } },
    },
    child,
  );
  return id;
}

function readingRole(name: string, site: ReportSite, parent: pulumi.Resource): pulumi.Output<string> {
  const role = new iam.Role(
    `${name}-role`,
    {
      assumeRolePolicy: trustService("quicksight.amazonaws.com", site.instance.account),
      description: "Reads contact records for QuickSight.",
    },
    { parent },
  );
  const { archive, databaseName, resultsBucketArn, workgroup } = site;
  const policy = new iam.RolePolicy(
    `${name}-policy`,
    {
      role: role.id,
      policy: datasetPolicy(site.instance, { ...archive, databaseName, resultsBucketArn, workgroupArn: workgroup.arn }),
    },
    { parent },
  );
  // QuickSight tries the role as soon as it hears of it.
  return pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
}

/**
 * Every hour what is new and what may still change; every week all, because a record can come again after longer than
 * that.
 */
function refreshes(name: string, dataSetId: pulumi.Output<string>, timezone: string, parent: pulumi.Resource): void {
  new quicksight.RefreshSchedule(
    `${name}-hourly`,
    {
      dataSetId,
      scheduleId: "hourly",
      schedule: { refreshType: "INCREMENTAL_REFRESH", scheduleFrequency: { interval: "HOURLY" } },
    },
    { parent },
  );
  new quicksight.RefreshSchedule(
    `${name}-weekly`,
    {
      dataSetId,
      scheduleId: "weekly",
      schedule: {
        refreshType: "FULL_REFRESH",
        scheduleFrequency: {
          interval: "WEEKLY",
          timeOfTheDay: "03:00",
          timezone,
          refreshOnDay: { dayOfWeek: "SUNDAY" },
        },
      },
    },
    { parent },
  );
}

type NativeDefinition = input.quicksight.DashboardVersionDefinitionArgs;

/**
 * The definition as the native provider spells it: names begin with a small letter, an abbreviation with all of its
 * own.
 */
export const nativeSpelling = (definition: DashboardVersionDefinition): NativeDefinition =>
  respelled(definition) as NativeDefinition;

function respelled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(respelled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [nativeName(name), respelled(field)]));
}

const nativeName = (name: string): string =>
  name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());
