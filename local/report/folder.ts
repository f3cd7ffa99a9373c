import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { temporarily, temporaryFolder, type TemporaryFolder } from "../shared/temporary";
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
  return temporarily(folderBeside(place, out), async (beside) => {
    const grown = join(beside, "new");
    mkdirSync(grown);
    const written = await write(grown);
    replace(place, grown, join(beside, "former"));
    return written;
  });
}

/** What stands there goes only once the new has its place. */
function replace(place: string, grown: string, former: string): void {
  const isTaken = existsSync(place);
  if (isTaken) renameSync(place, former);
  try {
    renameSync(grown, place);
  } catch (error) {
    if (isTaken) renameSync(former, place);
    throw error;
  }
}

function folderBeside(place: string, out: string): TemporaryFolder {
  try {
    mkdirSync(dirname(place), { recursive: true });
    return temporaryFolder(`.${basename(place)}`, dirname(place));
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
