import { publicKeyOf } from "../../components/securityKeys/certificates";
import { type Graph, type Resource, resourcesOf } from "../engine/graph";
import { type KeyBits, machineKeyPair } from "./machineKeyPair";

/** What takes the place of a stack's keys on this machine. */
export interface StackKeys {
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
        const names = keys.filter(({ parent }) => parent === secret.parent).map((key) => nameOf(graph, key));
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

/** The resource's name is that of its component and, behind a hyphen, the key's. */
function nameOf({ resources }: Graph, { name, parent }: Resource): string {
  const component = resources.find(({ urn }) => urn === parent)?.name ?? "";
  return name.slice(component.length + 1);
}
