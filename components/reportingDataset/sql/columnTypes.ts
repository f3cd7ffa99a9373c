/** The types of report columns in each of the three places that name them: a Hive table, a Presto view, QuickSight. */
export const columnTypes = {
  text: { hive: "string", presto: "varchar", quickSight: "STRING" },
  /** 1 or 0. */
  flag: { hive: "int", presto: "integer", quickSight: "INTEGER" },
  /** Whole seconds, or a whole number. */
  whole: { hive: "bigint", presto: "bigint", quickSight: "INTEGER" },
  number: { hive: "double", presto: "double", quickSight: "DECIMAL" },
  /** A moment in UTC. */
  moment: { hive: "timestamp", presto: "timestamp(3)", quickSight: "DATETIME" },
} as const;

export type ColumnType = keyof typeof columnTypes;

/** A column of `contact_flat`. */
export interface Column {
  readonly type: ColumnType;
  /** What it says, for whoever reads the dataset. */
  readonly meaning: string;
  /** The expression over `c`, a row of the legs (see `legsSql`). */
  readonly sql: string;
}
