import { remembered } from "../../handlers/shared/remembered";

/** Both halves of a security key: the private one opens what is encrypted with the certificate's public one. */
export interface KeyPair {
  /** PKCS#8 in PEM. */
  readonly privateKey: string;
  /** X.509 in PEM, signed by the private key. */
  readonly certificate: string;
}

const DAYS = 30;

/** 2048 bits take a fraction of the time of 4096, both to make a key and to open messages. */
export type KeyBits = 2048 | 4096;

const pairOf = remembered(make);

/**
 * The pair that takes the place of every security key of a stack on this machine, where the private
 * halves of the stack's own are not. Made once in a process, kept nowhere.
 */
export const machineKeyPair = (bits: KeyBits = 2048): Promise<KeyPair> => pairOf(bits);

async function make(bits: KeyBits): Promise<KeyPair> {
  // Loaded late: most commands need no key.
  const { certificateOf, newPrivateKey } = module.require("./keyPair") as typeof import("./keyPair");
  const privateKey = await newPrivateKey(bits);
  return { privateKey, certificate: await certificateOf(privateKey, "this machine", DAYS) };
}
