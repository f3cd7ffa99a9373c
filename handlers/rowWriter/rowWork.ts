import { ABSENT, between, isOurs, type Page, pageHash } from "./ledger";
import type { LedgerPages } from "./ledgerPages";
import { keyOf, keyOfRow, keyText, type RowContent } from "./rowContent";
import type { RowTable } from "./rowTable";
import { type Row, rowHash } from "./rowText";

/** What rows are changed with. */
export interface RowSite {
  readonly table: RowTable;
  readonly pages: LedgerPages;
  readonly warn: (message: string) => void;
}

/** How many rows were changed. */
export interface RowCounts {
  written: number;
  deleted: number;
}

/** The rows that are wanted: their keys with the hashes of their texts. */
export function wantedRows(content: RowContent): Page {
  const wanted: Page = new Map();
  for (const group of content.index.groups)
    for (const { row, hash } of content.read(group)) wanted.set(keyText(content.index.keys, row), hash);
  return wanted;
}

/** The rows of the content that are among the keys. */
export function rowsAmong(keys: ReadonlySet<string>, content: RowContent): Map<string, Row> {
  const found = new Map<string, Row>();
  for (const group of keys.size === 0 ? [] : content.index.groups)
    for (const { row } of content.read(group)) {
      const key = keyText(content.index.keys, row);
      if (keys.has(key)) found.set(key, row);
    }
  return found;
}

/** What is to become of rows of one page. */
export interface RowChange {
  /** Rows to write. */
  readonly wanted: readonly Row[];
  /** Keys of rows to delete. */
  readonly unwanted: readonly string[];
  /** Maps of a row whose entries stay though the new row lacks them. */
  readonly keptMaps: readonly string[];
}

/**
 * Changes rows of one page: first the ledger says what may stand there from now on, then the rows are changed, then the
 * ledger says what does. So wherever a writer is interrupted, the next one knows every row that this stack wrote, and
 * takes none for written, or deleted, that is not.
 * @param entries the page as it stands; changed along
 */
export async function changeRows(
  page: number,
  entries: Page,
  { wanted, unwanted, keptMaps }: RowChange,
  { table, pages, warn }: RowSite,
): Promise<RowCounts> {
  const { keys } = table;
  const standing = await table.read([
    ...wanted.map((row) => keyOfRow(keys, row)),
    ...unwanted.map((key) => keyOf(keys, key)),
  ]);
  const rows = wanted.map((row) => {
    const key = keyText(keys, row);
    const stands = standing.get(key);
    const text = stands === undefined ? row : withKept(keptMaps, stands, row);
    const standsHash = stands === undefined ? ABSENT : rowHash(stands);
    return { key, text, hash: rowHash(text), wantedHash: rowHash(row), standsHash };
  });
  for (const { key, wantedHash, standsHash } of rows)
    if (![ABSENT, wantedHash].includes(standsHash) && !isOurs(entries.get(key), standsHash))
      warn(
        `The row ${shown(key)} stood there with another content, which this stack did not write. It was written over.`,
      );
  const written = rows.filter(({ hash, standsHash }) => hash !== standsHash);
  const deleted: string[] = [];
  for (const key of unwanted) {
    const stands = standing.get(key);
    if (stands === undefined) continue;
    if (isOurs(entries.get(key), rowHash(stands))) deleted.push(key);
    else
      warn(`The row ${shown(key)} is not wanted any longer, but somebody changed it since it was written. It stays.`);
  }
  if (written.length + deleted.length > 0) {
    for (const { key, hash } of written) entries.set(key, between(entries.get(key), hash));
    for (const key of deleted) entries.set(key, between(entries.get(key), ABSENT));
    await pages.keep(page, entries);
    await table.put(written.map(({ text }) => text));
    await table.delete(deleted.map((key) => keyOf(keys, key)));
  }
  const kept = pageHash(entries);
  for (const { key, hash } of rows) entries.set(key, hash);
  for (const key of unwanted) entries.delete(key);
  if (pageHash(entries) !== kept) await pages.keep(page, entries);
  return { written: written.length, deleted: deleted.length };
}

function withKept(keptMaps: readonly string[], stands: Row, row: Row): Row {
  const kept = keptMaps.filter((map) => isMap(stands[map]) && isMap(row[map]));
  return { ...row, ...Object.fromEntries(kept.map((map) => [map, { ...(stands[map] as Row), ...(row[map] as Row) }])) };
}

/** Lists, sets, binaries and large numbers of others are objects too. */
const isMap = (value: unknown): boolean =>
  value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;

/** A key as it may be logged: the number of a known caller is the caller's own. */
export const shown = (key: string): string =>
  key.startsWith("caller#")
    ? "caller#…"
    : key
        .split("\n")
        .map((part) => JSON.stringify(part))
        .join(" ");
