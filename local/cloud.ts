import { type Backend, startBackend } from "./backend/server";
import { startDynamoDb } from "./dynamodb/embedded";
import { type Graph, resourcesOf } from "./engine/graph";
import type { KeyBits } from "./keys/machineKeyPair";
import { keysOf } from "./keys/stackKeys";
import { onThisMachine } from "./onThisMachine";
import { startSecrets } from "./secrets/embedded";

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

/** Starts the services with the rows and secrets of a graph (of mode `up`); keys are this machine's own. */
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
