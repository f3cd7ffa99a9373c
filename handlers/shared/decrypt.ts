import { buildDecrypt } from "@aws-crypto/decrypt-node";
import { type AwsEsdkKeyObject, CommitmentPolicy, MultiKeyringNode } from "@aws-crypto/material-management-node";
import { RawRsaKeyringNode } from "@aws-crypto/raw-rsa-keyring-node";
import { CountedFailure } from "./metrics";
import type { PrivateKeys } from "./privateKeys";

/** Opens what callers keyed in and Amazon Connect encrypted. */
export interface Decryptor {
  /**
   * What was keyed. Whoever asked overwrites it (`fill(0)`) as soon as it is used.
   * @param message base64 of a message of the AWS Encryption SDK, as `$.StoredCustomerInput` holds it
   * @throws Undecipherable, or the error of the keys when these cannot be read
   */
  decrypt(message: string): Promise<Buffer>;
}

/**
 * A message that none of our keys opens: altered, cut off, for a key that is retired or another's,
 * too long, or no message at all. Which of these is never told.
 */
export class Undecipherable extends CountedFailure {
  override readonly name = "Undecipherable";
  readonly metric = "DecryptionFailure";
  constructor() {
    super("The message cannot be deciphered.");
  }
}

/** What Amazon Connect names itself in the messages (administrator's guide, encrypt data). */
const KEY_NAMESPACE = "AmazonConnect";

/** A message for an RSA key of 4096 bits has about 1,200 characters of base64; a flow hands over 32 KB at most. */
const MAXIMUM_CHARACTERS = 8192;

/** Connect's messages carry no key commitment: the SDK's own default would refuse them. */
const { decrypt } = buildDecrypt(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT);

/** Opens messages for any of the keys, so that no call is lost while one key takes the place of another. */
export const decryptor = (keys: PrivateKeys): Decryptor => ({
  decrypt: async (message) => {
    const byId = await keys.byId();
    const bytes = bytesOf(message);
    if (bytes === undefined || byId.size === 0) throw new Undecipherable();
    const children = [...byId].map(
      ([keyName, privateKey]) =>
        new RawRsaKeyringNode({
          keyNamespace: KEY_NAMESPACE,
          keyName,
          rsaKey: { privateKey: privateKey as AwsEsdkKeyObject },
          oaepHash: "sha512",
        }),
    );
    try {
      return (await decrypt(new MultiKeyringNode({ children }), bytes)).plaintext;
    } catch {
      throw new Undecipherable();
    }
  },
});

/** The bytes of canonical base64; undefined for anything else. */
function bytesOf(message: string): Buffer | undefined {
  if (message.length > MAXIMUM_CHARACTERS) return undefined;
  const bytes = Buffer.from(message, "base64");
  return bytes.toString("base64") === message ? bytes : undefined;
}
