import * as glue from "@pulumi/aws/glue";
import * as pulumi from "@pulumi/pulumi";
import {
  columns,
  columnTypes,
  contactLatestSql,
  DAY_PARTITION,
  flatFromRecordsSql,
  hiveType,
  recordColumns,
  RECORDS_TABLE,
} from "./sql";

/** The files that the table lies over. */
export interface RecordFiles {
  readonly bucketName: pulumi.Input<string>;
  readonly recordsPrefix: pulumi.Input<string>;
  /** The first day of the archive: a partition before it is never looked for. */
  readonly firstDay: string;
}

const fields = Object.entries(recordColumns).map(([name, type]) => ({
  name: name.toLowerCase(),
  type: hiveType(type),
}));

/** The table over the archive's files. Partitions follow from their names: no crawler, no daily job. */
export function recordsTable(
  name: string,
  databaseName: pulumi.Input<string>,
  { bucketName, recordsPrefix, firstDay }: RecordFiles,
  parent: pulumi.Resource,
): glue.CatalogTable {
  const location = pulumi.interpolate`s3://${bucketName}/${recordsPrefix}`;
  const day = `projection.${DAY_PARTITION}`;
  return new glue.CatalogTable(
    `${name}-records`,
    {
      databaseName,
      name: RECORDS_TABLE,
      description:
        "Contact records as Amazon Connect delivered them, copies and all. Ask contact_latest or contact_flat instead.",
      tableType: "EXTERNAL_TABLE",
      parameters: {
        EXTERNAL: "TRUE",
        classification: "json",
        "projection.enabled": "true",
        [`${day}.type`]: "date",
        [`${day}.format`]: "yyyy-MM-dd",
        // A day more, because somewhere it is tomorrow already.
        [`${day}.range`]: `${firstDay},NOW+1DAY`,
        [`${day}.interval`]: "1",
        [`${day}.interval.unit`]: "DAYS",
        "storage.location.template": pulumi.interpolate`${location}${DAY_PARTITION}=$\{${DAY_PARTITION}}/`,
      },
      partitionKeys: [{ name: DAY_PARTITION, type: "string" }],
      storageDescriptor: {
        location,
        inputFormat: "org.apache.hadoop.mapred.TextInputFormat",
        outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        // Hive's own, because the OpenX one puts the keys of maps in small letters and fails on two that differ by
        // case.
        serDeInfo: {
          serializationLibrary: "org.apache.hive.hcatalog.data.JsonSerDe",
          parameters: { "ignore.malformed.json": "true" },
        },
        columns: fields,
      },
    },
    { parent },
  );
}

interface ViewColumn {
  readonly name: string;
  readonly hive: string;
  readonly presto: string;
}

/** The views that analysts ask in Athena: the same SQL, over as many days, that QuickSight runs. */
export function reportViews(
  name: string,
  databaseName: pulumi.Input<string>,
  days: number,
  records: glue.CatalogTable,
  parent: pulumi.Resource,
): void {
  const flat = Object.entries(columns).map(([column, { type }]) => ({ name: column, ...columnTypes[type] }));
  const latest = [
    ...fields.map(({ name: field, type }) => ({ name: field, hive: type, presto: prestoType(type) })),
    { name: DAY_PARTITION, hive: "string", presto: "varchar" },
    { name: "rn", hive: "bigint", presto: "bigint" },
  ];
  view(`${name}-latest`, "contact_latest", databaseName, contactLatestSql(), latest, records, parent);
  view(`${name}-flat`, "contact_flat", databaseName, flatFromRecordsSql({ days }), flat, records, parent);
}

/** A Hive type as Presto writes it. */
const prestoType = (hive: string): string =>
  hive
    .replaceAll("struct<", "row(")
    .replaceAll("map<", "map(")
    .replaceAll("array<", "array(")
    .replaceAll(">", ")")
    .replaceAll(":", " ")
    .replaceAll("string", "varchar")
    .replaceAll(/\bint\b/g, "integer");

/** Athena has no resource for a view: it is a table whose text holds the query in base64. */
function view(
  resource: string,
  viewName: string,
  databaseName: pulumi.Input<string>,
  originalSql: string,
  viewColumns: readonly ViewColumn[],
  records: glue.CatalogTable,
  parent: pulumi.Resource,
): void {
  const written = pulumi
    .output(databaseName)
    .apply((schema) =>
      Buffer.from(
        JSON.stringify({
          originalSql,
          catalog: "awsdatacatalog",
          schema,
          columns: viewColumns.map(({ name, presto }) => ({ name, type: presto })),
        }),
      ).toString("base64"),
    );
  new glue.CatalogTable(
    resource,
    {
      databaseName,
      name: viewName,
      tableType: "VIRTUAL_VIEW",
      parameters: { presto_view: "true", comment: "Presto View" },
      viewOriginalText: pulumi.interpolate`/* Presto View: ${written} */`,
      viewExpandedText: "/* Presto View */",
      // Athena refuses a table without this block, and reads nothing of it.
      storageDescriptor: {
        columns: viewColumns.map(({ name, hive }) => ({ name, type: hive })),
        serDeInfo: { name: "-", serializationLibrary: "-" },
      },
    },
    { parent, dependsOn: [records] },
  );
}
