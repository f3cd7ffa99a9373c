import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { before } from "mocha";
import { found } from "../../../components/reportingDataset/groups";
import { ReportingDataset } from "../../../components/reportingDataset/reportingDataset";
import { columns, recordColumns } from "../../../components/reportingDataset/sql";
import type { Graph } from "../../../local/engine/graph";
import { edgeRecords } from "../../reporting/edgeRecords";
import { graphsOf, INSTANCE, of, one, statementsOf } from "./program";
import { EVALUATION } from "../../support";

const TABLE = "aws:glue/catalogTable:CatalogTable";
const WORKGROUP = "aws:athena/workgroup:Workgroup";
const DATA_SET = "aws:quicksight/dataSet:DataSet";
const DASHBOARD = "aws-native:quicksight:Dashboard";
const REFRESH = "aws:quicksight/refreshSchedule:RefreshSchedule";
const group = (name: string): string => `arn:aws:quicksight:us-east-1:123456789012:group/default/${name}`;
const quickSight = { identityRegion: "us-east-1", ownerGroups: ["analysts"], readerGroups: ["managers"] };

interface Storage {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly location: string;
  readonly serDeInfo: { readonly serializationLibrary: string };
}
interface Permission {
  readonly principal: string;
  readonly actions: readonly string[];
}
const permissionsOf = (graph: Graph, type: string): Record<string, number> =>
  Object.fromEntries(
    (one(graph, type).inputs["permissions"] as Permission[]).map(({ principal, actions }) => [
      principal,
      actions.length,
    ]),
  );

