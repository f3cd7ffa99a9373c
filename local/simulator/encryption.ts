import {
  constants,
  createCipheriv,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  publicEncrypt,
  randomBytes,
  sign,
  X509Certificate,
} from "node:crypto";
import { remembered } from "connect-ivr/internal/handlers/shared/remembered";

/**
 * The service's side of encrypted input: messages of the AWS Encryption SDK, written from the published
 * message format and algorithms reference on node:crypto alone, so that they prove the handlers' SDK.
 */

/** Algorithm suites, all with AES-256-GCM: the format's version, the hash of the key derivation, and what is added. */
export const SUITES = {
  plain: { id: 0x0178, version: 1, hash: "sha256", signed: false },
  signed: { id: 0x0378, version: 1, hash: "sha384", signed: true },
  committed: { id: 0x0478, version: 2, hash: "sha512", signed: false },
  committedAndSigned: { id: 0x0578, version: 2, hash: "sha512", signed: true },
} as const;
export type Suite = keyof typeof SUITES;

const PROVIDER = "AmazonConnect";
const FRAMED = 2;
const FRAME_BYTES = 4096;
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const LAST_FRAME = 0xffffffff;

const uint = (bytes: 1 | 2 | 4, value: number): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
};
const ivOf = (sequence: number): Buffer => Buffer.concat([Buffer.alloc(IV_BYTES - 4), uint(4, sequence)]);
/** A value behind its length. */
const field = (value: string | Buffer): Buffer =>
  Buffer.concat([uint(2, Buffer.byteLength(value)), Buffer.from(value as string)]);

/** A message for whoever has the private half of the key. The plaintext has to fit a frame (4096 bytes). */
export function messageOf(plaintext: Buffer, keyId: string, publicKey: KeyObject, suite: Suite): Buffer {
  const { version, id, signed } = SUITES[suite];
  const messageId = randomBytes(version === 1 ? 16 : 32);
  const dataKey = randomBytes(KEY_BYTES);
  const { key, commitment } = derived(dataKey, messageId, suite);
  const signer = signed ? generateKeyPairSync("ec", { namedCurve: "secp384r1" }) : undefined;
  const wrapped = publicEncrypt(
    { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha512" },
    dataKey,
  );
  const header = Buffer.concat([
    version === 1 ? Buffer.from([1, 0x80]) : Buffer.from([2]),
    uint(2, id),
    messageId,
    contextOf(signer?.publicKey),
    uint(2, 1),
    field(PROVIDER),
    field(keyId),
    field(wrapped),
    uint(1, FRAMED),
    ...(version === 1 ? [uint(4, 0), uint(1, IV_BYTES)] : []),
    uint(4, FRAME_BYTES),
    commitment,
  ]);
  const authentication = sealed(key, ivOf(0), header, Buffer.alloc(0));
  const body = Buffer.concat([
    uint(4, LAST_FRAME),
    uint(4, 1),
    ivOf(1),
    uint(4, plaintext.length),
    sealed(key, ivOf(1), frameContext(messageId, plaintext.length), plaintext),
  ]);
  const message = Buffer.concat([header, ...(version === 1 ? [ivOf(0)] : []), authentication, body]);
  return signer === undefined ? message : Buffer.concat([message, field(sign("sha384", message, signer.privateKey))]);
}

/** The key of header and body; with a commitment, 32 bytes that no other data key leads to. */
function derived(dataKey: Buffer, messageId: Buffer, suite: Suite): { key: Buffer; commitment: Buffer } {
  const { id, version, hash } = SUITES[suite];
  const derive = (salt: Buffer, ...info: Buffer[]): Buffer =>
    Buffer.from(hkdfSync(hash, dataKey, salt, Buffer.concat(info), KEY_BYTES));
  if (version === 1) return { key: derive(Buffer.alloc(0), uint(2, id), messageId), commitment: Buffer.alloc(0) };
  return {
    key: derive(messageId, uint(2, id), Buffer.from("DERIVEKEY")),
    commitment: derive(messageId, Buffer.from("COMMITKEY")),
  };
}

/** The encryption context: empty, or the key that verifies the signature, as a compressed point. */
function contextOf(verifier: KeyObject | undefined): Buffer {
  if (verifier === undefined) return uint(2, 0);
  const { x = "", y = "" } = verifier.export({ format: "jwk" });
  const isOdd = (Buffer.from(y, "base64url").at(-1) as number) % 2 === 1;
  const point = Buffer.concat([uint(1, isOdd ? 3 : 2), Buffer.from(x, "base64url")]);
  return field(Buffer.concat([uint(2, 1), field("aws-crypto-public-key"), field(point.toString("base64"))]));
}

const frameContext = (messageId: Buffer, length: number): Buffer =>
  Buffer.concat([
    messageId,
    Buffer.from("AWSKMSEncryptionClient Final Frame"),
    uint(4, 1),
    uint(4, 0),
    uint(4, length),
  ]);

/** Ciphertext and, behind it, the tag that authenticates it and what it belongs to. */
function sealed(key: Buffer, iv: Buffer, context: Buffer, plaintext: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES }).setAAD(context);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** How every message of the first version begins, in base64: version, type and the suite's number. */
const BEGINNING = Buffer.concat([Buffer.from([1, 0x80]), uint(2, SUITES.plain.id)])
  .toString("base64")
  .slice(0, 5);

/** Whether a text is what `$.StoredCustomerInput` holds of encrypted keys. */
export const isEncryptedInput = (text: string): boolean => text.startsWith(BEGINNING);

/** What a block encrypts with. */
export interface InputKey {
  /** `EncryptionKeyId`. */
  readonly id: string;
  /** `Key`: an X.509 certificate in PEM. */
  readonly certificate: string;
  /**
   * The instance's own security key in PEM, which has to verify the certificate; undefined where nothing is known of
   * it.
   */
  readonly securityKey: string | undefined;
}

/**
 * What `$.StoredCustomerInput` holds of keys that are encrypted; undefined where the service takes the
 * error branch. The same keys give the same text within one contact, since a simulated call can be
 * repeated: only a simulator may write so. In another contact they are another message, as on the service.
 */
export const encryptedInput = (keys: string, key: InputKey, contactId: string): string | undefined =>
  written(JSON.stringify([keys, key, contactId]));

const written = remembered((json: string): string | undefined => {
  const [keys, { id, certificate, securityKey }] = JSON.parse(json) as [string, InputKey, string];
  const publicKey = id === "" ? undefined : certifiedKey(JSON.stringify([certificate, securityKey]));
  return publicKey && messageOf(Buffer.from(keys), id, publicKey, "plain").toString("base64");
});

const certifiedKey = remembered((json: string): KeyObject | undefined => {
  const [certificate, securityKey] = JSON.parse(json) as [string, string | null];
  try {
    const x509 = new X509Certificate(certificate);
    const isOurs = securityKey === null || x509.verify(createPublicKey(securityKey));
    return isOurs && x509.publicKey.asymmetricKeyType === "rsa" ? x509.publicKey : undefined;
  } catch {
    return undefined;
  }
});
