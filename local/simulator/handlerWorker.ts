import { AsyncLocalStorage } from "node:async_hooks";
import { parentPort, workerData } from "node:worker_threads";
import type { Invocation, InvocationResult } from "./functions";

const RealDate = Date;
/** The moment of each call: calls that run at once have each its own. */
const moment = new AsyncLocalStorage<number>();
const started = RealDate.now();
const now = (): number => moment.getStore() ?? started;

/** The function's clock stands at the moment of the call, wherever the laptop's stands. */
globalThis.Date = class extends RealDate {
  constructor(...values: unknown[]) {
    if (values.length === 0) super(now());
    else super(...(values as ConstructorParameters<typeof RealDate>));
  }
  static override now = now;
} as DateConstructor;

const loaded = import((workerData as { bundle: string }).bundle) as Promise<{ handler: (event: unknown) => Promise<unknown> }>;

parentPort?.on("message", ({ id, event, at }: Invocation) => {
  void loaded
    .then(({ handler }) => moment.run(at, () => handler(event)))
    .then(
      (answer): InvocationResult => ({ id, answer }),
      (error: unknown): InvocationResult => ({ id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }),
    )
    .then((result) => parentPort?.postMessage(result));
});
