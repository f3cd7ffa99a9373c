import { keyText } from "../../handlers/rowWriter/rowContent";
import { MAXIMUM_ANSWER_BYTES, NEAR, sizeWarnings } from "../shared/quotas";
import type { TableRowArgs, TableRowsArgs } from "./args";

/**
 * What Lambda takes as a function with all that lies beside it: 250 MB unpacked, and 50 MB as the archive in which
 * Pulumi hands it over (developer guide, Lambda quotas). The function itself needs less than a megabyte.
 */
const MAXIMUM_PACKAGE_BYTES = 249 * 1024 * 1024;
const MAXIMUM_ARCHIVE_BYTES = 49 * 1024 * 1024;

/** What is wrong with the rows of a table, as sentences with their remedy. */
export function rowProblems(table: string, { keys, groups }: TableRowsArgs["rows"]): string[] {
  if (keys.length < 1 || keys.length > 2)
    return [`${table} has ${keys.length} attributes as its key. A table of DynamoDB has one, or two.`];
  const seen = new Set<string>();
  return Object.values(groups).flatMap((rows) =>
    rows.flatMap((row) => {
      const key = keyText(keys, row);
      const twice = seen.has(key);
      seen.add(key);
      const name = key.replaceAll("\n", " ");
      return [
        ...(keys.every((attribute) => typeof row[attribute] === "string" && row[attribute] !== "")
          ? []
          : [`A row of ${table} lacks its key ${keys.join(" or ")}. Give it one.`]),
        ...(keys.some((attribute) => String(row[attribute]).includes("\n"))
          ? [
              `The row ${name} of ${table} has a line break in its key, which the writer of rows cannot tell from the next part of it. Leave it out.`,
            ]
          : []),
        ...(twice ? [`Two rows of ${table} have the key ${name}. Keep one.`] : []),
        ...(key.startsWith("rows#")
          ? [`The row ${name} of ${table} has a key that the writer of rows keeps for itself. Give it another.`]
          : []),
        ...(hasEmptyString(row)
          ? [`The row ${name} of ${table} holds an empty string, which no flow can read. Leave the attribute out.`]
          : []),
        ...(bytesOf(row) > MAXIMUM_ANSWER_BYTES
          ? [`The row ${name} of ${table} is larger than the 32 KB that a flow can read. Split it.`]
          : []),
      ];
    }),
  );
}

/** Rows that will soon be too large. */
export const rowWarnings = (table: string, { keys, groups }: TableRowsArgs["rows"]): string[] =>
  sizeWarnings(
    Object.values(groups).flatMap((rows) =>
      rows.map((row) => {
        const bytes = bytesOf(row);
        return { row: `${keyText(keys, row).replaceAll("\n", " ")} of ${table}`, itemBytes: bytes, answerBytes: bytes };
      }),
    ),
  );

/** How large rows are as files, and packed. */
export interface PackageSize {
  readonly bytes: number;
  readonly archiveBytes: number;
}

const LIMITS: readonly { readonly size: keyof PackageSize; readonly limit: number; readonly as: string }[] = [
  { size: "bytes", limit: MAXIMUM_PACKAGE_BYTES, as: "" },
  { size: "archiveBytes", limit: MAXIMUM_ARCHIVE_BYTES, as: " packed" },
];

/** Whether all rows fit beside the function that writes them. */
export const packageProblems = (sizes: PackageSize): string[] =>
  LIMITS.filter(({ size, limit }) => sizes[size] > limit).map(
    ({ size, limit, as }) =>
      `The rows have ${mb(sizes[size])} MB${as}, and Lambda takes ${mb(limit)} MB of rows beside the function that writes them. Divide them among tables of several stacks.`,
  );

export const packageWarnings = (sizes: PackageSize): string[] =>
  LIMITS.filter(({ size, limit }) => sizes[size] > NEAR * limit).map(
    ({ size, limit, as }) =>
      `The rows have ${mb(sizes[size])} MB${as} of the ${mb(limit)} MB that Lambda takes beside a function.`,
  );

/** The longest name that Lambda takes (API reference, CreateFunction). */
const LONGEST_NAME = 64;

export const functionNameProblems = (name: string): string[] =>
  /^[A-Za-z0-9_-]+$/.test(name) && name.length <= LONGEST_NAME
    ? []
    : [`The function cannot be called ${name}: letters, digits, - and _, ${LONGEST_NAME} at most. Set functionName.`];

/** Two components would sweep each other's rows away. */
export const writerProblems = (before: string | undefined): string[] =>
  before === undefined ? [] : [`${before} writes the rows of this table already. Give all of them to one component.`];

const mb = (bytes: number): number => Math.round(bytes / 1024 / 1024);

const bytesOf = (row: TableRowArgs): number => Buffer.byteLength(JSON.stringify(row));

const hasEmptyString = (value: unknown): boolean =>
  value === "" || (value !== null && typeof value === "object" && Object.values(value).some(hasEmptyString));
