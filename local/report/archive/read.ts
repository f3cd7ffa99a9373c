import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { setImmediate } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import {
  DAY_PARTITION,
  type FieldType,
  recordColumns,
} from "connect-ivr/internal/components/reportingDataset/sql/index";
import { everyText, maskDigits } from "connect-ivr/internal/handlers/shared/maskDigits";
import { InputError } from "../../shared/errors";

/** What of an archive could not be read. */
export interface Malformed {
  /** Path below the folder. */
  readonly file: string;
  /** From 1; none where the whole file cannot be read. */
  readonly line?: number;
  readonly problem: string;
}

/** An archive that was read. */
export interface ArchiveRead {
  readonly files: number;
  readonly records: number;
  readonly malformed: readonly Malformed[];
}

const OBJECT = /\.(json|gz)$/;
const DAY = /^\d{4}-\d{2}-\d{2}/;
const PARTITION = new RegExp(`(?:^|/)${DAY_PARTITION}=(${DAY.source.slice(1)})/`);
/** Where a record that tells no day is kept, as the archive's own partition query has it. */
const NO_DAY = "1970-01-01";

/**
 * Reads files that were downloaded from an archive's bucket, at any depth, and writes their records
 * to a folder that a database can query, by the day of their partition as Athena sees it.
 * @throws InputError when the folder cannot be read or holds no files of records
 */
export async function readArchive(
  folder: string,
  to: string,
  progress: (done: number, of: number) => void,
): Promise<ArchiveRead> {
  const files = filesBelow(folder);
  if (files.length === 0)
    throw new InputError(
      `--from ${folder} has no .json or .gz files. Download the archive first: aws s3 sync s3://<bucket>/contact-records ${folder}`,
    );
  const malformed: Malformed[] = [];
  let records = 0;
  for (const [index, path] of files.entries()) {
    const file = relative(folder, path).split(sep).join("/");
    const byDay = new Map<string, string[]>();
    for (const { text, line } of piecesOf(folder, file, malformed)) {
      const found = shaped(text);
      if ("problem" in found) {
        malformed.push({ file, line, problem: found.problem });
        continue;
      }
      const day = PARTITION.exec(file)?.[1] ?? dayOf(found.record);
      const lines = byDay.get(day) ?? [];
      lines.push(JSON.stringify(found.record));
      byDay.set(day, lines);
      records++;
    }
    for (const [day, lines] of byDay) append(join(to, `${DAY_PARTITION}=${day}`), lines);
    progress(index + 1, files.length);
    // Whoever ends the program is heard between two files.
    await setImmediate();
  }
  if (records === 0)
    throw new InputError(
      `--from ${folder} has no contact record in ${files.length} ${files.length === 1 ? "file" : "files"}${malformed[0] === undefined ? "" : `: ${malformed[0].file} ${malformed[0].problem}`}. Name the folder of a downloaded archive.`,
    );
  return { files: files.length, records, malformed };
}

function filesBelow(folder: string): string[] {
  try {
    if (!statSync(folder).isDirectory()) throw new InputError(`--from ${folder} is a file. Name a folder.`);
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && OBJECT.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    throw unreadable(folder, error);
  }
}

function unreadable(folder: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT")
    return new InputError(`--from ${folder} does not exist. Name the folder of a downloaded archive.`);
  return code === undefined ? error : notRead(folder, error);
}

const notRead = (what: string, error: unknown): InputError =>
  new InputError(`--from ${what} cannot be read: ${(error as Error).message}.`);

function piecesOf(folder: string, file: string, malformed: Malformed[]): Iterable<{ text: string; line: number }> {
  const path = join(folder, file);
  try {
    const bytes = readFileSync(path);
    return piecesIn((path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith("Z_") !== true) throw notRead(path, error);
    malformed.push({ file, problem: "cannot be decompressed" });
    return [];
  }
}

function dayOf({ InitiationTimestamp, LastUpdateTimestamp }: Readonly<Record<string, unknown>>): string {
  const [day] = DAY.exec(String(InitiationTimestamp ?? LastUpdateTimestamp)) ?? [NO_DAY];
  return day;
}

function append(folder: string, lines: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, "records.json"), `${lines.join("\n")}\n`);
}

/** A piece of a file: a JSON object, or what is none. */
interface Piece {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/**
 * The records in the text of a file: one on each line, or several that nothing stands between, as the
 * service writes them where no delimiter is appended. What cannot be read is a piece of its own, and
 * takes no other line with it.
 */
export function* piecesIn(text: string): Generator<Piece> {
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    if (isJson(line)) yield { text: line, line: index + 1 };
    else for (const piece of objectsIn(line)) yield { text: piece, line: index + 1 };
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A text, or a brace outside of one. */
const TOKEN = /"(?:[^"\\]|\\.)*"?|[{}]/g;

/** Cuts a line behind each brace that closes an object. */
function objectsIn(line: string): string[] {
  const pieces: string[] = [];
  let [depth, begun] = [0, 0];
  for (const { 0: token, index } of line.matchAll(TOKEN)) {
    if (token === "{") depth++;
    if (token !== "}" || --depth > 0) continue;
    pieces.push(line.slice(begun, index + 1));
    begun = index + 1;
    depth = 0;
  }
  const rest = line.slice(begun);
  return rest.trim() === "" ? pieces : [...pieces, rest];
}

/** A record with the fields that reports read, or what keeps it from being one. */
type Shaped = { readonly record: Readonly<Record<string, unknown>> } | { readonly problem: string };

/**
 * Takes a contact record as the archive's table does: fields that it does not know are left out. The service keeps what
 * flows set, long numbers that a caller keyed in too; a report shows what attributes hold.
 */
function shaped(text: string): Shaped {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: "is no JSON" };
  }
  if (!isObject(value) || typeof value["ContactId"] !== "string")
    return { problem: "is no contact record: it has no ContactId" };
  const record: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(recordColumns)) {
    const field = value[name] ?? null;
    if (!fits(field, type)) return { problem: `has something else in ${name} than a contact record has` };
    record[name] = field;
  }
  return { record: { ...record, Attributes: everyText(record["Attributes"], maskDigits) } };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function fits(value: unknown, type: FieldType): boolean {
  if (value === null || value === undefined) return true;
  if (type === "text") return typeof value === "string";
  if (type === "whole") return Number.isInteger(value);
  if ("list" in type) return Array.isArray(value) && value.every((item) => fits(item, type.list));
  if (!isObject(value)) return false;
  if ("map" in type) return Object.values(value).every((item) => fits(item, type.map));
  return Object.entries(type.struct).every(([name, field]) => fits(value[name], field));
}
