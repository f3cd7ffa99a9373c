import { marshall } from "@aws-sdk/util-dynamodb";

/** How many rows one stack keeps as resources: beyond, previews and updates become slow. */
export const MAXIMUM_ROWS = 500;

/** What a flow can read of one answer, in bytes of UTF-8. */
const MAXIMUM_ANSWER_BYTES = 32_768;

/** A row in DynamoDB's own JSON, keys in a stable order so that only a change of content is a change. */
export const itemJson = (row: Readonly<Record<string, unknown>>): string => JSON.stringify(marshall(sorted(row)));

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** What is wrong with the rows of a table, as sentences with their remedy. */
export function rowProblems(
  table: string,
  keys: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): string[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const key = keys.map((name) => String(row[name])).join(" ");
    const twice = seen.has(key);
    seen.add(key);
    return [
      ...(keys.every((name) => typeof row[name] === "string" && row[name] !== "")
        ? []
        : [`A row of ${table} lacks its key ${keys.join(" or ")}. Give it one.`]),
      ...(twice ? [`Two rows of ${table} have the key ${key}. Keep one.`] : []),
      ...(hasEmptyString(row)
        ? [`The row ${key} of ${table} holds an empty string, which no flow can read. Leave the attribute out.`]
        : []),
      ...(Buffer.byteLength(JSON.stringify(row)) > MAXIMUM_ANSWER_BYTES
        ? [`The row ${key} of ${table} is larger than the 32 KB that a flow can read. Split it.`]
        : []),
    ];
  });
}

const hasEmptyString = (value: unknown): boolean =>
  value === "" || (value !== null && typeof value === "object" && Object.values(value).some(hasEmptyString));
