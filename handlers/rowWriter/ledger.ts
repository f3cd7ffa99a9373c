import { createHash } from "node:crypto";
import { type Row, textHash } from "./rowText";

/**
 * What the writer wrote: for each row the hash of its text, or of the texts between which a writer was interrupted
 * (`old|new`). It lies in the table itself, so a table that is restored to a point in time brings the ledger of that
 * time along. Rows are spread over pages by their key, so that one that changes is one page that is read and written.
 */
export type Page = Map<string, string>;

/** In place of a hash: there is no row. */
export const ABSENT = "";

/**
 * An item may have 400 KB. A page is far below that, because chance spreads the rows, and a release that gives all rows
 * other keys has the old ones beside the new ones until its end.
 */
const BYTES_OF_A_PAGE = 32 * 1024;
/** Two hashes, and what stands between them. */
const BYTES_BESIDE_A_KEY = 40;

/**
 * How many pages such rows need: a power of two, so that twice as many pages take half of each page and leave the other
 * half where it is.
 */
export function pageCount(keys: Iterable<string>): number {
  let bytes = 0;
  for (const key of keys) bytes += Buffer.byteLength(JSON.stringify(key)) + BYTES_BESIDE_A_KEY;
  let pages = 1;
  while (pages * BYTES_OF_A_PAGE < bytes) pages *= 2;
  return pages;
}

/** On which of so many pages a row stands. */
export const pageOf = (key: string, pages: number): number =>
  createHash("sha256").update(key).digest().readUInt32BE(0) % pages;

/** The same for the same rows with the same texts. */
export const pageHash = (page: Page): string =>
  textHash(
    [...page]
      .map((entry) => entry.join("\n"))
      .sort()
      .join("\n\n"),
  );

/** A page as it is kept: one text, because not every key of a row could be the name of an attribute. */
export const pageText = (page: Page): string => JSON.stringify([...page]);
export const pageOfText = (text: string): Page => new Map(JSON.parse(text) as [string, string][]);

/** Whether a row is one that the writer wrote. */
export const isOurs = (entry: string | undefined, hash: string): boolean => entry?.split("|").includes(hash) ?? false;

/** What an entry says while a row is on its way to another text, or from or to its absence. */
export const between = (entry: string | undefined, hash: string): string =>
  isOurs(entry, hash) ? (entry as string) : `${entry ?? ABSENT}|${hash}`;

/** Items of the ledger have keys that no row has: its owner, and which item of the ledger it is. */
export function ledgerKey(keys: readonly string[], owner: string, item: string): Row {
  const [hashKey = "", rangeKey] = keys;
  return rangeKey === undefined
    ? { [hashKey]: `rows#${owner}#${item}` }
    : { [hashKey]: `rows#${owner}`, [rangeKey]: item };
}

export const HEAD = "head";
export const pageItem = (page: number): string => `page${page}`;
