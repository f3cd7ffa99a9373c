import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { temporarily } from "./temporary";
import { InputError } from "../shared/errors";

/** What a report's folder holds. */
export const FILES = {
  page: "report.html",
  data: "report.json",
  archive: "contact-records",
  errors: "errors",
} as const;
/** What the data of a report begin with, so that its folder is known again. */
export const MARK = "connect-ivr report";

/**
 * Writes a report's folder whole or not at all: it grows beside its place, and takes the place of a former
 * report when all is written.
 * @throws InputError when the place is taken by anything but a former report, or cannot be written
 */
export async function inNewFolder<T>(out: string, write: (folder: string) => Promise<T>): Promise<T> {
  const place = resolve(out);
  requireFree(place, out);
  const growing = growingFolder(place, out);
  return temporarily(growing, async () => {
    const written = await write(growing);
    replace(place, growing);
    return written;
  });
}

function growingFolder(place: string, out: string): string {
  try {
    const growing = join(dirname(place), `.${basename(place)}-${randomUUID()}`);
    mkdirSync(growing, { recursive: true });
    return growing;
  } catch (error) {
    throw new InputError(`--out ${out} cannot be written: ${(error as Error).message}. Name a folder that can.`);
  }
}

function requireFree(place: string, out: string): void {
  if (!existsSync(place)) return;
  if (!statSync(place).isDirectory()) throw new InputError(`--out ${out} is a file. Name a folder.`);
  const files = readdirSync(place);
  if (files.length === 0) return;
  const foreign = files.filter((file) => !isOfReport(file));
  if (foreign.length > 0 || !isReport(place))
    throw new InputError(
      `--out ${out} holds something else than a report${foreign.length > 0 ? `: ${foreign.slice(0, 3).join(", ")}` : ""}. Name an empty or a new folder.`,
    );
}

const isOfReport = (file: string): boolean =>
  (Object.values(FILES) as string[]).includes(file) || file.endsWith(".csv");

function isReport(folder: string): boolean {
  try {
    return (JSON.parse(readFileSync(join(folder, FILES.data), "utf8")) as { report?: string }).report === MARK;
  } catch {
    return false;
  }
}

function replace(place: string, grown: string): void {
  const former = `${grown}-former`;
  if (existsSync(place)) renameSync(place, former);
  renameSync(grown, place);
  rmSync(former, { recursive: true, force: true });
}
