export interface Sound {
  readonly format: number;
  readonly channels: number;
  readonly sampleRate: number;
  readonly bytesPerSecond: number;
  readonly blockAlign: number;
  readonly bitsPerSample: number;
  readonly frames: number;
  readonly data: Buffer;
  readonly seconds: number;
}

/** Reads a WAV file chunk by chunk, as a player does. @throws Error where lengths do not fit the file */
export function parseWav(file: Buffer): Sound {
  const name = (at: number): string => file.toString("latin1", at, at + 4);
  if (name(0) !== "RIFF" || name(8) !== "WAVE") throw new Error("This is no WAV file.");
  if (file.readUInt32LE(4) !== file.length - 8)
    throw new Error(`RIFF says ${file.readUInt32LE(4)} bytes follow; ${file.length - 8} do.`);
  const chunks = new Map<string, Buffer>();
  let at = 12;
  while (at < file.length) {
    const length = file.readUInt32LE(at + 4);
    if (at + 8 + length > file.length) throw new Error(`The chunk ${name(at)} ends after the file.`);
    chunks.set(name(at), file.subarray(at + 8, at + 8 + length));
    at += 8 + length + (length % 2);
  }
  const [format, fact, data] = ["fmt ", "fact", "data"].map((chunk) => chunks.get(chunk));
  if (!format || !fact || !data) throw new Error(`The file has only the chunks ${[...chunks.keys()].join(", ")}.`);
  const sampleRate = format.readUInt32LE(4);
  const blockAlign = format.readUInt16LE(12);
  return {
    format: format.readUInt16LE(0),
    channels: format.readUInt16LE(2),
    sampleRate,
    bytesPerSecond: format.readUInt32LE(8),
    blockAlign,
    bitsPerSample: format.readUInt16LE(14),
    frames: fact.readUInt32LE(0),
    data,
    seconds: data.length / blockAlign / sampleRate,
  };
}
