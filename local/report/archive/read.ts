import { appendFileSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import {
  DAY_PARTITION,
  type FieldType,
  recordColumns,
} from "connect-ivr/internal/components/reportingDataset/sql/index";
import { everyText, maskDigits } from "connect-ivr/internal/handlers/shared/maskDigits";
import { InputError } from "../../shared/errors";
import { piecesIn } from "./pieces";
import { sizeOf, Unpacking, Unreadable } from "./unpack";

/** What of an archive could not be read. */
export interface Malformed {
  /** Path below the folder. */
  readonly file: string;
  /** From 1; none where the whole file cannot be read. */
  readonly line?: number;
  readonly problem: string;
  /** How many lines it stands for. Default: one. */
  readonly lines?: number;
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
/** Each day is a folder. Amazon Connect is of 2017. */
const MOST_DAYS = 10_000;
/** Lines of a file that are named one by one. */
const NAMED_LINES = 100;
/** Records that are kept in memory before they are written. */
const BATCH = 5000;

/**
 * Reads files that were downloaded from an archive's bucket, at any depth, and writes their records
 * to a folder that a database can query, by the day of their partition as Athena sees it. What cannot be read, be it a
 * folder, a file or a line, is told, and the rest is read.
 * @throws InputError when the folder itself cannot be read or holds no records
 */
export async function readArchive(
  folder: string,
  to: string,
  progress: (done: number, of: number) => void,
): Promise<ArchiveRead> {
  const { paths, unopened } = filesBelow(folder);
  const nameOf = (path: string): string => relative(folder, path).split(sep).join("/");
  const malformed: Malformed[] = unopened.map(({ path, problem }) => ({ file: `${nameOf(path)}/`, problem }));
  if (paths.length === 0 && malformed.length === 0)
    throw new InputError(
      `--from ${folder} has no .json or .gz files. Download the archive first: aws s3 sync s3://<bucket>/contact-records ${folder}`,
    );
  const unpacking = new Unpacking(paths.reduce((sum, path) => sum + sizeIfAny(path), 0));
  const written = new Days(to);
  for (const [index, path] of paths.entries()) {
    malformed.push(...(await readFile(path, nameOf(path), unpacking, written)));
    progress(index + 1, paths.length);
  }
  if (written.records === 0) throw noRecords(folder, paths.length, malformed[0]);
  return { files: paths.length, records: written.records, malformed };
}

/** The records of an archive, a folder for each day. */
class Days {
  records = 0;
  readonly #known = new Set<string>();
  #waiting = new Map<string, string[]>();
  #count = 0;

  constructor(private readonly folder: string) {}

  /** @returns false where it is one day too many */
  add(day: string, record: object): boolean {
    if (!this.#known.has(day) && this.#known.size >= MOST_DAYS) return false;
    this.#known.add(day);
    const lines = this.#waiting.get(day) ?? [];
    this.#waiting.set(day, lines);
    lines.push(JSON.stringify(record));
    this.records++;
    if (++this.#count >= BATCH) this.write();
    return true;
  }

  write(): void {
    for (const [day, lines] of this.#waiting) append(join(this.folder, `${DAY_PARTITION}=${day}`), lines);
    this.#waiting = new Map();
    this.#count = 0;
  }
}

/** Takes the records of a file. @returns what of it could not be read */
async function readFile(path: string, file: string, unpacking: Unpacking, days: Days): Promise<Malformed[]> {
  const malformed: Malformed[] = [];
  let [line, unnamed] = [0, 0];
  try {
    for await (const lines of unpacking.linesOf(path))
      for (const text of lines) {
        line++;
        for (const piece of piecesIn(text)) {
          const problem = kept(piece, file, days);
          if (problem === undefined) continue;
          if (malformed.length < NAMED_LINES) malformed.push({ file, line, problem });
          else unnamed++;
        }
      }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    malformed.push({ file, problem: error.message });
  }
  days.write();
  return unnamed === 0
    ? malformed
    : [...malformed, { file, problem: `has ${unnamed} more such lines`, lines: unnamed }];
}

/** Keeps a record. @returns why it cannot be */
function kept(text: string, file: string, days: Days): string | undefined {
  const found = shaped(text);
  if ("problem" in found) return found.problem;
  return days.add(PARTITION.exec(file)?.[1] ?? dayOf(found.record), found.record)
    ? undefined
    : `is of one day more than ${MOST_DAYS}`;
}

function noRecords(folder: string, files: number, first: Malformed | undefined): InputError {
  const why = first === undefined ? "" : `: ${first.file} ${first.problem}`;
  return new InputError(
    `--from ${folder} has no contact record in ${files} ${files === 1 ? "file" : "files"}${why}. Name the folder of a downloaded archive.`,
  );
}

/** The files of records below a folder, and the folders that cannot be opened. */
function filesBelow(folder: string): { paths: string[]; unopened: { path: string; problem: string }[] } {
  const paths: string[] = [];
  const unopened: { path: string; problem: string }[] = [];
  const visit = (path: string): void => {
    for (const entry of entriesOf(path)) {
      const inner = join(path, entry.name);
      if (!entry.isDirectory()) {
        if (OBJECT.test(entry.name)) paths.push(inner);
        continue;
      }
      try {
        visit(inner);
      } catch (error) {
        unopened.push({ path: inner, problem: `cannot be opened: ${codeOf(error)}` });
      }
    }
  };
  try {
    requireFolder(folder);
    visit(folder);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`--from ${folder} cannot be read: ${(error as Error).message}.`);
  }
  return { paths: paths.sort(), unopened };
}

const entriesOf = (folder: string) => readdirSync(folder, { withFileTypes: true });
const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "unknown";

function requireFolder(folder: string): void {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat === undefined)
    throw new InputError(`--from ${folder} does not exist. Name the folder of a downloaded archive.`);
  if (!stat.isDirectory()) throw new InputError(`--from ${folder} is a file. Name a folder.`);
}

function sizeIfAny(path: string): number {
  try {
    return sizeOf(path);
  } catch {
    return 0;
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
