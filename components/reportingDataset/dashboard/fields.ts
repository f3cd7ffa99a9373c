import type { CalculatedField, DimensionField, MeasureField } from "@aws-sdk/client-quicksight";
import { type ColumnName, type Measure, type MeasureName, measures, type ReportFigures, type Unit } from "../sql";

/** The name that the dashboard knows the dataset by. */
export const CONTACTS = "contacts";

export const column = (name: string): { DataSetIdentifier: string; ColumnName: string } => ({
  DataSetIdentifier: CONTACTS,
  ColumnName: name,
});

/**
 * A measure's formula in QuickSight's language, where it is named as readers see it. Nothing over nothing is empty
 * there, too.
 */
export function calculatedField({ title, formula }: Measure, figures: ReportFigures): CalculatedField {
  const sum = (of: ColumnName): string => `sum({${of}})`;
  const over = formula.over === undefined ? "" : ` / ${sum(formula.over)}`;
  const times = formula.times === undefined ? "" : ` * ${figures[formula.times]}`;
  return { DataSetIdentifier: CONTACTS, Name: title, Expression: `${sum(formula.sum)}${over}${times}` };
}

const decimals = (count: number) => ({ DecimalPlacesConfiguration: { DecimalPlaces: count } });
const PLAIN_DECIMALS: Readonly<Record<Exclude<Unit, "share">, number>> = {
  calls: 0,
  payments: 0,
  seconds: 0,
  money: 2,
  points: 2,
};

/** A measure as a value of a visual. Its formula sums already, so that it takes no aggregation. */
export function value(visual: string, name: MeasureName): MeasureField {
  const { title, unit }: Measure = measures[name];
  const format =
    unit === "share"
      ? { PercentageDisplayFormatConfiguration: decimals(1) }
      : {
          NumberDisplayFormatConfiguration: {
            ...decimals(PLAIN_DECIMALS[unit]),
            SeparatorConfiguration: { ThousandsSeparator: { Visibility: "VISIBLE" as const } },
          },
        };
  return {
    NumericalMeasureField: {
      FieldId: `${visual}-${name}`,
      Column: column(title),
      FormatConfiguration: { FormatConfiguration: format },
    },
  };
}

export const category = (visual: string, name: ColumnName): DimensionField => ({
  CategoricalDimensionField: { FieldId: `${visual}-by-${name}`, Column: column(name) },
});

/** The day (UTC) a contact began. */
export const day = (visual: string): DimensionField => ({
  DateDimensionField: { FieldId: `${visual}-by-day`, Column: column("dt_date"), DateGranularity: "DAY" },
});
