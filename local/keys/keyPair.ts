import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { X509CertificateGenerator } from "@peculiar/x509";

/** Both halves of a security key: the private one opens what is encrypted with the certificate's public one. */
export interface KeyPair {
  /** PKCS#8 in PEM. */
  readonly privateKey: string;
  /** X.509 in PEM, signed by the private key. */
  readonly certificate: string;
}

const ALGORITHM = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", publicExponent: new Uint8Array([1, 0, 1]) };
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes a pair whose certificate is valid from now on.
 * @param name common name of the certificate
 * @param bits length of the RSA key
 */
export async function newKeyPair(name: string, { bits, days, now = new Date() }: { bits: 2048 | 4096; days: number; now?: Date }): Promise<KeyPair> {
  const keys = await webcrypto.subtle.generateKey({ ...ALGORITHM, modulusLength: bits }, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: ALGORITHM,
    notBefore: now,
    notAfter: new Date(now.getTime() + days * DAY_MS),
  });
  return { privateKey: pem(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)), certificate: `${certificate.toString("pem").trim()}\n` };
}

const pem = (pkcs8: ArrayBuffer): string => `-----BEGIN PRIVATE KEY-----\n${Buffer.from(pkcs8).toString("base64").replace(/.{64}(?=.)/g, "$&\n")}\n-----END PRIVATE KEY-----\n`;
