import type { EChartsOption } from "echarts";
import type { MeasureName, Unit } from "connect-ivr/internal/components/reportingDataset/sql/measures";
import { measureOf, written } from "../answers/measure";
import { type Chosen, measured, nameOf, type PageData, sumsBy, valuesOf } from "./data";

/** A chart of the page: measures of one unit, by day or by a dimension. */
export interface Chart {
  readonly id: string;
  readonly title: string;
  readonly by: "dt" | "country" | "language" | "line_of_business";
  readonly measures: readonly [MeasureName, ...MeasureName[]];
  /** Amounts are bars; shares by day are lines. */
  readonly as: "bars" | "lines";
}

/** The charts of the dashboard. */
export const charts: readonly Chart[] = [
  { id: "calls-by-day", title: "Calls by day", by: "dt", measures: ["calls", "queued"], as: "bars" },
  {
    id: "containment-by-day",
    title: "Containment by day",
    by: "dt",
    measures: ["containment_true", "containment_gross"],
    as: "lines",
  },
  {
    id: "queue-by-day",
    title: "Service level and abandonment by day",
    by: "dt",
    measures: ["service_level_20s", "abandonment"],
    as: "lines",
  },
  {
    id: "callers-by-day",
    title: "First-call resolution and repeat callers by day",
    by: "dt",
    measures: ["first_call_resolution", "repeat_callers"],
    as: "lines",
  },
  { id: "payments-by-day", title: "Payment success by day", by: "dt", measures: ["payment_success"], as: "lines" },
  { id: "calls-by-country", title: "Calls by country", by: "country", measures: ["calls"], as: "bars" },
  { id: "calls-by-language", title: "Calls by language", by: "language", measures: ["calls"], as: "bars" },
  {
    id: "containment-by-line",
    title: "Containment by line of business",
    by: "line_of_business",
    measures: ["containment_true", "containment_gross"],
    as: "bars",
  },
];

/** A chart's figures: for each value of `by`, those of its measures. */
export interface ChartRow {
  readonly key: string;
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** Days stand in their order, and those without a call too; everything else by its first measure, the largest first. */
export function rowsOf({ by, measures }: Chart, data: PageData, chosen: Chosen): ChartRow[] {
  const sums = sumsBy(data, [by], chosen);
  const keys = by === "dt" ? valuesOf(data, by) : [...sums.keys()];
  const rows = keys.map((key) => ({
    key,
    name: by === "dt" ? key : nameOf(by, key),
    values: measures.map((name) => measured(name, sums.get(key), data)),
  }));
  return by === "dt" ? rows : rows.sort((one, other) => (other.values[0] ?? 0) - (one.values[0] ?? 0));
}

export const unitOf = ({ measures }: Chart): Unit => measureOf(measures[0]).unit;

/**
 * Readable with every kind of colour blindness, and beside each other in grey; the page sets them for light and dark.
 */
const COLORS = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)"];
const INK = "var(--ink)";
const LINE = "var(--line)";
/** The library measures its labels, so it has to know the font. */
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** How the charting library draws a chart. */
export function optionOf(chart: Chart, rows: readonly ChartRow[]): EChartsOption {
  const unit = unitOf(chart);
  const lying = chart.by === "country" || chart.by === "language";
  const amounts = {
    type: "value" as const,
    axisLabel: { color: INK, formatter: (value: number) => shortly(value, unit) },
    splitLine: { lineStyle: { color: LINE } },
    ...(unit === "share" && { max: 1 }),
    minInterval: unit === "share" ? 0 : 1,
  };
  const names = {
    type: "category" as const,
    data: rows.map(({ name }) => (chart.by === "dt" ? DAY.format(new Date(name)) : name)),
    inverse: lying,
    axisLabel: { color: INK, hideOverlap: true, ...(lying && { interval: 0 }) },
    axisLine: { lineStyle: { color: LINE } },
    axisTick: { show: false },
  };
  return {
    animation: false,
    color: COLORS,
    aria: { enabled: true, label: { description: `${chart.title}. The figures are in the table below it.` } },
    textStyle: { fontFamily: FONT, color: INK },
    grid: {
      left: 8,
      right: 24,
      top: chart.measures.length > 1 ? 36 : 12,
      bottom: 8,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    legend: { show: chart.measures.length > 1, top: 0, left: 0, itemHeight: 10, textStyle: { color: INK } },
    tooltip: {
      trigger: "axis",
      confine: true,
      valueFormatter: (value) => written(typeof value === "number" ? value : null, unit),
    },
    xAxis: lying ? amounts : names,
    yAxis: lying ? names : amounts,
    series: chart.measures.map((name, index) => ({
      name: measureOf(name).title,
      data: rows.map(({ values }) => values[index] ?? null),
      emphasis: { disabled: true },
      ...(chart.as === "bars"
        ? { type: "bar" as const, barMaxWidth: 28 }
        : {
            type: "line" as const,
            symbolSize: 5,
            symbol: SYMBOLS[index % SYMBOLS.length] as string,
            lineStyle: { width: 2 },
          }),
    })),
  };
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** Lines differ by more than their colour. */
const SYMBOLS = ["circle", "diamond", "triangle", "rect"];

const shortly = (value: number, unit: Unit): string =>
  unit === "share" ? `${Math.round(value * 100)} %` : value.toLocaleString("en-GB");

/** Pixels: charts that lie have a line for each bar. */
export const heightOf = ({ by }: Chart, rows: readonly ChartRow[]): number =>
  by === "country" || by === "language" ? 50 + 20 * rows.length : 260;
