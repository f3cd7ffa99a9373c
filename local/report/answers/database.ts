import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { DAY_PARTITION, type FieldType, recordColumns, RECORDS_TABLE } from "../../../components/reportingDataset/sql";

/**
 * What DuckDB lacks or does differently from Athena's Trino, so that the same SQL gives the same
 * answers: whole division, whole units of time between moments, a map's value or null.
 */
const AS_TRINO = [
  "SET integer_division = true",
  "SET TimeZone = 'UTC'",
  "CREATE MACRO date_diff(unit, a, b) AS datesub(unit, a, b)",
  "CREATE MACRO element_at(m, k) AS m[k]",
  "CREATE MACRO from_iso8601_timestamp(s) AS CAST(s AS TIMESTAMPTZ)",
  "CREATE MACRO date_parse(s, f) AS strptime(s, f)",
  "CREATE MACRO date_format(d, f) AS strftime(d, f)",
  "CREATE MACRO to_utf8(s) AS s",
  "CREATE MACRO to_hex(s) AS upper(s)",
];

export type Row = Readonly<Record<string, unknown>>;

/** A database in memory that answers the stack's own SQL as Athena does. */
export interface Database {
  run(sql: string): Promise<void>;
  /** @returns the rows; whole numbers are numbers */
  rows(sql: string): Promise<Row[]>;
  close(): void;
}

/** What the engine may keep in memory before it uses the disk. */
const MEMORY = "700MB";

export async function openDatabase(): Promise<Database> {
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: MEMORY });
  const connection = await instance.connect();
  for (const statement of AS_TRINO) await connection.run(statement);
  return {
    run: async (sql) => void (await connection.run(sql)),
    rows: (sql) => rowsOf(connection, sql),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS();
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value])));
}

/**
 * The archive's table over files in the layout of the bucket.
 * @param files a glob, such as `contact-records/dt=*` + `/*.json.gz`; each line of a file is one record
 */
export const recordsTable = (files: string): string =>
  `CREATE VIEW ${RECORDS_TABLE} AS SELECT * FROM read_json(${quoted(files)}, format = 'newline_delimited', columns = ${columnsOfRecords}, hive_partitioning = true, hive_types = {'${DAY_PARTITION}': VARCHAR}, maximum_object_size = ${LONGEST_RECORD})`;

/** Bytes: far beyond any record, whose attributes are 32 KB at most. */
const LONGEST_RECORD = 4 * 1024 * 1024;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const columnsOfRecords = `{${Object.entries(recordColumns).map(([name, type]) => `${quoted(name)}: ${quoted(duckDbType(type))}`).join(", ")}}`;

function duckDbType(type: FieldType): string {
  if (type === "text") return "VARCHAR";
  if (type === "whole") return "INTEGER";
  if ("map" in type) return `MAP(VARCHAR, ${duckDbType(type.map)})`;
  if ("list" in type) return `${duckDbType(type.list)}[]`;
  return `STRUCT(${Object.entries(type.struct).map(([name, field]) => `"${name}" ${duckDbType(field)}`).join(", ")})`;
}
