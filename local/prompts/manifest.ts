import { createHash } from "node:crypto";
import type { SpokenPrompt } from "./spoken";
import { spokenTime } from "connect-ivr/internal/handlers/shared/localTime";

/**
 * What each file of a folder was made from, by its path below the folder: so that a later run makes only what changed.
 */
export type Manifest = Readonly<Record<string, string>>;

export const MANIFEST_FILE = "manifest.json";

/** One file to be made: a prompt as one caller may hear it. */
export interface Recording {
  /** `<language>/<set>/<prompt>[.<layer>].wav`. */
  readonly path: string;
  /** SSML without placeholders. */
  readonly ssml: string;
  /** Of text, voice and engine: a file with another hash is out of date. */
  readonly hash: string;
  readonly prompt: SpokenPrompt;
}

export function recordingOf(prompt: SpokenPrompt): Recording {
  const { language, set, name, layer, voice, engine } = prompt;
  const ssml = withSamples(prompt.ssml, language);
  const hash = createHash("sha256")
    .update(JSON.stringify([ssml, voice, engine]))
    .digest("hex");
  return { path: `${language}/${set}/${name}${layer === "" ? "" : `.${layer}`}.wav`, ssml, hash, prompt };
}

/** What a run has to do. */
export interface Plan {
  readonly make: readonly Recording[];
  readonly unchanged: number;
  /** Paths of files whose prompts no longer exist. */
  readonly stale: readonly string[];
}

/** @param isThere whether a file of this path is on disk: one that someone removed is made again */
export function planOf(recordings: readonly Recording[], manifest: Manifest, isThere: (path: string) => boolean): Plan {
  const make = recordings.filter(({ path, hash }) => manifest[path] !== hash || !isThere(path));
  const wanted = new Set(recordings.map(({ path }) => path));
  return {
    make,
    unchanged: recordings.length - make.length,
    stale: Object.keys(manifest).filter((path) => !wanted.has(path)),
  };
}

/** Only such paths are ours to remove. */
const OUR_PATH = /^[a-z]{2}-[A-Z]{2}\/[A-Za-z]+\/[A-Za-z0-9]+(\.[A-Za-z0-9-]+)?\.wav$/;

/** Reads a manifest. @returns undefined for a text that is not one */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
    return Object.entries(value).every(([path, hash]) => OUR_PATH.test(path) && typeof hash === "string")
      ? (value as Manifest)
      : undefined;
  } catch {
    return undefined;
  }
}

/** In the order of paths, so that a manifest under version control changes where a prompt does. */
export const formatManifest = (manifest: Manifest): string =>
  `${JSON.stringify(Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;

/** Times of day that a reviewer recognises as examples. */
const TIMES = { opens: "09:00", closes: "18:00", saturdayOpens: "10:00", saturdayCloses: "16:00" };

const sampleValues = (language: string): Readonly<Record<string, string>> => ({
  key: "1",
  ...Object.fromEntries(Object.entries(TIMES).map(([name, time]) => [name, spokenTime(time, language)])),
});

/** `orderNumber` as words, for a placeholder whose values only a company's own flow knows. */
const words = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A prompt as one caller may hear it: its `{name}`s filled with examples in its language. */
export function withSamples(ssml: string, language: string): string {
  const values = sampleValues(language);
  return ssml.replace(/\{([a-z][A-Za-z]*)\}/g, (_, name: string) => values[name] ?? words(name));
}
