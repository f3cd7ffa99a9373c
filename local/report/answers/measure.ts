import {
  type Formula,
  type Measure,
  type MeasureName,
  measures,
  type ReportFigures,
  type Unit,
} from "connect-ivr/internal/components/reportingDataset/sql/measures";

/** Sums by column of `contact_flat`. */
export type Sums = Readonly<Record<string, number>>;

/** What a formula gives for sums, as its SQL does: nothing over nothing is null. */
export function valueOf({ sum, over, times }: Formula, sums: Sums, figures: ReportFigures): number | null {
  const value = sums[sum] ?? 0;
  if (over !== undefined) return (sums[over] ?? 0) === 0 ? null : value / (sums[over] as number);
  return times === undefined ? value : value * figures[times];
}

export const measureOf = (name: MeasureName): Measure => measures[name];

const number = (value: number, digits: number): string =>
  value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });

const WRITTEN: Readonly<Record<Unit, (value: number) => string>> = {
  calls: (value) => number(value, 0),
  payments: (value) => number(value, 0),
  money: (value) => number(value, 2),
  points: (value) => number(value, 2),
  seconds: (value) => `${number(value, 0)} s`,
  share: (value) => `${number(value * 100, 1)} %`,
};

/** A value with its unit, for a reader. */
export const written = (value: number | null, unit: Unit): string => (value === null ? "–" : WRITTEN[unit](value));
