import { columns, type ColumnName } from "./columns";
import { legsSql } from "./legs";
import { type Measure, type MeasureName, measures, type ReportFigures } from "./measures";
import { DAY_PARTITION, RECORDS_TABLE } from "./recordColumns";

export interface RecordsQuery {
  /** The table of records, qualified where the query runs outside its database. Default: `contact_records`. */
  readonly table?: string;
  /** How many days back contacts are read; it bounds what a query scans. Default: all. */
  readonly days?: number;
}

/**
 * One row per contact, as its last record tells it: the service delivers a record again whenever
 * something is added, days later too, and two copies of one second differ by what was added. The day
 * is part of the window so that a question about one day reads one day.
 */
export function contactLatestSql({ table = RECORDS_TABLE, days }: RecordsQuery = {}): string {
  const bound =
    days === undefined
      ? ""
      : `\n  WHERE t.${DAY_PARTITION} >= date_format(current_date - interval '${days}' day, '%Y-%m-%d')`;
  return `SELECT r.*
FROM (
  SELECT
    t.*,
    row_number() OVER (
      PARTITION BY t.${DAY_PARTITION}, t.contactid
      ORDER BY t.lastupdatetimestamp DESC NULLS LAST, cardinality(t.attributes) DESC NULLS LAST, t.disconnecttimestamp DESC NULLS LAST
    ) AS rn
  FROM ${table} t${bound}
) r
WHERE r.rn = 1`;
}

/** One row per contact of scalars only, over `contact_latest`: see `columns`. */
export const contactFlatSql = `SELECT
${Object.entries(columns)
  .map(([name, { sql }]) => `  ${sql} AS ${name}`)
  .join(",\n")}
FROM (
${indented(legsSql)}
) c`;

/** `contact_flat` straight from the table of records: what QuickSight and the Athena view run. */
export const flatFromRecordsSql = (query: RecordsQuery = {}): string =>
  `WITH contact_latest AS (\n${indented(contactLatestSql(query))}\n)\n${contactFlatSql}`;

/**
 * A measure's aggregate over rows of `contact_flat`, in Trino's dialect. Nothing over nothing is null, and no rows are
 * none.
 */
export function measureSql({ formula, unit }: Measure, figures: ReportFigures): string {
  const sum = `sum(${formula.sum})`;
  if (formula.over !== undefined) return `CAST(${sum} AS double) / nullif(sum(${formula.over}), 0)`;
  if (formula.times !== undefined) return `CAST(coalesce(${sum}, 0) AS double) * ${figures[formula.times]}`;
  return unit === "money" ? sum : `CAST(coalesce(${sum}, 0) AS bigint)`;
}

/** The measures by columns of `contact_flat`; those of one currency only where `by` holds `payment_currency`. */
export function measuresSql(by: readonly ColumnName[], figures: ReportFigures): string {
  const shown = (Object.entries(measures) as [MeasureName, Measure][]).filter(
    ([, { perCurrency }]) => !perCurrency || by.includes("payment_currency"),
  );
  const selected = [...by, ...shown.map(([name, measure]) => `${measureSql(measure, figures)} AS ${name}`)];
  return `SELECT\n${selected.map((line) => `  ${line}`).join(",\n")}\nFROM contact_flat${by.length === 0 ? "" : `\nGROUP BY ${by.join(", ")}\nORDER BY ${by.join(", ")}`}`;
}

function indented(sql: string): string {
  return sql.replaceAll(/^/gm, "  ");
}
