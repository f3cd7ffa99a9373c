import { remembered } from "connect-ivr/internal/handlers/shared/remembered";
import type { KeyPair, KeyBits } from "../keys/keyPair";
import { publicKeyOf } from "connect-ivr/internal/components/securityKeys/certificates";
import { type Graph, plain, resourcesOf } from "../engine/graph";

const DAYS = 30;
const pairOf = remembered(make);

/**
 * The pair that takes the place of every security key of a stack on this machine, where the private
 * halves of the stack's own are not. Made once in a process, kept nowhere.
 */
export const machineKeyPair = (bits: KeyBits = 2048): Promise<KeyPair> => pairOf(bits);

async function make(bits: KeyBits): Promise<KeyPair> {
  // Loaded late: most commands need no key.
  const { certificateOf, newPrivateKey } = module.require("../keys/keyPair") as typeof import("../keys/keyPair");
  const privateKey = await newPrivateKey(bits);
  return { privateKey, certificate: await certificateOf(privateKey, "this machine", DAYS) };
}

/** What takes the place of a stack's keys on this machine. */
interface StackKeys {
  /** The certificate for rows of environments. */
  readonly certificate: string;
  /** Public keys in PEM by the id of the security key. */
  readonly securityKeys: ReadonlyMap<string, string>;
  /** What secrets hold, by ARN. */
  readonly secrets: ReadonlyMap<string, string>;
}

const SECURITY_KEY = "aws-native:connect:SecurityKey";

/**
 * The pair of this machine in the place of every security key of a graph (of mode `up`); undefined where it has none.
 */
export async function keysOf(graph: Graph, bits?: KeyBits): Promise<StackKeys | undefined> {
  const keys = resourcesOf(graph, SECURITY_KEY);
  if (keys.length === 0) return undefined;
  const { privateKey, certificate } = await machineKeyPair(bits);
  const publicKey = publicKeyOf(certificate);
  return {
    certificate,
    securityKeys: new Map(keys.map(({ outputs }) => [outputs["associationId"] as string, publicKey])),
    secrets: new Map(
      resourcesOf(graph, "aws:secretsmanager/secret:Secret").flatMap((secret) => {
        const names = keys.some(({ parent }) => parent === secret.parent) ? namesOf(graph, secret.parent) : [];
        return names.length === 0
          ? []
          : [
              [
                secret.outputs["arn"] as string,
                JSON.stringify(Object.fromEntries(names.map((name) => [name, privateKey]))),
              ],
            ];
      }),
    ),
  };
}

/** The names of a component's keys: it gives the id of each by its name. */
function namesOf({ resources }: Graph, component: string | undefined): string[] {
  const { keyIds = {} } = plain(resources.find(({ urn }) => urn === component)?.outputs) as { keyIds?: object };
  return Object.keys(keyIds);
}
