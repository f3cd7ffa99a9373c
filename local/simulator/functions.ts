import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { type Graph, plain, resourcesOf } from "../engine/graph";
import { LOCAL_CREDENTIALS } from "../dynamodb/embedded";

/** One call of a function, sent to its worker. */
export interface Invocation {
  readonly id: number;
  readonly event: unknown;
  /** Milliseconds since 1970 on the simulated clock. */
  readonly at: number;
}

export interface InvocationResult {
  readonly id: number;
  readonly answer?: unknown;
  /** Name and message of what the handler threw. */
  readonly error?: string;
  /** What of the event the handler read, where it is watched. */
  readonly reads?: readonly string[];
}

/** The Lambda functions of a graph, each with its own worker, environment and clock. */
export interface Functions {
  /** The function's name, or undefined when the graph has no such function. */
  nameOf(arn: string): string | undefined;
  invoke(arn: string, event: unknown, at: Date): Promise<InvocationResult>;
  /** What the functions wrote to their logs so far. */
  readonly logs: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts the bundles of the graph as they would be deployed. Handlers reach DynamoDB by its endpoint alone.
 * @param watch whether results say what of the event the handlers read
 */
export function startFunctions(graph: Graph, dynamoDbEndpoint: string, watch = false): Functions {
  const folder = mkdtempSync(join(tmpdir(), "connect-ivr-"));
  const logs: string[] = [];
  const byArn = new Map(
    resourcesOf(graph, "aws:lambda/function:Function").map(({ inputs, outputs }) => {
      const { name, code, environment, handler } = plain(inputs) as FunctionInputs;
      const file = join(folder, `${name}.mjs`);
      writeFileSync(file, code.assets[`${handler.split(".")[0]}.mjs`]?.text ?? "");
      const env = { ...environment.variables, AWS_ENDPOINT_URL_DYNAMODB: dynamoDbEndpoint, AWS_REGION: "us-east-1", AWS_LAMBDA_FUNCTION_NAME: name, ...LOCAL_ENVIRONMENT };
      return [outputs["arn"] as string, { name, start: () => new FunctionWorker(file, env, logs, watch), worker: undefined as FunctionWorker | undefined }];
    }),
  );
  return {
    logs,
    nameOf: (arn) => byArn.get(arn)?.name,
    invoke: (arn, event, at) => {
      const fn = byArn.get(arn);
      if (fn === undefined) throw new Error(`The graph has no function ${arn}.`);
      fn.worker ??= fn.start();
      return fn.worker.invoke(event, at.getTime());
    },
    close: async () => {
      for (const { worker } of byArn.values()) await worker?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface FunctionInputs {
  name: string;
  handler: string;
  code: { assets: Record<string, { text: string }> };
  environment: { variables: Record<string, string> };
}

const LOCAL_ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
};

class FunctionWorker {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { done: (result: InvocationResult) => void; failed: (error: Error) => void }>();
  #last = 0;

  constructor(bundle: string, env: Record<string, string>, logs: string[], watch: boolean) {
    const script = require.resolve("./handlerWorker");
    this.#worker = new Worker(script, {
      env,
      workerData: { bundle: pathToFileURL(bundle).href, watch },
      stdout: true,
      stderr: true,
      ...(script.endsWith(".ts") && { execArgv: ["--require", require.resolve("tsx/cjs")] }),
    });
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) stream.on("data", (chunk: Buffer) => logs.push(chunk.toString()));
    this.#worker.on("message", (result: InvocationResult) => {
      this.#waiting.get(result.id)?.done(result);
      this.#waiting.delete(result.id);
    });
    this.#worker.on("error", (error) => {
      for (const { failed } of this.#waiting.values()) failed(error);
    });
  }

  invoke(event: unknown, at: number): Promise<InvocationResult> {
    const id = ++this.#last;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      this.#worker.postMessage({ id, event, at } satisfies Invocation);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
