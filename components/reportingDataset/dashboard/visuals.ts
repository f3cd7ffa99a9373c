import type { Visual, VisualTitleLabelOptions } from "@aws-sdk/client-quicksight";
import { type ColumnName, type MeasureName, measures } from "../sql";
import { category, day, value } from "./fields";

/** A visual and the columns and rows that it takes on the sheet. */
export interface PlacedVisual {
  readonly id: string;
  readonly visual: Visual;
  readonly columns: number;
  readonly rows: number;
}

const title = (text: string): VisualTitleLabelOptions => ({ Visibility: "VISIBLE", FormatText: { PlainText: text } });

/** One figure, with its course day by day. */
export function figure(name: MeasureName): PlacedVisual {
  const id = `figure-${name.replaceAll("_", "-")}`;
  return {
    id,
    columns: 6,
    rows: 6,
    visual: {
      KPIVisual: {
        VisualId: id,
        Title: title(measures[name].title),
        ChartConfiguration: { FieldWells: { Values: [value(id, name)], TrendGroups: [day(id)] } },
      },
    },
  };
}

/** Figures of one unit, day by day. */
export function byDay(id: string, text: string, ...names: MeasureName[]): PlacedVisual {
  const wells = { Category: [day(id)], Values: names.map((name) => value(id, name)) };
  return {
    id,
    columns: 18,
    rows: 10,
    visual: {
      LineChartVisual: {
        VisualId: id,
        Title: title(text),
        ChartConfiguration: { Type: "LINE", FieldWells: { LineChartAggregatedFieldWells: wells } },
      },
    },
  };
}

/** Figures of one unit by a column's values, the largest first. */
export function bars(id: string, text: string, by: ColumnName, ...names: MeasureName[]): PlacedVisual {
  const values = names.map((name) => value(id, name));
  const largestFirst = { FieldSort: { FieldId: `${id}-${names[0]}`, Direction: "DESC" as const } };
  return {
    id,
    columns: 12,
    rows: 12,
    visual: {
      BarChartVisual: {
        VisualId: id,
        Title: title(text),
        ChartConfiguration: {
          Orientation: "HORIZONTAL",
          BarsArrangement: "CLUSTERED",
          FieldWells: { BarChartAggregatedFieldWells: { Category: [category(id, by)], Values: values } },
          SortConfiguration: { CategorySort: [largestFirst] },
        },
      },
    },
  };
}

/** Figures in a table, by a column's values. */
export function table(id: string, text: string, by: ColumnName, ...names: MeasureName[]): PlacedVisual {
  const wells = { GroupBy: [category(id, by)], Values: names.map((name) => value(id, name)) };
  return {
    id,
    columns: 18,
    rows: 10,
    visual: {
      TableVisual: {
        VisualId: id,
        Title: title(text),
        ChartConfiguration: { FieldWells: { TableAggregatedFieldWells: wells } },
      },
    },
  };
}

/** Figures in a table of two columns' values. */
export function crosses(
  id: string,
  text: string,
  rows: ColumnName,
  columns: ColumnName,
  ...names: MeasureName[]
): PlacedVisual {
  const wells = {
    Rows: [category(id, rows)],
    Columns: [category(id, columns)],
    Values: names.map((name) => value(id, name)),
  };
  return {
    id,
    columns: 36,
    rows: 16,
    visual: {
      PivotTableVisual: {
        VisualId: id,
        Title: title(text),
        ChartConfiguration: { FieldWells: { PivotTableAggregatedFieldWells: wells } },
      },
    },
  };
}
