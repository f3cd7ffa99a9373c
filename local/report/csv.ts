import type { Row } from "./answers/figures";

/** Rows as RFC 4180 has it; null is empty. @param names the columns, in their order */
export const csvOf = (names: readonly string[], rows: readonly Row[]): string =>
  [names, ...rows.map((row) => names.map((name) => row[name]))]
    .map((cells) => cells.map(cell).join(","))
    .join("\r\n")
    .concat("\r\n");

function cell(value: unknown): string {
  if (typeof value !== "string") return typeof value === "number" ? String(value) : "";
  // A spreadsheet takes text that begins like this for a formula, and what an attribute holds is anyone's.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
