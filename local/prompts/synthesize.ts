import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { ContentProblem } from "connect-ivr/content";
import { formatManifest, type Manifest, MANIFEST_FILE, parseManifest, planOf, recordingOf } from "./manifest";
import { connectToPolly, TextRefused } from "./polly";
import type { SpokenPrompt } from "./spoken";
import { wav } from "./wav";
import { InputError } from "../shared/errors";

/**
 * Requests under way at once: answers take a third of a second or more, and the quota of a neural voice is 8 a second.
 */
const CONCURRENCY = 4;

/** What a run has done. */
export interface Synthesis {
  readonly made: number;
  readonly unchanged: number;
  /** Files removed because their prompts no longer exist. */
  readonly removed: readonly string[];
  /** Texts that Amazon Polly does not speak. */
  readonly refused: readonly ContentProblem[];
}

export interface SynthesisOptions {
  /** Holds the recordings of one stack: those of another would count as prompts that no longer exist. */
  readonly folder: string;
  /** Asked for only when something has to be made. @throws InputError when it is not known */
  readonly region: () => string;
  /** Told after each file, made or refused. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Makes a WAV file of every prompt whose text, voice or engine is new, and removes those of prompts that
 * no longer exist. What is made is noted at once, so that a run that was interrupted goes on where it stopped.
 * @throws InputError when the folder cannot be written or Amazon Polly cannot be asked; what was made stays
 */
export async function synthesize(
  prompts: readonly SpokenPrompt[],
  { folder, region, onProgress = () => undefined }: SynthesisOptions,
): Promise<Synthesis> {
  const notes = openManifest(folder);
  const { make, unchanged, stale } = planOf(prompts.map(recordingOf), notes.manifest(), (path) =>
    existsSync(join(folder, path)),
  );
  const polly = make.length === 0 ? undefined : await connectToPolly(region());
  const refused = new Map<string, ContentProblem>();
  let made = 0;
  try {
    for (const path of stale) notes.remove(path);
    await inParallel(make, CONCURRENCY, async (recording) => {
      const { path, hash, prompt } = recording;
      try {
        const samples = await polly?.speak(recording);
        if (samples !== undefined) notes.add(path, wav(samples), hash);
        made++;
      } catch (error) {
        if (!(error instanceof TextRefused)) throw error;
        // What stands there speaks the text before the last change.
        notes.remove(path);
        refused.set(path, prompt.problem(error.message, error.remedy));
      }
      onProgress(made + refused.size, make.length);
    });
  } catch (error) {
    if (error instanceof InputError)
      throw new InputError(
        `${error.message} ${made} of ${make.length} files are made; run the command again to go on from there.`,
      );
    throw isSystemError(error)
      ? new InputError(`${folder} cannot be written: ${error.message}. Name another folder, or free some room.`)
      : error;
  } finally {
    polly?.close();
  }
  return { made, unchanged, removed: stale, refused: make.flatMap(({ path }) => refused.get(path) ?? []) };
}

/** The files of a folder and the note of what each was made from, kept in step. */
function openManifest(folder: string): {
  manifest: () => Manifest;
  add: (path: string, content: Buffer, hash: string) => void;
  remove: (path: string) => void;
} {
  const file = join(folder, MANIFEST_FILE);
  const read = existsSync(file) ? parseManifest(readFileSync(file, "utf8")) : {};
  if (read === undefined)
    throw new InputError(`${file} is not a manifest of ivr prompts. Name another folder, or remove the file.`);
  const hashes = new Map(Object.entries(read));
  const save = (): void => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${file}.new`, formatManifest(Object.fromEntries(hashes)));
    renameSync(`${file}.new`, file);
  };
  return {
    manifest: () => Object.fromEntries(hashes),
    add: (path, content, hash) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
      hashes.set(path, hash);
      save();
    },
    remove: (path) => {
      if (!hashes.delete(path)) return;
      rmSync(join(folder, path), { force: true });
      for (
        let parent = dirname(join(folder, path));
        parent !== folder && existsSync(parent) && readdirSync(parent).length === 0;
        parent = dirname(parent)
      )
        rmdirSync(parent);
      save();
    },
  };
}

/** Works on several items at once. After a failure no further item is begun, and those under way are waited for. */
async function inParallel<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
  const pending = [...items];
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let item = pending.shift(); item !== undefined; item = pending.shift())
      await work(item).catch((error: unknown) => {
        failures.push(error);
        pending.length = 0;
      });
  };
  await Promise.all(Array.from({ length: limit }, worker));
  if (failures.length > 0) throw failures[0];
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && "syscall" in error;
