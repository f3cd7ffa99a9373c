import "reflect-metadata";
import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, webcrypto } from "node:crypto";
import { promisify } from "node:util";
import { X509CertificateGenerator } from "@peculiar/x509";

/** Both halves of a security key: the private one opens what is encrypted with the certificate's public one. */
export interface KeyPair {
  /** PKCS#8 in PEM. */
  readonly privateKey: string;
  /** X.509 in PEM, signed by the private key. */
  readonly certificate: string;
}

/** 2048 bits take a fraction of the time of 4096, both to make a key and to open messages. */
export type KeyBits = 2048 | 4096;

const ALGORITHM = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
const DAY_MS = 24 * 60 * 60 * 1000;

/** A new RSA private key: PKCS#8 in PEM. */
export async function newPrivateKey(bits: 2048 | 4096): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: bits,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return privateKey;
}

/**
 * An X.509 certificate in PEM for the public half of an RSA private key, which signs it. It is valid from now on.
 * @param name its common name: letters, digits and hyphens
 */
export async function certificateOf(
  privateKey: string,
  name: string,
  days: number,
  now: Date = new Date(),
): Promise<string> {
  const imported = (key: KeyObject, type: "pkcs8" | "spki", usage: "sign" | "verify") =>
    webcrypto.subtle.importKey(type, key.export({ type, format: "der" }), ALGORITHM, true, [usage]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys: {
      privateKey: await imported(createPrivateKey(privateKey), "pkcs8", "sign"),
      publicKey: await imported(createPublicKey(privateKey), "spki", "verify"),
    },
    signingAlgorithm: ALGORITHM,
    notBefore: now,
    notAfter: new Date(now.getTime() + days * DAY_MS),
  });
  return `${certificate.toString("pem").trim()}\n`;
}
