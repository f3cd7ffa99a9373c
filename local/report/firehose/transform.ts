import { type Graph, plain, resourcesOf } from "../../engine/graph";
import { startSecrets } from "../../emulator/secretsManager";
import { startFunctions } from "../../simulator/functions";
import { batchesOf, outcomeOf, type Transformed } from "./exchange";
import type { Arrival } from "./failure";
import type { DeliverySettings } from "./settings";
import { InputError } from "../../shared/errors";
import type { InvocationResult } from "../../simulator/functionWorker";

/** What a delivery stream has done to records before it keeps them. */
export interface Transform {
  transform(arrivals: readonly Arrival[]): Promise<Transformed>;
  close(): Promise<void>;
}

const unchanged: Transform = {
  transform: (kept) => Promise.resolve({ kept, failed: [] }),
  close: () => Promise.resolve(),
};

const SECRET = /^arn:[^:]+:secretsmanager:/;
/**
 * The key of the hash is in the account alone. This one takes its place, the same in every run: equal numbers get equal
 * hashes.
 */
const KEY_ON_THIS_MACHINE = "a key of this machine";

interface FunctionInputs {
  readonly timeout?: number;
  readonly environment?: { readonly variables?: Readonly<Record<string, string>> };
}

/**
 * Starts the function of the graph that the stream hands its records to; nothing, where it has none.
 * @throws InputError when the function is not of the graph: what it does is not known here
 */
export async function startTransform(
  graph: Graph,
  { streamName, transform: settings }: DeliverySettings,
): Promise<Transform> {
  if (settings === undefined) return unchanged;
  const { arn, retries, batchBytes } = settings;
  const found = resourcesOf(graph, "aws:lambda/function:Function").filter(({ outputs }) => outputs["arn"] === arn);
  if (found[0] === undefined)
    throw new InputError(
      `The delivery stream ${streamName} hands its records to ${arn}, which is no function of stack ${graph.stack}: what becomes of them is not known here.`,
    );
  const { timeout = 3, environment } = plain(found[0].inputs) as FunctionInputs;
  const secretArns = Object.values(environment?.variables ?? {}).filter((value) => SECRET.test(value));
  const secrets = await startSecrets(secretArns.map((secretArn) => ({ arn: secretArn, name: secretArn })));
  for (const SecretId of secretArns) secrets.store.put({ SecretId, SecretString: KEY_ON_THIS_MACHINE });
  const functions = startFunctions(
    { ...graph, resources: found },
    { AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint },
  );
  const invoke = (event: object, at: number): Promise<InvocationResult> =>
    functions.invoke(arn, event, new Date(at), timeout * 1000);
  return {
    transform: (arrivals) => transformed(arrivals, { arn, retries, batchBytes }, invoke),
    close: async () => {
      await functions.close();
      await secrets.close();
    },
  };
}

/** Hands records to a function batch by batch, each again as often as it fails and may be handed over. */
export async function transformed(
  arrivals: readonly Arrival[],
  { arn, retries, batchBytes }: NonNullable<DeliverySettings["transform"]>,
  invoke: (event: object, at: number) => Promise<InvocationResult>,
): Promise<Transformed> {
  const kept: Arrival[] = [];
  const failed: Transformed["failed"][number][] = [];
  for (const batch of batchesOf(arrivals, batchBytes)) {
    let attempts = 0;
    let outcome: ReturnType<typeof outcomeOf>;
    do outcome = outcomeOf(batch, await invoke(batch.event, batch.at), { arn, attempts: ++attempts });
    while (outcome.again && attempts <= retries);
    kept.push(...outcome.kept);
    failed.push(...outcome.failed);
  }
  return { kept, failed };
}
