import { createHash } from "node:crypto";
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { INDEX_FILE, keyText, ROW_FOLDER, type RowGroup, type RowIndex } from "../../handlers/rowWriter/rowContent";
import { type Row, rowText, textHash } from "../../handlers/rowWriter/rowText";
import type { RowSetArgs } from "./args";

/** The rows as files that lie beside the function that writes them. */
export interface RowPackage {
  readonly index: RowIndex;
  /** Where the files are on this machine, by their path in the package of the function. */
  readonly files: Readonly<Record<string, string>>;
  /** Of all files. */
  readonly bytes: number;
  /** Of all files as an archive holds them; no more than `bytes` where those are few enough to be packed anyway. */
  readonly archiveBytes: number;
}

/** Nothing grows by being packed, so less than this need not be packed to know that an archive takes it. */
const SURELY_FITS = 32 * 1024 * 1024;

/** Writes the rows into files, which Pulumi hands over by their hash: their text stands in no state. */
export function rowPackage({ keys, groups, keptMaps = [] }: RowSetArgs): RowPackage {
  const files: Record<string, string> = {};
  let bytes = 0;
  const keep = (file: string, text: string): void => {
    files[`${ROW_FOLDER}/${file}`] = stored(text);
    bytes += Buffer.byteLength(text);
  };
  const indexed = Object.entries(groups).map(([name, rows], number): RowGroup => {
    const file = `${number}.jsonl`;
    const text = linesOf(keys, rows);
    keep(file, text);
    return { name, file, rows: rows.length, hash: textHash(text) };
  });
  const index = { release: textHash(JSON.stringify([keys, indexed])), keys, keptMaps, groups: indexed };
  keep(INDEX_FILE, JSON.stringify(index));
  const archiveBytes =
    bytes > SURELY_FITS
      ? Object.values(files).reduce((sum, path) => sum + deflateRawSync(readFileSync(path)).length, 0)
      : bytes;
  return { index, files, bytes, archiveBytes };
}

/** A row a line, in the order of their keys. */
const linesOf = (keys: readonly string[], rows: readonly Row[]): string =>
  rows
    .map((row) => [keyText(keys, row), rowText(row)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, text]) => `${text}\n`)
    .join("");

const DAY_MS = 24 * 3600 * 1000;

/** The file of this text, in a folder that is this user's alone. Its name is its content, so it is written once. */
function stored(text: string): string {
  const folder = join(tmpdir(), `connect-ivr-rows-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(folder);
  if (!lstatSync(folder).isDirectory() || (process.getuid?.() ?? uid) !== uid)
    throw new Error(`${folder} belongs to somebody else. Remove it, or set TMPDIR to a folder of your own.`);
  const path = join(folder, createHash("sha256").update(text).digest("hex"));
  const now = new Date();
  if (statSync(path, { throwIfNoEntry: false })?.size === Buffer.byteLength(text)) {
    utimesSync(path, now, now);
    return path;
  }
  for (const file of readdirSync(folder)) removeOld(join(folder, file), now);
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, text, { mode: 0o600 });
  renameSync(unfinished, path);
  return path;
}

function removeOld(file: string, now: Date): void {
  const { mtimeMs = Infinity } = statSync(file, { throwIfNoEntry: false }) ?? {};
  if (now.getTime() - mtimeMs > DAY_MS) rmSync(file, { force: true });
}
