import type { MeasureName, ReportFigures } from "connect-ivr/internal/components/reportingDataset/sql/measures";
import { measureOf, type Sums, valueOf } from "../answers/measure";

/** By what a page is filtered. */
export const FILTERS = ["country", "language", "line_of_business", "environment"] as const;
export type Filter = (typeof FILTERS)[number];
/** What is chosen; what is left out is not filtered by. */
export type Chosen = Readonly<Partial<Record<Filter, string>>>;

/** All that a page knows: sums for every combination of day, dimensions and currency. No call, no caller, no agent. */
export interface PageData {
  readonly title: string;
  /** Where the figures are from, a sentence each. */
  readonly about: readonly string[];
  readonly figures: ReportFigures;
  /** The names of the columns of `cube`: the keys first, then the sums. */
  readonly keys: readonly string[];
  readonly sums: readonly string[];
  readonly cube: readonly (readonly (string | number)[])[];
}

/** Between values of several keys. */
export const SEPARATOR = "\u001f";

/** The sums of the rows that are chosen, by the values of some keys, in the order of the values. */
export function sumsBy({ keys, sums, cube }: PageData, by: readonly string[], chosen: Chosen): Map<string, Sums> {
  const found = new Map<string, Record<string, number>>();
  const at = by.map((key) => keys.indexOf(key));
  const wanted = Object.entries(chosen).map(([filter, value]) => [keys.indexOf(filter), value] as const);
  for (const row of cube) {
    if (!wanted.every(([index, value]) => row[index] === value)) continue;
    const group = at.map((index) => row[index]).join(SEPARATOR);
    const known = found.get(group) ?? {};
    for (const [index, name] of sums.entries()) known[name] = (known[name] ?? 0) + (row[keys.length + index] as number);
    found.set(group, known);
  }
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The values that a key has anywhere. */
export const valuesOf = ({ keys, cube }: PageData, key: string): string[] =>
  [...new Set(cube.map((row) => String(row[keys.indexOf(key)])))].sort();

/** What a measure gives for sums. */
export const measured = (name: MeasureName, sums: Sums | undefined, { figures }: PageData): number | null =>
  valueOf(measureOf(name).formula, sums ?? {}, figures);

const NAMES = {
  country: new Intl.DisplayNames("en", { type: "region", fallback: "code" }),
  language: new Intl.DisplayNames("en", { type: "language", fallback: "code" }),
} as const;

/** A value as readers call it: Canada for CA, Canadian French for fr-CA. */
export function nameOf(key: string, value: string): string {
  if (key !== "country" && key !== "language")
    return capital(
      value.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`),
    );
  try {
    return NAMES[key].of(value) ?? value;
  } catch {
    // No country, no language: `unset`, or what somebody's own flows have written.
    return value;
  }
}

/** A heading for a filter or a table: `Line of business`. */
export const headingOf = (key: string): string => (key === "dt" ? "Day (UTC)" : capital(key.replaceAll("_", " ")));

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
