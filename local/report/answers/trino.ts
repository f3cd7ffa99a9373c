import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import {
  DAY_PARTITION,
  type FieldType,
  recordColumns,
  RECORDS_TABLE,
} from "connect-ivr/internal/components/reportingDataset/sql/index";

/**
 * Where DuckDB reads a query otherwise than Athena's Trino does (reference reporting 7.2): whole
 * numbers divide to whole numbers, `date_diff` counts whole units, time is UTC.
 */
const TRINO = `
SET integer_division = true;
SET TimeZone = 'UTC';
CREATE MACRO date_diff(unit, since, until) AS datesub(unit, since, until);
CREATE MACRO element_at(entries, name) AS entries[name];
CREATE MACRO from_iso8601_timestamp(written) AS CAST(written AS TIMESTAMPTZ);
CREATE MACRO date_parse(written, format) AS strptime(written, format);
CREATE MACRO date_format(moment, format) AS strftime(moment, format);
CREATE MACRO regexp_like(written, pattern) AS regexp_matches(written, pattern);
CREATE MACRO to_utf8(written) AS written;
CREATE MACRO to_hex(digest) AS upper(digest);
`;

/**
 * A DuckDB in memory that answers the archive's SQL over files of contact records.
 * @param files glob of the archive's objects, such as `out/contact-records/*\/*.json.gz`: newline-delimited JSON
 *   under `dt=yyyy-MM-dd/`
 * @throws Error when no file matches
 */
export async function openRecords(files: string): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(TRINO);
  await connection.run(recordsView(files));
  return connection;
}

const recordsView = (files: string): string => {
  const fields = Object.entries(recordColumns).map(([name, type]) => `"${name}": '${duckType(type)}'`);
  const names = Object.keys(recordColumns).map((name) => `"${name}" AS ${name.toLowerCase()}`);
  return `CREATE VIEW ${RECORDS_TABLE} AS SELECT ${names.join(", ")}, ${DAY_PARTITION} FROM read_json('${files.replaceAll("'", "''")}', format = 'newline_delimited', hive_partitioning = true, hive_types = {'${DAY_PARTITION}': VARCHAR}, maximum_object_size = 1048576, columns = {${fields.join(", ")}})`;
};

/** A field's type as DuckDB writes it; names as they stand in the records. */
function duckType(type: FieldType): string {
  if (type === "text") return "VARCHAR";
  if (type === "whole") return "INTEGER";
  if ("map" in type) return `MAP(VARCHAR, ${duckType(type.map)})`;
  if ("list" in type) return `${duckType(type.list)}[]`;
  return `STRUCT(${Object.entries(type.struct)
    .map(([name, field]) => `"${name}" ${duckType(field)}`)
    .join(", ")})`;
}
