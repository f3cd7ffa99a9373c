import { expect } from "chai";
import { wav } from "../../local/prompts/wav";
import { parseWav } from "./parseWav";

describe("wav", () => {
  it("makes a file that says 8 kHz, mono, 8-bit µ-law and holds the samples as they are", () => {
    const samples = Buffer.from([0xff, 0x00, 0x7f, 0x80]);
    expect(parseWav(wav(samples))).to.deep.equal({
      format: 7,
      channels: 1,
      sampleRate: 8000,
      bytesPerSecond: 8000,
      blockAlign: 1,
      bitsPerSample: 8,
      frames: 4,
      data: samples,
      seconds: 4 / 8000,
    });
  });

  it("pads an odd number of samples to an even file without lengthening the sound", () => {
    const file = wav(Buffer.alloc(8001, 0x55));
    expect(file.length % 2).to.equal(0);
    expect(parseWav(file)).to.deep.include({ frames: 8001, seconds: 8001 / 8000 });
  });
});
