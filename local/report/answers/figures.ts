import { type ColumnName, columns, contactFlatSql, contactLatestSql, dimensions, type Formula, type MeasureName, measures, measuresSql, type ReportFigures } from "../../../components/reportingDataset/sql";
import { openDatabase, recordsTable, type Row } from "./database";

/** The measures of some of the calls; null where there is nothing to divide by. */
export type MeasureValues = Readonly<Partial<Record<MeasureName, number | null>>>;

/** By what figures are broken down: the day, the dimensions of the dataset, and the currency. */
export const BREAKDOWNS = ["dt", ...dimensions, "payment_currency"] as const satisfies readonly ColumnName[];
export type Breakdown = (typeof BREAKDOWNS)[number];

/** The columns that formulas add up. */
export const SUMMED = [...new Set((Object.values(measures) as { formula: Formula }[]).flatMap(({ formula: { sum, over } }) => (over === undefined ? [sum] : [sum, over])))];

/** By what the page filters, and breaks the rest down. */
export const CUBE_KEYS = ["dt", ...dimensions, "payment_currency"] as const satisfies readonly ColumnName[];

/** What a report answers about an archive. */
export interface Figures {
  readonly contacts: number;
  /** First and last day on which a contact began; none without contacts. */
  readonly days?: readonly [first: string, last: string];
  readonly totals: MeasureValues;
  readonly by: Readonly<Record<Breakdown, readonly Row[]>>;
  /** For each combination of `CUBE_KEYS` that occurs: its values, then the sums of `SUMMED`. */
  readonly cube: readonly (readonly (string | number)[])[];
}

/** Asks the stack's own SQL about records in the layout of the archive. @param files a glob */
export async function figuresOf(files: string, figures: ReportFigures): Promise<Figures> {
  const database = await openDatabase();
  try {
    await database.run(recordsTable(files));
    await database.run(`CREATE VIEW contact_latest AS ${contactLatestSql()}`);
    await database.run(`CREATE TABLE contact_flat AS ${contactFlatSql}`);
    const [span] = await database.rows("SELECT count(*) AS contacts, min(dt) AS first, max(dt) AS last FROM contact_flat") as [{ contacts: number; first: string | null; last: string | null }];
    const [totals] = await database.rows(measuresSql([], figures)) as [MeasureValues];
    const by: Partial<Record<Breakdown, readonly Row[]>> = {};
    for (const column of BREAKDOWNS) by[column] = await database.rows(measuresSql([column], figures));
    const cube = await database.rows(CUBE);
    return {
      contacts: span.contacts,
      ...(span.first !== null && span.last !== null && { days: [span.first, span.last] as const }),
      totals,
      by: by as Figures["by"],
      cube: cube.map((row) => [...CUBE_KEYS, ...SUMMED].map((name) => row[name] as string | number)),
    };
  } finally {
    database.close();
  }
}

const CUBE = `SELECT ${CUBE_KEYS.join(", ")}, ${SUMMED.map((name) => `coalesce(CAST(sum(${name}) AS ${columns[name].type === "number" ? "double" : "bigint"}), 0) AS ${name}`).join(", ")}
FROM contact_flat GROUP BY ${CUBE_KEYS.join(", ")} ORDER BY ${CUBE_KEYS.join(", ")}`;
