import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { constants, hostname, tmpdir } from "node:os";
import { join } from "node:path";

/** Undoes something, at once and once. */
export type Undo = () => void;

const SIGNALS = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

const undoings = new Set<Undo>();

const undoAll = (): void => undoings.forEach((undo) => undo());
/** Ends the process as the signal would, but by way of `exit`. */
const end = (signal: NodeJS.Signals): never => process.exit(128 + constants.signals[signal]);

/**
 * Has something undone when the process ends, also when it is told to end: what is on disk is removed, a child ended.
 * @returns what undoes it earlier
 */
export function undoneAtEnd(undo: Undo): Undo {
  const once: Undo = () => {
    if (!undoings.delete(once)) return;
    if (undoings.size === 0) {
      process.removeListener("exit", undoAll);
      for (const signal of SIGNALS) process.removeListener(signal, end);
    }
    undo();
  };
  if (undoings.size === 0) {
    process.once("exit", undoAll);
    for (const signal of SIGNALS) process.on(signal, end);
  }
  undoings.add(once);
  return once;
}

/** A folder that is gone when it is removed, or when the process ends. */
export interface TemporaryFolder {
  readonly path: string;
  readonly remove: Undo;
}

/**
 * Makes a folder that does not outlive the process. No process can tidy up that is ended by force, so each says in the
 * name of its folders which it is, and the next removes those whose process is no more.
 * @param name what its name begins with
 * @param parent where it lies. Default: the system's folder of temporary files
 */
export function temporaryFolder(name: string, parent = tmpdir()): TemporaryFolder {
  removeOrphans(name, parent);
  const path = mkdtempSync(join(parent, `${name}-${HERE}-${process.pid}-`));
  return { path, remove: undoneAtEnd(() => rmSync(path, { recursive: true, force: true })) };
}

/** Process ids are of one machine, or container, and several can share a folder. */
const HERE = hostname().replaceAll(/[^A-Za-z0-9]/g, "");

function removeOrphans(name: string, parent: string): void {
  for (const entry of readdirSync(parent, { withFileTypes: true })) {
    if (!entry.isDirectory() || !entry.name.startsWith(`${name}-${HERE}-`)) continue;
    const [, pid] = /^(\d+)-[A-Za-z0-9]{6}$/.exec(entry.name.slice(`${name}-${HERE}-`.length)) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    try {
      rmSync(join(parent, entry.name), { recursive: true, force: true });
    } catch {
      // It is another user's, who tidies up.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Does something with a folder that does not outlive it. */
export async function temporarily<T>(
  { path, remove }: TemporaryFolder,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  try {
    return await work(path);
  } finally {
    remove();
  }
}
