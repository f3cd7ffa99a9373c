import type { KeyPair } from "./keyPair";

let pair: Promise<KeyPair> | undefined;

/**
 * The pair that takes the place of every security key of a stack on this machine, where the private
 * halves of the stack's own are not. Made once in a process, kept nowhere.
 */
export function machineKeyPair(): Promise<KeyPair> {
  // Loaded late: most commands need no key. 2048 bits take a third of the time of 4096.
  const { newKeyPair } = module.require("./keyPair") as typeof import("./keyPair");
  return (pair ??= newKeyPair("this machine", { bits: 2048, days: 30 }));
}