describe("the dataset of reports", function () {
  this.timeout(EVALUATION);
  let athena: Graph;
  let spice: Graph;
  let direct: Graph;
  before(async () => {
    ({ athena, spice, direct } = await graphsOf({
      athena: { reporting: { views: true, scanLimitGb: 2, firstDay: "2026-01-01" } },
      spice: {
        reporting: {
          quickSight: {
            ...quickSight,
            personalColumnGroups: ["analysts"],
            rowPermissions: { dataSetArn: "arn:rules" },
          },
        },
      },
      direct: {
        reporting: {
          quickSight: {
            ...quickSight,
            directQuery: true,
            subscription: { accountName: "acme", notificationEmail: "ops@example.com" },
          },
        },
      },
    }));
  });

  it("lies over the folder of the records, and finds a day by its name", () => {
    const { inputs } = one(athena, TABLE, "r-records");
    const bucket = one(athena, "aws:s3/bucket:Bucket", "a-records").outputs["bucket"] as string;
    expect(inputs["partitionKeys"]).to.deep.equal([{ name: "dt", type: "string" }]);
    expect(inputs["parameters"]).to.include({
      "projection.enabled": "true",
      "projection.dt.type": "date",
      "projection.dt.range": "2026-01-01,NOW+1DAY",
      "storage.location.template": `s3://${bucket}/contact-records/dt=\${dt}/`,
    });
    const storage = inputs["storageDescriptor"] as Storage;
    expect(storage.location).to.equal(`s3://${bucket}/contact-records/`);
    expect(storage.serDeInfo.serializationLibrary).to.equal("org.apache.hive.hcatalog.data.JsonSerDe");
  });

  it("has a column for every field that the SQL reads, of the type that the records have", () => {
    const { columns: read } = one(athena, TABLE, "r-records").inputs["storageDescriptor"] as Storage;
    const types = Object.fromEntries(read.map(({ name, type }) => [name, type]));
    expect(types).to.include({
      contactid: "string",
      agentconnectionattempts: "int",
      attributes: "map<string,string>",
      customerendpoint: "struct<address:string,type:string>",
    });
    expect(types["segmentattributes"]).to.equal(
      "map<string,struct<valuestring:string,valueinteger:int,valuearn:string>>",
    );
    for (const { type } of read) expect(type.split("<").length, type).to.equal(type.split(">").length);
    expect(Object.keys(edgeRecords[0] ?? {}).filter((name) => name in recordColumns)).to.have.length.greaterThan(15);
  });

  it("stops a query that reads too much, and encrypts what it answers", () => {
    const configuration = one(athena, WORKGROUP).inputs["configuration"] as Record<string, unknown>;
    expect(configuration).to.include({
      bytesScannedCutoffPerQuery: 2 * 1024 ** 3,
      enforceWorkgroupConfiguration: true,
    });
    expect(configuration["resultConfiguration"]).to.deep.include({
      expectedBucketOwner: "123456789012",
      encryptionConfiguration: {
        encryptionOption: "SSE_KMS",
        kmsKeyArn: one(athena, "aws:kms/key:Key").outputs["arn"],
      },
    });
  });

  it("shows analysts the same SQL as views, with the same columns in both lists", () => {
    for (const name of ["r-latest", "r-flat"]) {
      const { inputs } = one(athena, TABLE, name);
      const written = /^\/\* Presto View: (.*) \*\/$/.exec(inputs["viewOriginalText"] as string)?.[1] ?? "";
      const view = JSON.parse(Buffer.from(written, "base64").toString("utf8")) as {
        originalSql: string;
        schema: string;
        columns: { name: string; type: string }[];
      };
      const storage = inputs["storageDescriptor"] as Storage;
      expect(view.schema).to.equal("acme_dev_reporting");
      expect(view.columns.map((column) => column.name)).to.deep.equal(storage.columns.map((column) => column.name));
      expect(storage.serDeInfo).to.deep.equal({ name: "-", serializationLibrary: "-" });
      for (const { type } of view.columns) expect(type).to.not.match(/string|struct|[<>:]/);
    }
  });

  it("needs no QuickSight, and subscribes to it only when asked", () => {
    expect(athena.resources.filter(({ type }) => type.includes("quicksight"))).to.deep.equal([]);
    expect(of(spice, "aws:quicksight/accountSubscription:AccountSubscription")).to.deep.equal([]);
    expect(
      of(direct, "aws:quicksight/accountSubscription:AccountSubscription").map(({ inputs, protect }) => [
        inputs["edition"],
        protect,
      ]),
    ).to.deep.equal([["ENTERPRISE", true]]);
    expect(of(direct, "aws:quicksight/group:Group").map(({ inputs }) => inputs["groupName"])).to.deep.equal([
      "analysts",
      "managers",
    ]);
  });

  it("reads by a role of its own: these records, these results, this workgroup", () => {
    const source = one(spice, "aws:quicksight/dataSource:DataSource").inputs["parameters"] as {
      athena: Record<string, string>;
    };
    expect(source.athena).to.deep.equal({
      workGroup: "acme-dev-reporting",
      roleArn: one(spice, "aws:iam/role:Role", "r-role").outputs["arn"],
    });
    const statements = statementsOf(one(spice, "aws:iam/rolePolicy:RolePolicy", "r-policy").inputs["policy"]);
    const everywhere = statements
      .filter(({ Resource }) => [Resource].flat().includes("*"))
      .flatMap(({ Action }) => Action);
    expect(everywhere).to.deep.equal(["athena:ListDataCatalogs", "athena:ListEngineVersions", "athena:ListWorkGroups"]);
    const bucket = one(spice, "aws:s3/bucket:Bucket", "a-records").outputs["arn"] as string;
    const onRecords = statements
      .filter(({ Resource }) => [Resource].flat().some((resource) => resource.startsWith(bucket)))
      .flatMap(({ Action }) => Action);
    expect(onRecords).to.have.members(["s3:GetBucketLocation", "s3:ListBucket", "s3:GetObject"]);
  });

  it("has the columns of the contract, and hides those of one person from most", () => {
    const { inputs } = one(spice, DATA_SET);
    const [{ customSql }] = inputs["physicalTableMaps"] as [
      { customSql: { columns: { name: string }[]; sqlQuery: string } },
    ];
    expect(customSql.columns.map(({ name }) => name)).to.deep.equal(Object.keys(columns));
    expect(customSql.sqlQuery).to.include("FROM acme_dev_reporting.contact_records t").and.include("interval '90' day");
    expect(inputs["columnLevelPermissionRules"]).to.deep.equal([
      { columnNames: ["agent_username", "caller_hash"], principals: [group("analysts")] },
    ]);
    expect(inputs["rowLevelPermissionDataSet"]).to.deep.equal({
      arn: "arn:rules",
      permissionPolicy: "GRANT_ACCESS",
      formatVersion: "VERSION_2",
      status: "ENABLED",
    });
  });

  it("is brought up to date every hour and whole every week, or asks at every look", () => {
    const lookback = {
      refreshConfiguration: {
        incrementalRefresh: { lookbackWindow: { columnName: "dt_date", size: 8, sizeUnit: "DAY" } },
      },
    };
    expect(one(spice, DATA_SET).inputs).to.deep.include({ importMode: "SPICE", refreshProperties: lookback });
    expect(
      of(spice, REFRESH)
        .map(({ inputs }) => (inputs["schedule"] as { refreshType: string }).refreshType)
        .sort(),
    ).to.deep.equal(["FULL_REFRESH", "INCREMENTAL_REFRESH"]);
    expect(one(direct, DATA_SET).inputs)
      .to.include({ importMode: "DIRECT_QUERY" })
      .and.not.have.property("refreshProperties");
    expect(of(direct, REFRESH)).to.deep.equal([]);
  });

  it("lets owners do all, and readers look", () => {
    expect(permissionsOf(spice, DATA_SET)).to.deep.equal({ [group("analysts")]: 18, [group("managers")]: 7 });
    expect(permissionsOf(spice, DASHBOARD)).to.deep.equal({ [group("analysts")]: 8, [group("managers")]: 3 });
    expect(permissionsOf(spice, "aws:quicksight/dataSource:DataSource")).to.deep.equal({ [group("analysts")]: 6 });
  });

  it("lets nobody carry contacts away from the dashboard, and has it checked strictly", () => {
    expect(one(spice, DASHBOARD).inputs).to.deep.include({
      dashboardPublishOptions: { exportToCsvOption: { availabilityStatus: "DISABLED" } },
      validationStrategy: { mode: "STRICT" },
    });
  });
});

