import { execFileSync, spawnSync } from "node:child_process";
import { createPrivateKey, generateKeyPairSync, type KeyObject, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Decryptor, decryptor, Undecipherable } from "../../handlers/shared/decrypt";
import { messageOf, type Suite, SUITES } from "../../local/simulator/encryption";

const CARD = "4111111111111111";
const newKey = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const [first, second] = [newKey(), newKey()];
const opening = (keys: Readonly<Record<string, KeyObject>>): Decryptor =>
  decryptor({ byId: () => Promise.resolve(new Map(Object.entries(keys))) });
const message = (suite: Suite = "signed", keyId = "key-1", { publicKey }: { publicKey: KeyObject } = first): Buffer =>
  messageOf(Buffer.from(CARD), keyId, publicKey, suite);

/** What became of a message: what was keyed, or the one safe answer. */
async function opened(bytes: Buffer | string, by = opening({ "key-1": first.privateKey })): Promise<string> {
  try {
    return (await by.decrypt(typeof bytes === "string" ? bytes : bytes.toString("base64"))).toString();
  } catch (error) {
    expect(error).to.be.instanceOf(Undecipherable);
    expect(String(error)).to.equal("Undecipherable: The message cannot be deciphered.");
    return "refused";
  }
}

const suites = Object.keys(SUITES) as Suite[];

describe("What callers keyed in", () => {
  for (const suite of suites)
    it(`is read out of a message written from the published format alone: ${suite}`, async () =>
      expect(await opened(message(suite))).to.equal(CARD));

  it("is read with either of two keys, while one takes the place of the other", async () => {
    const both = opening({ "key-1": first.privateKey, "key-2": second.privateKey });
    expect(
      await Promise.all([
        opened(message("signed", "key-1", first), both),
        opened(message("signed", "key-2", second), both),
      ]),
    ).to.deep.equal([CARD, CARD]);
  });

  it("is refused with another key, under another's id, with a retired key, and with no key at all", async () => {
    expect(await opened(message("plain", "key-1", second)), "another key").to.equal("refused");
    expect(await opened(message("plain", "key-2", first)), "another id").to.equal("refused");
    expect(
      await opened(message("plain", "key-1", first), opening({ "key-2": second.privateKey })),
      "a retired key",
    ).to.equal("refused");
    expect(await opened(message(), opening({})), "no key").to.equal("refused");
  });

  it("is refused when it is no message: nothing, other text, base64 of other bytes or in another form", async () => {
    const good = message("plain").toString("base64");
    for (const other of [
      "",
      "Timeout",
      CARD,
      Buffer.alloc(600, 7).toString("base64"),
      `${good}\n`,
      ` ${good}`,
      good.replaceAll("+", "-").replaceAll("/", "_").replace(/=*$/, "~"),
    ])
      expect(await opened(other), other.slice(0, 20)).to.equal("refused");
  });

  it("is refused when it is longer than a flow can hand over", async () => {
    const [short, long] = ["k".repeat(100), "k".repeat(24_400)];
    const by = opening({ [short]: first.privateKey, [long]: first.privateKey });
    expect(message("plain", long).toString("base64").length).to.be.greaterThan(33_000);
    expect(await Promise.all([opened(message("plain", short), by), opened(message("plain", long), by)])).to.deep.equal([
      CARD,
      "refused",
    ]);
  });

  it("is never told apart from an error of the keys themselves, which is another one", async () => {
    const failing = decryptor({ byId: () => Promise.reject(new Error("The secret holds no text.")) });
    expect(await failing.decrypt(message().toString("base64")).catch(String)).to.equal(
      "Error: The secret holds no text.",
    );
  });
});

/** The offsets at which a message of one suite is cut into its regions, by name. */
function regionsOf(suite: Suite, bytes: Buffer): [region: string, from: number, to: number][] {
  const { version, signed } = SUITES[suite];
  const contextAt = version === 1 ? 20 : 35;
  const keysAt = contextAt + 2 + bytes.readUInt16BE(contextAt);
  const blobAt = keysAt + 2 + 2 + "AmazonConnect".length + 2 + "key-1".length + 2;
  const afterBlob = blobAt + 256;
  const tagAt = afterBlob + (version === 1 ? 10 : 37) + (version === 1 ? 12 : 0);
  const bodyAt = tagAt + 16;
  const contentAt = bodyAt + 24;
  const signatureAt = contentAt + CARD.length + 16;
  expect(bytes.readUInt32BE(bodyAt), "the mark of the last frame").to.equal(0xffffffff);
  return [
    ["version and suite", 0, version === 1 ? 4 : 3],
    ["message id", version === 1 ? 4 : 3, contextAt],
    ["context", contextAt, keysAt],
    ["key provider and id", keysAt, blobAt],
    ["wrapped key", blobAt, afterBlob],
    ["frame and header vector", afterBlob, tagAt],
    ["header tag", tagAt, bodyAt],
    ["frame header", bodyAt, contentAt],
    ["body", contentAt, contentAt + CARD.length],
    ["body tag", contentAt + CARD.length, signatureAt],
    ...(signed ? [["signature", signatureAt, bytes.length] as [string, number, number]] : []),
  ];
}

describe("A message of the suite", () => {
  for (const suite of suites) {
    it(`${suite} is refused when any region of it is altered`, async () => {
      const bytes = message(suite);
      const altered = regionsOf(suite, bytes).flatMap(([region, from, to]) =>
        [from, Math.floor((from + to) / 2), to - 1].map((at) => ({ region, at })),
      );
      for (const { region, at } of altered) {
        const copy = Buffer.from(bytes);
        copy[at] = (copy[at] as number) ^ 1;
        expect(await opened(copy), `${region}, byte ${at}`).to.equal("refused");
      }
      expect(await opened(bytes), "its twin, not altered").to.equal(CARD);
    });

    it(`${suite} is refused when it is cut off anywhere`, async () => {
      const bytes = message(suite);
      const ends = new Set([
        1,
        bytes.length - 1,
        ...regionsOf(suite, bytes).flatMap(([, from, to]) => [from, Math.floor((from + to) / 2)]),
      ]);
      for (const end of ends)
        expect(await opened(bytes.subarray(0, end)), `${end} of ${bytes.length} bytes`).to.equal("refused");
    });
  }
});

// The runbook's other way to make a pair; where OpenSSL is, its keys have to do as well.
if (spawnSync("openssl", ["version"]).status === 0)
  describe("A pair made by OpenSSL", () => {
    it("serves both sides", async () => {
      const folder = mkdtempSync(join(tmpdir(), "openssl-"));
      try {
        const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
        execFileSync(
          "openssl",
          [
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-sha256",
            "-nodes",
            "-days",
            "30",
            "-subj",
            "/CN=test",
            "-keyout",
            key,
            "-out",
            certificate,
          ],
          { stdio: "ignore" },
        );
        const { publicKey } = new X509Certificate(readFileSync(certificate));
        const by = opening({ "key-1": createPrivateKey(readFileSync(key)) });
        for (const suite of suites)
          expect(await opened(message(suite, "key-1", { publicKey }), by), suite).to.equal(CARD);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
