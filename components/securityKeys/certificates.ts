import { createHash, X509Certificate } from "node:crypto";

/**
 * The name of the secret with the private keys: fixed, because `ivr keys` writes it before and beside the deployment.
 */
export const inputKeysSecretName = (namePrefix: string): string => `${namePrefix}/input-keys`;

/** A security key as it is declared: its name, and its X.509 certificate in PEM. */
interface NamedCertificate {
  readonly name: string;
  readonly certificate: string;
}

/** An instance keeps two, so that one can take the place of the other (API reference, AssociateSecurityKey). */
const MAXIMUM_KEYS = 2;
/** What the service takes of a public key in PEM, in characters (API reference, AssociateSecurityKey). */
const MAXIMUM_KEY_CHARACTERS = 1024;
const MINIMUM_BITS = 2048;
const NAME = /^[a-z][a-z0-9-]{0,62}$/;
const WARNING_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
const ANEW = "Make a new pair: npx ivr keys new.";

/**
 * The public key of a certificate in PEM, as the service takes it.
 * @throws Error when the text is no certificate
 */
export const publicKeyOf = (certificate: string): string =>
  new X509Certificate(certificate).publicKey.export({ type: "spki", format: "pem" }).toString();

const FINGERPRINT_CHARACTERS = 12;

/**
 * What tells the public key of a certificate from others, whatever the key is called and however often it is certified.
 * @throws Error when the text is no certificate
 */
export const fingerprintOf = (certificate: string): string =>
  createHash("sha256")
    .update(new X509Certificate(certificate).publicKey.export({ type: "spki", format: "der" }))
    .digest("hex")
    .slice(0, FINGERPRINT_CHARACTERS);

/** Whether a key can be called so: in the secret, in file names and in the stack. */
export const isKeyName = (name: string): boolean => NAME.test(name);

/** What is wrong with the keys of an instance, as sentences with their remedy. */
export function certificateProblems(keys: readonly NamedCertificate[], now: Date): string[] {
  const names = keys.map(({ name }) => name);
  const publicKeys = keys.flatMap(({ name, certificate }) =>
    isReadable(certificate)
      ? [{ name, publicKey: publicKeyOf(certificate), fingerprint: fingerprintOf(certificate) }]
      : [],
  );
  return [
    ...(keys.length > MAXIMUM_KEYS
      ? [
          `${keys.length} keys are more than the ${MAXIMUM_KEYS} that an instance keeps. Remove those that no call needs.`,
        ]
      : []),
    ...names
      .filter((name) => !isKeyName(name))
      .map((name) => `A key is named "${name}". Begin with a small letter; use small letters, digits and hyphens.`),
    ...names
      .filter((name, index) => names.indexOf(name) < index)
      .map((name) => `Two keys are named ${name}. Give one another name.`),
    ...publicKeys.flatMap(({ name, publicKey }, index) => {
      const same = publicKeys.findIndex((other) => other.publicKey === publicKey);
      return same < index ? [`The keys ${publicKeys[same]?.name} and ${name} are one. Remove one of them.`] : [];
    }),
    // A key's resource was called by its name before it was called by its fingerprint: the one must not be the other.
    ...names
      .filter((name) => publicKeys.some(({ fingerprint }) => fingerprint === name))
      .map((name) => `A key is named ${name}, which is the fingerprint of a key. Give it another name.`),
    ...keys.flatMap(({ name, certificate }) => problemsOf(name, certificate, now)),
  ];
}

/** Which keys expire soon; those that are not certificates, or have expired, are problems. */
export const certificateWarnings = (keys: readonly NamedCertificate[], now: Date): string[] =>
  keys.flatMap(({ name, certificate }) => {
    const { daysLeft } = expiryOf(certificate, now);
    return daysLeft !== undefined && daysLeft >= 0 && daysLeft < WARNING_DAYS
      ? [`The certificate of the key ${name} expires in ${daysLeft} days. Let a new key take its place (docs/keys.md).`]
      : [];
  });

/**
 * When a certificate expires: the date, and whole days until then, negative behind it; nothing where the text is no
 * certificate.
 */
export function expiryOf(certificate: string, now: Date): { expires?: string; daysLeft?: number } {
  if (!isReadable(certificate)) return {};
  const end = Date.parse(new X509Certificate(certificate).validTo);
  return { expires: new Date(end).toISOString().slice(0, 10), daysLeft: Math.floor((end - now.getTime()) / DAY_MS) };
}

function isReadable(certificate: string): boolean {
  try {
    publicKeyOf(certificate);
    return true;
  } catch {
    return false;
  }
}

function problemsOf(name: string, certificate: string, now: Date): string[] {
  if (!isReadable(certificate)) return [`The certificate of the key ${name} is no X.509 certificate in PEM. ${ANEW}`];
  const { publicKey } = new X509Certificate(certificate);
  const { expires, daysLeft = 0 } = expiryOf(certificate, now);
  if (publicKey.asymmetricKeyType !== "rsa")
    return [
      `The key ${name} is ${publicKey.asymmetricKeyType ?? "unknown"}, but the service encrypts with RSA alone. ${ANEW}`,
    ];
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  const { length } = publicKeyOf(certificate);
  return [
    ...(bits < MINIMUM_BITS ? [`The key ${name} has ${bits} bits, fewer than ${MINIMUM_BITS}. ${ANEW}`] : []),
    ...(length > MAXIMUM_KEY_CHARACTERS
      ? [
          `The public key of ${name} has ${length} characters in PEM; the service takes ${MAXIMUM_KEY_CHARACTERS}. Use a key of 4096 bits at most. ${ANEW}`,
        ]
      : []),
    ...(daysLeft < 0 ? [`The certificate of the key ${name} expired on ${expires}. ${ANEW}`] : []),
  ];
}