describe("a dataset that cannot be deployed", () => {
  const archive = {
    bucketName: "b",
    bucketArn: "arn:aws:s3:::b",
    recordsPrefix: "contact-records/",
    kmsKeyArn: "arn:key",
  };
  const make = (args: object) => () =>
    new ReportingDataset("r", { instanceArn: INSTANCE, namePrefix: "x", archive, costPerAgentContact: 6, ...args });

  it("is refused with every problem and its remedy", () => {
    const wrong = {
      firstDay: "yesterday",
      reportedDays: 3,
      costPerAgentContact: -1,
      scanLimitGb: 0,
      quickSight: { ...quickSight, ownerGroups: [] },
    };
    expect(make(wrong)).to.throw(
      /firstDay is "yesterday"[^]*at least 8[^]*costPerAgentContact is -1[^]*scanLimitGb is 0[^]*Name at least one group/,
    );
  });

  it("says what is missing where there is no QuickSight", async () => {
    const answer = Promise.reject(new Error("UnsupportedUserEditionException: Account 123456789012 is not subscribed"));
    const refused: unknown = await found("analysts", "us-east-1", answer).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(pulumi.RunError);
    expect((refused as Error).message).to.match(
      /group analysts in us-east-1[^]*subscription[^]*identityRegion[^]*Leave quickSight out[^]*is not subscribed/,
    );
    expect(await found("analysts", "us-east-1", Promise.resolve({ arn: group("analysts") }))).to.equal(
      group("analysts"),
    );
  });
});
