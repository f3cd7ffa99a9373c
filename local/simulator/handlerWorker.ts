import { AsyncLocalStorage } from "node:async_hooks";
import { parentPort, workerData } from "node:worker_threads";
import type { Invocation, LOADED, InvocationResult } from "./functionWorker";
import { watched } from "./watched";

const { bundle, watch } = workerData as { bundle: string; watch: boolean };

const RealDate = Date;
const moment = new AsyncLocalStorage<number>();
const now = (): number => moment.getStore() ?? RealDate.now();

/** The clock of a call stands at its moment, wherever the laptop's stands and whatever calls run beside it. */
globalThis.Date = class extends RealDate {
  constructor(...values: unknown[]) {
    if (values.length === 0) super(now());
    else super(...(values as ConstructorParameters<typeof RealDate>));
  }
  static override now = now;
} as DateConstructor;

type Handler = (event: unknown) => Promise<unknown>;
const loaded = import(bundle) as Promise<{ handler: Handler }>;
const tellLoaded = (): void => parentPort?.postMessage("loaded" satisfies typeof LOADED);
loaded.then(tellLoaded, tellLoaded);

parentPort?.on("message", ({ id, event, at }: Invocation) => {
  const reads = new Set<string>();
  void loaded
    .then(({ handler }) => moment.run(at, handler, watch ? watched(event, reads) : event))
    .then(
      (answer): InvocationResult => ({ id, answer }),
      (error: unknown): InvocationResult => ({
        id,
        error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      }),
    )
    .then((result) => parentPort?.postMessage(watch ? { ...result, reads: [...reads] } : result));
});
