import { createPrivateKey, type KeyObject } from "node:crypto";
import type { Secrets } from "./secrets";

/** The private halves of the instance's security keys. */
export interface PrivateKeys {
  /** By the instance's id of the security key. @throws Error that holds nothing of the secret */
  byId(): Promise<ReadonlyMap<string, KeyObject>>;
}

/**
 * The private keys of a secret, which is JSON of PEM by the name of the key.
 * @param names the name of each security key by its id; a key that the secret lacks opens nothing
 */
export function privateKeys(secrets: Secrets, secretArn: string, names: Readonly<Record<string, string>>): PrivateKeys {
  // The last alone, so that a key that was taken out of the secret is kept no longer than the secret itself.
  let last: { readonly text: string; readonly keys: ReadonlyMap<string, KeyObject> } | undefined;
  return {
    byId: async () => {
      const text = await secrets.read(secretArn);
      if (last?.text !== text) last = { text, keys: keysOf(text, names) };
      return last.keys;
    },
  };
}

function keysOf(text: string, names: Readonly<Record<string, string>>): ReadonlyMap<string, KeyObject> {
  const pems = pemsOf(text);
  return new Map(
    Object.entries(names).flatMap(([id, name]) => (pems[name] === undefined ? [] : [[id, keyOf(pems[name])]])),
  );
}

// What does not parse is never part of a message: it is a secret.

function pemsOf(text: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(text) as Record<string, string>;
  } catch {
    throw new Error("The secret of the private keys is no JSON. Write it with ivr keys.");
  }
}

function keyOf(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Error("The secret of the private keys holds one that cannot be read. Write it with ivr keys.");
  }
}
