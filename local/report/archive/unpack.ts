import { createReadStream, statSync } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { InputError } from "../../shared/errors";

/** A file that cannot be read; the message goes on behind its name. */
export class Unreadable extends Error {}

const MEGABYTE = 1024 * 1024;

/** How far an archive may unpack: a few bytes can be made to stand for any number of them. */
export interface Bounds {
  /** As many times the size of a file, and of all files. */
  readonly times: number;
  /** So much more of each file. */
  readonly fileBytes: number;
  /** So much more of all files. */
  readonly archiveBytes: number;
  /** The longest line. */
  readonly lineBytes: number;
}

/** Contact records unpack to ten or thirty times their size, made-up ones to less than a hundred. */
const BOUNDS: Bounds = {
  times: 200,
  fileBytes: 16 * MEGABYTE,
  archiveBytes: 1024 * MEGABYTE,
  // A file without line feeds is one line, and a delivery stream closes it at 128 MB.
  lineBytes: 256 * MEGABYTE,
};

/** How much may come out of a file that is read into memory, of its size in bytes. */
export const mostBytesOf = (packed: number): number =>
  Math.min(BOUNDS.fileBytes + BOUNDS.times * packed, BOUNDS.lineBytes);

/** Reads the files of an archive, as far as all of them together may unpack. */
export class Unpacking {
  #left: number;

  /** @param packed the size of all its files, in bytes */
  constructor(
    packed: number,
    private readonly bounds = BOUNDS,
  ) {
    this.#left = bounds.archiveBytes + bounds.times * packed;
  }

  /**
   * The lines of a file, some at once. It is read through before the first is given, so that one that ends in the
   * middle gives none.
   * @throws Unreadable
   */
  async *linesOf(path: string): AsyncGenerator<readonly string[]> {
    try {
      await this.#readThrough(path);
      yield* lines(unpacked(path));
    } catch (error) {
      throw unreadable(error);
    }
  }

  async #readThrough(path: string): Promise<void> {
    const { times, fileBytes, lineBytes } = this.bounds;
    const most = fileBytes + times * sizeOf(path);
    let [bytes, line] = [0, 0];
    for await (const chunk of unpacked(path)) {
      bytes += chunk.length;
      const last = chunk.lastIndexOf("\n");
      line = last < 0 ? line + chunk.length : chunk.length - last - 1;
      if (bytes > most) throw new Unreadable(`unpacks to more than ${times} times its size`);
      if (bytes > this.#left)
        throw new Unreadable(`is one too many: the files unpack to more than ${times} times their size`);
      if (line > lineBytes) throw new Unreadable(`has a line of more than ${lineBytes / MEGABYTE} MB`);
    }
    this.#left -= bytes;
  }
}

/**
 * The size of a file in bytes.
 * @throws Unreadable for what is none: a pipe would be waited for, and a device has no end
 */
export function sizeOf(path: string): number {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return stat.size;
  } catch (error) {
    throw unreadable(error);
  }
  throw new Unreadable("is no file");
}

function unreadable(error: unknown): unknown {
  const { code = "" } = error as NodeJS.ErrnoException;
  if (error instanceof Unreadable || error instanceof InputError || code === "") return error;
  return new Unreadable(code.startsWith("Z_") ? "cannot be decompressed" : `cannot be read: ${code}`);
}

function unpacked(path: string): AsyncIterable<Buffer> {
  const file = createReadStream(path);
  // What goes wrong with the file ends the reader too, which tells.
  return path.endsWith(".gz") ? pipeline(file, createGunzip(), () => undefined) : file;
}

async function* lines(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  for await (const chunk of chunks) {
    const lines = decoder.decode(chunk, { stream: true }).split("\n");
    begun.push(lines[0] ?? "");
    if (lines.length === 1) continue;
    yield [begun.join(""), ...lines.slice(1, -1)];
    begun = lines.slice(-1);
  }
  yield [begun.join("") + decoder.decode()];
}
