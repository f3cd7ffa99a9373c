import { type Backend, startBackend } from "./backend/server";
import { startDynamoDb } from "./dynamoDb";
import { type Graph, resourcesOf } from "../engine/graph";
import { startSecrets } from "./secretsManager";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { ApiProfile, EnvironmentRow } from "connect-ivr/handlers";
import type { KeyBits } from "../keys/keyPair";
import { keysOf } from "./keys";

/** The services around a stack's flows and functions, on this machine. */
export interface LocalCloud {
  /** Public keys in PEM by the id of the security key, as the instance on this machine has them. */
  readonly securityKeys: ReadonlyMap<string, string>;
  /** By these environment variables functions find the services. */
  readonly environment: Readonly<Record<string, string>>;
  /** The company's own systems. */
  readonly backend: Backend;
  /** The systems, and what functions wrote into tables of theirs, are as at the start. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the services with the tables and secrets of a graph (of mode `up`), and the rows that are resources; keys are
 * this machine's own.
 */
export async function startCloud(graph: Graph, keyBits?: KeyBits): Promise<LocalCloud> {
  const keys = await keysOf(graph, keyBits);
  const backend = await startBackend();
  const dynamoDb = await startDynamoDb(graph, (item) =>
    onThisMachine(item, { backendUrl: backend.url, ...(keys && { certificate: keys.certificate }) }),
  );
  const secrets = await startSecrets(
    resourcesOf(graph, "aws:secretsmanager/secret:Secret").map(({ outputs }) => ({
      arn: outputs["arn"] as string,
      name: outputs["name"] as string,
    })),
  );
  for (const [SecretId, SecretString] of keys?.secrets ?? []) secrets.store.put({ SecretId, SecretString });
  return {
    securityKeys: keys?.securityKeys ?? new Map(),
    environment: { AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint, AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint },
    backend,
    reset: async () => {
      backend.reset();
      await dynamoDb.forget();
    },
    close: async () => {
      await backend.close();
      await secrets.close();
      await dynamoDb.close();
    },
  };
}

/** What this machine has instead of what a row names. */
interface MachineSites {
  /** Where the systems behind self-service are. They ask for no token. */
  readonly backendUrl: string;
  /** The certificate whose private key is here. */
  readonly certificate?: string;
}

/**
 * An item as it is written into the tables of this machine. It is the stack's own, but for what only
 * the company has: its systems, which calls on a laptop must not reach, and its private key.
 */
export function onThisMachine(
  item: Record<string, AttributeValue>,
  { backendUrl, certificate }: MachineSites,
): Record<string, AttributeValue> {
  if (item["apis"] === undefined) return item;
  const { security, ...row } = unmarshall(item) as EnvironmentRow;
  const here = (profile: ApiProfile): ApiProfile =>
    Object.fromEntries(Object.entries(profile).map(([api, { timeoutMs }]) => [api, { url: backendUrl, timeoutMs }]));
  return marshall({
    ...row,
    apis: Object.fromEntries(Object.entries(row.apis).map(([name, profile]) => [name, here(profile)])),
    ...(security && { security: { ...security, ...(certificate !== undefined && { certificate }) } }),
  });
}
