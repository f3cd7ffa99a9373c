/** What Amazon Connect plays as a prompt: 8000 samples a second, one channel, one µ-law byte a sample. */
export const SAMPLE_RATE = 8000;
const CHANNELS = 1;
const BITS_PER_SAMPLE = 8;
const MU_LAW = 7;

/** A chunk of a RIFF file: name, length, content, and a byte of padding after an odd length. */
function chunk(name: string, content: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return Buffer.concat([Buffer.from(name, "latin1"), length, content, Buffer.alloc(content.length % 2)]);
}

/**
 * Bare µ-law samples as a WAV file.
 * @param samples 8 kHz mono µ-law, as Amazon Polly answers it: no header of its own
 */
export function wav(samples: Uint8Array): Buffer {
  const bytesPerFrame = (CHANNELS * BITS_PER_SAMPLE) / 8;
  // 18 bytes and a fact chunk, because players expect both of every format but plain PCM.
  const format = Buffer.alloc(18);
  format.writeUInt16LE(MU_LAW, 0);
  format.writeUInt16LE(CHANNELS, 2);
  format.writeUInt32LE(SAMPLE_RATE, 4);
  format.writeUInt32LE(SAMPLE_RATE * bytesPerFrame, 8);
  format.writeUInt16LE(bytesPerFrame, 12);
  format.writeUInt16LE(BITS_PER_SAMPLE, 14);
  const fact = Buffer.alloc(4);
  fact.writeUInt32LE(samples.length / bytesPerFrame);
  return chunk(
    "RIFF",
    Buffer.concat([Buffer.from("WAVE", "latin1"), chunk("fmt ", format), chunk("fact", fact), chunk("data", samples)]),
  );
}
