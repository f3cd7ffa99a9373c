import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { inLanes } from "../../shared/concurrency";
import type { ArchiveBucket, ObjectVersion, Stored } from "./bucket";
import type { NamesCaller } from "./caller";
import { piecesIn } from "./pieces";
import { mostBytesOf, Unreadable } from "./unpack";

/** What was looked at, and what of it is a caller's. */
export interface Erasure {
  /** Versions of files that were read. */
  readonly versions: number;
  /** Contacts of the caller. */
  readonly contacts: number;
  /** Records of these, in all versions of all files. */
  readonly records: number;
  /** Files that hold such records now, and older versions that do. */
  readonly files: number;
  readonly olderVersions: number;
  /** What could not be read: nobody knows whether it holds anything of the caller. */
  readonly unreadable: readonly { readonly key: string; readonly version: string; readonly problem: string }[];
}

type Progress = (what: string, done: number, of: number) => void;

/**
 * Finds the records of a caller in all versions of an archive's files, those of all legs of a call that any of its legs
 * says is the caller's; and erases them, where it is told to. Whoever breaks it off may begin again: a file is written
 * anew without them before its older versions go, and legs that name nobody go before those by which they are found.
 * @param folders where to look in the bucket
 */
export async function eraseCaller(
  bucket: ArchiveBucket,
  folders: readonly string[],
  isCaller: NamesCaller,
  apply: boolean,
  progress: Progress,
): Promise<Erasure> {
  const versionsOf = async (): Promise<ObjectVersion[]> =>
    (await Promise.all(folders.map((folder) => bucket.versions(folder)))).flat().filter(({ isMarker }) => !isMarker);
  const versions = await versionsOf();
  const unreadable = new Map<string, Erasure["unreadable"][number]>();
  const contacts = new Set<string>();
  const each = (what: string, some: readonly ObjectVersion[], work: (one: ObjectVersion, content: Content) => Work) => {
    let done = 0;
    return inLanes(some, async (version) => {
      const content = await contentOf(bucket, version);
      if (!(content instanceof Unreadable)) await work(version, content);
      else
        unreadable.set(`${version.key} ${version.id}`, {
          key: version.key,
          version: version.id,
          problem: content.message,
        });
      progress(what, ++done, some.length);
    });
  };
  const names = ({ texts }: Piece): boolean => texts.some(isCaller);
  const isLeg = ({ ids }: Piece): boolean => ids.some((id) => contacts.has(id));
  const isTheirs = (record: Piece): boolean => isLeg(record) || names(record);

  await each("Looking for the caller", versions, (_, { records }) => {
    for (const { ids } of records.filter(names)) ids.forEach((id) => contacts.add(id));
  });
  const found = { records: 0, files: 0, olderVersions: 0 };
  const touched = new Set<string>();
  await each("Counting", versions, ({ key, isLatest }, content) => {
    const records = content.records.filter(isTheirs).length;
    if (records === 0) return;
    touched.add(key);
    found.records += records;
    found[isLatest ? "files" : "olderVersions"]++;
  });
  for (const goes of apply ? [(record: Piece) => isTheirs(record) && !names(record), isTheirs] : [])
    await each(
      "Erasing",
      (await versionsOf()).filter(({ key }) => touched.has(key)),
      async (version, { stored, records }) => {
        const others = records.filter((record) => !goes(record));
        if (others.length < records.length) await erase(bucket, version, stored, others);
      },
    );
  return { versions: versions.length, contacts: contacts.size, ...found, unreadable: [...unreadable.values()] };
}

type Work = Promise<void> | void;

async function erase(
  bucket: ArchiveBucket,
  { key, id, isLatest }: ObjectVersion,
  stored: Stored,
  others: readonly Piece[],
): Promise<void> {
  if (isLatest) {
    if (others.length === 0) await bucket.remove(key);
    else {
      const written = await bucket.write(key, await packedLike(stored, others), stored);
      // The bucket kept no version of the former, or this one took its place.
      if ((written ?? "null") === id) return;
    }
  }
  await bucket.remove(key, id);
}

/** A record as it stands in a file. */
interface Piece {
  readonly line: string;
  /** What is written in it; of a record that was set aside, in the record. */
  readonly texts: readonly string[];
  /** Of the contact, of the call that it is part of, and of the contact that it belongs to. */
  readonly ids: readonly string[];
}

interface Content {
  readonly stored: Stored;
  readonly records: readonly Piece[];
}

async function contentOf(bucket: ArchiveBucket, version: ObjectVersion): Promise<Content | Unreadable> {
  try {
    const stored = await bucket.read(version);
    const text = (await unpacked(stored.bytes)).toString("utf8");
    return { stored, records: text.split("\n").flatMap(piecesIn).map(pieceOf) };
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

const isPacked = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function unpacked(bytes: Buffer): Promise<Buffer> {
  if (!isPacked(bytes)) return bytes;
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: mostBytesOf(bytes.length) });
  } catch {
    throw new Unreadable("cannot be decompressed, or unpacks without end");
  }
}

function packedLike({ bytes }: Stored, pieces: readonly Piece[]): Promise<Buffer> | Buffer {
  const text = Buffer.from(pieces.map(({ line }) => `${line}\n`).join(""));
  return isPacked(bytes) ? promisify(gzip)(text) : text;
}

function pieceOf(line: string): Piece {
  const value = parsed(line);
  const setAside = fieldOf(value, "rawData");
  const record = setAside === undefined ? value : parsed(Buffer.from(setAside, "base64").toString("utf8"));
  const ids = ["ContactId", "InitialContactId", "RelatedContactId"].flatMap((name) => fieldOf(record, name) ?? []);
  return { line, texts: [...textsIn(record)], ids };
}

/** What a text says as JSON; itself, where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function fieldOf(value: unknown, name: string): string | undefined {
  const field = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return typeof field === "string" ? field : undefined;
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) yield String(value);
  else for (const [name, inner] of Object.entries(value)) yield* [name, ...textsIn(inner)];
}
