import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";

const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Cheap, so that tests stay short and a call does not wait: a company's own system takes N 2^17 or more. */
const COST = { N: 64, r: 8, p: 1 };

const hashed = (secret: string, salt: Buffer): Buffer => scryptSync(secret, salt, HASH_BYTES, COST);

/** A salted hash of a PIN or a code, as `<salt>:<hash>` in hexadecimal digits. */
export function hashOf(secret: string): string {
  const salt = randomBytes(SALT_BYTES);
  return `${salt.toString("hex")}:${hashed(secret, salt).toString("hex")}`;
}

const NOBODYS = hashOf("");

/** Compares in constant time, and works as hard where there is nothing to compare with: time tells nothing. */
export function matches(secret: string, hash: string | undefined): boolean {
  const [salt = "", expected = ""] = (hash ?? NOBODYS).split(":");
  const same = timingSafeEqual(hashed(secret, Buffer.from(salt, "hex")), Buffer.from(expected, "hex"));
  return same && hash !== undefined;
}
