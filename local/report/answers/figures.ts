import type { DuckDBConnection } from "@duckdb/node-api";
import {
  type ColumnName,
  columns,
  dimensions,
  flatFromRecordsSql,
  type Formula,
  type MeasureName,
  measures,
  measuresSql,
  type ReportFigures,
} from "connect-ivr/internal/components/reportingDataset/sql/index";
import { openRecords } from "./trino";
import { temporarily, temporaryFolder } from "../../shared/temporary";

export type Row = Readonly<Record<string, unknown>>;

/** The measures of some of the calls; null where there is nothing to divide by. */
export type MeasureValues = Readonly<Partial<Record<MeasureName, number | null>>>;

/** By what figures are broken down: the day, the dimensions of the dataset, and the currency. */
export const BREAKDOWNS = ["dt", ...dimensions, "payment_currency"] as const satisfies readonly ColumnName[];
export type Breakdown = (typeof BREAKDOWNS)[number];

/** The columns that formulas add up. */
export const SUMMED = [
  ...new Set(
    (Object.values(measures) as { formula: Formula }[]).flatMap(({ formula: { sum, over } }) =>
      over === undefined ? [sum] : [sum, over],
    ),
  ),
];

/** What a report answers about an archive. */
export interface Figures {
  readonly contacts: number;
  /** First and last day on which a contact began; none without contacts. */
  readonly days?: readonly [first: string, last: string];
  readonly totals: MeasureValues;
  readonly by: Readonly<Record<Breakdown, readonly Row[]>>;
  /** For each combination of `BREAKDOWNS` that occurs: its values, then the sums of `SUMMED`. */
  readonly cube: readonly (readonly (string | number)[])[];
}

/** What the engine may keep in memory before it uses the disk. */
const MEMORY = "400MB";

/** Asks the stack's own SQL about records in the layout of the archive. @param files a glob */
export async function figuresOf(files: string, figures: ReportFigures): Promise<Figures> {
  // What does not fit into memory holds telephone numbers too.
  return temporarily(temporaryFolder("connect-ivr-duckdb"), async (overflow) => {
    const database = await openRecords(files);
    try {
      await database.run(`SET memory_limit = '${MEMORY}'`);
      await database.run(`SET temp_directory = '${overflow.replaceAll("'", "''")}'`);
      return await answered(database, figures);
    } finally {
      database.closeSync();
    }
  });
}

async function answered(database: DuckDBConnection, figures: ReportFigures): Promise<Figures> {
  // As decimals amounts add up to the same in whatever order threads come to them.
  await database.run(
    `CREATE TABLE contact_flat AS SELECT * REPLACE (CAST(paid_amount AS DECIMAL(18, 4)) AS paid_amount) FROM (${flatFromRecordsSql()})`,
  );
  const [span] = (await rowsOf(
    database,
    "SELECT count(*) AS contacts, min(dt) AS first, max(dt) AS last FROM contact_flat",
  )) as [{ contacts: number; first: string | null; last: string | null }];
  const [totals] = (await rowsOf(database, measuresSql([], figures))) as [MeasureValues];
  const by: Partial<Record<Breakdown, readonly Row[]>> = {};
  for (const column of BREAKDOWNS) by[column] = await rowsOf(database, measuresSql([column], figures));
  const cube = await rowsOf(database, CUBE);
  return {
    contacts: span.contacts,
    ...(span.first !== null && span.last !== null && { days: [span.first, span.last] as const }),
    totals,
    by: by as Figures["by"],
    cube: cube.map((row) => [...BREAKDOWNS, ...SUMMED].map((name) => row[name] as string | number)),
  };
}

/** Whole numbers of 64 bits are numbers: nobody has so many calls that they would not fit. */
async function rowsOf(database: DuckDBConnection, sql: string): Promise<Row[]> {
  const rows = (await database.runAndReadAll(sql)).getRowObjectsJS();
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value]),
    ),
  );
}

const CUBE = `SELECT ${BREAKDOWNS.join(", ")}, ${SUMMED.map((name) => `coalesce(CAST(sum(${name}) AS ${columns[name].type === "number" ? "double" : "bigint"}), 0) AS ${name}`).join(", ")}
FROM contact_flat GROUP BY ${BREAKDOWNS.join(", ")} ORDER BY ${BREAKDOWNS.join(", ")}`;
