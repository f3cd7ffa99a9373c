import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Graph, plain, resourcesOf } from "../engine/graph";
import type { FunctionInputs, PackagedAsset } from "../engine/rowSets";
import { LOCAL_CREDENTIALS } from "../emulator/dynamoDb";
import { temporaryFolder } from "../shared/temporary";
import type { InvocationResult } from "./functionWorker";
import { FunctionWorker } from "./functionWorker";

/** The Lambda functions of a graph, each with its own worker, environment and clock. */
export interface Functions {
  /** The function's name, or undefined when the graph has no such function. */
  nameOf(arn: string): string | undefined;
  /** @param limit how long the call may take, in milliseconds. Default: the longest that a flow may wait, 8 s */
  invoke(arn: string, event: unknown, at: Date, limit?: number): Promise<InvocationResult>;
  /** What the functions wrote to their logs so far. */
  readonly logs: readonly string[];
  close(): Promise<void>;
}

/** Functions that run in workers. */
export interface RunningFunctions extends Functions {
  /** The next call of each finds it as new. */
  restart(): Promise<void>;
}

const LONGEST_WAIT = 8_000;

/**
 * Starts the bundles of the graph as they would be deployed.
 * @param services the environment variables by which they find the services on this machine
 * @param watch whether results say what of the event the handlers read
 */
export function startFunctions(
  graph: Graph,
  services: Readonly<Record<string, string>>,
  watch = false,
): RunningFunctions {
  const folder = temporaryFolder("connect-ivr-functions");
  const logs: string[] = [];
  const byArn = new Map(
    resourcesOf(graph, "aws:lambda/function:Function").map(({ inputs, outputs }) => {
      const { code, environment, handler } = plain(inputs) as FunctionInputs;
      // A name that the program leaves to Pulumi is known only when the function exists.
      const name = (inputs["name"] ?? outputs["name"]) as string;
      const task = join(folder.path, name);
      unpack(code.assets, task);
      const env = {
        ...environment.variables,
        ...services,
        AWS_REGION: "us-east-1",
        AWS_LAMBDA_FUNCTION_NAME: name,
        LAMBDA_TASK_ROOT: task,
        ...LOCAL_ENVIRONMENT,
      };
      return [
        outputs["arn"] as string,
        { name, worker: new FunctionWorker(join(task, `${handler.split(".")[0]}.mjs`), env, logs, watch) },
      ];
    }),
  );
  const restart = async (): Promise<void> => {
    for (const { worker } of byArn.values()) await worker.close();
  };
  return {
    logs,
    nameOf: (arn) => byArn.get(arn)?.name,
    invoke: (arn, event, at, limit = LONGEST_WAIT) => {
      const fn = byArn.get(arn);
      if (fn === undefined) throw new Error(`The graph has no function ${arn}.`);
      return fn.worker.invoke(event, at.getTime(), limit);
    },
    restart,
    close: async () => {
      await restart();
      folder.remove();
    },
  };
}

/** The package of a function, as Lambda lays it out. */
function unpack(assets: Readonly<Record<string, PackagedAsset>>, folder: string): void {
  for (const [name, { text, path }] of Object.entries(assets)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    if (path === undefined) writeFileSync(file, text ?? "");
    else symlinkSync(path, file);
  }
}

const LOCAL_ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
};
