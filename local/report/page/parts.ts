import { type MeasureName, measures } from "connect-ivr/internal/components/reportingDataset/sql/measures";
import { escaped } from "../../render/xml";
import { measureOf, type Sums, written } from "../answers/measure";
import { type Chart, type ChartRow, unitOf } from "./charts";
import {
  type Chosen,
  type Filter,
  FILTERS,
  headingOf,
  measured,
  nameOf,
  type PageData,
  SEPARATOR,
  sumsBy,
  valuesOf,
} from "./data";

/** The markup of what changes with the filters; all text in it is escaped. */

/** Measures that can be added up over all calls, and those of one currency. */
const shown = (Object.keys(measures) as MeasureName[]).filter((name) => !measureOf(name).perCurrency);
const ofCurrency = ["payments_alone", "paid_alone"] as const satisfies readonly MeasureName[];
const ofCountryAndLine = ["calls", "containment_true", "abandonment"] as const satisfies readonly MeasureName[];

/** The tables of the dashboard, below its charts. */
export const tables = [
  { id: "paid-by-currency", title: "Paid without an agent, by currency", rows: amounts },
  { id: "country-and-line", title: "Country and line of business", rows: countriesAndLines },
] as const;

/** The figures of all calls that are chosen. */
export function tiles(data: PageData, chosen: Chosen): string {
  const all = sumsBy(data, [], chosen).get("");
  return shown
    .map((name) => [measureOf(name), measured(name, all, data)] as const)
    .map(
      ([{ title, meaning, unit }, value]) =>
        `<div class="tile" title="${escaped(meaning)}"><dt>${escaped(title)}</dt><dd>${escaped(written(value, unit))}</dd></div>`,
    )
    .join("");
}

/** What was paid, of which each currency is a sum of its own. */
function amounts(data: PageData, chosen: Chosen): string {
  const rows = [...sumsBy(data, ["payment_currency"], chosen)].filter(
    ([, sums]) => (measured("payments_alone", sums, data) ?? 0) > 0,
  );
  return rows.length === 0
    ? "<p>None of these calls.</p>"
    : measuresTable(
        ["Currency"],
        rows.map(([currency, sums]) => [[currency], sums]),
        ofCurrency,
        data,
      );
}

function countriesAndLines(data: PageData, chosen: Chosen): string {
  const rows = [...sumsBy(data, ["country", "line_of_business"], chosen)].map(([key, sums]): [string[], Sums] => {
    const [country = "", line = ""] = key.split(SEPARATOR);
    return [[nameOf("country", country), nameOf("line_of_business", line)], sums];
  });
  return measuresTable(["Country", "Line of business"], rows, ofCountryAndLine, data);
}

const measuresTable = (
  head: readonly string[],
  rows: readonly (readonly [readonly string[], Sums])[],
  names: readonly MeasureName[],
  data: PageData,
): string =>
  table(
    [...head, ...names.map((name) => measureOf(name).title)],
    rows.map(([keys, sums]) => [
      ...keys,
      ...names.map((name) => written(measured(name, sums, data), measureOf(name).unit)),
    ]),
    head.length,
  );

/** The figures of a chart. */
export const chartTable = (chart: Chart, rows: readonly ChartRow[]): string =>
  table(
    [headingOf(chart.by), ...chart.measures.map((name) => measureOf(name).title)],
    rows.map(({ name, values }) => [name, ...values.map((value) => written(value, unitOf(chart)))]),
  );

/** @param headings how many cells of a row say what it is about */
function table(head: readonly string[], rows: readonly (readonly string[])[], headings = 1): string {
  const cells = rows.map((row) =>
    row
      .map((cell, index) => (index < headings ? `<th scope="row">${escaped(cell)}</th>` : `<td>${escaped(cell)}</td>`))
      .join(""),
  );
  return `<table><thead><tr>${head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join("")}</tr></thead><tbody>${cells.map((row) => `<tr>${row}</tr>`).join("")}</tbody></table>`;
}

/** A list to choose from for each filter that has something to choose. */
export const filters = (data: PageData): string =>
  FILTERS.map((filter) => [filter, valuesOf(data, filter)] as const)
    .filter(([, values]) => values.length > 1)
    .map(([filter, values]) => filterList(filter, values))
    .join("");

function filterList(filter: Filter, values: readonly string[]): string {
  const options = values
    .map((value) => [nameOf(filter, value), value] as const)
    .sort(([one], [other]) => one.localeCompare(other, "en"));
  return `<label>${escaped(headingOf(filter))} <select name="${filter}"><option value="">All</option>${options.map(([name, value]) => `<option value="${escaped(value)}">${escaped(name)}</option>`).join("")}</select></label>`;
}
