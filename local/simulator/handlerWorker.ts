import { parentPort, workerData } from "node:worker_threads";
import type { Invocation, InvocationResult } from "./functions";
import { watched } from "./watched";

const { bundle, watch } = workerData as { bundle: string; watch: boolean };

const RealDate = Date;
let now = RealDate.now();

/** The function's clock stands at the moment of the call, wherever the laptop's stands. */
globalThis.Date = class extends RealDate {
  constructor(...values: unknown[]) {
    if (values.length === 0) super(now);
    else super(...(values as ConstructorParameters<typeof RealDate>));
  }
  static override now = (): number => now;
} as DateConstructor;

const loaded = import(bundle) as Promise<{ handler: (event: unknown) => Promise<unknown> }>;

parentPort?.on("message", ({ id, event, at }: Invocation) => {
  now = at;
  const reads = new Set<string>();
  void loaded
    .then(({ handler }) => handler(watch ? watched(event, reads) : event))
    .then(
      (answer): InvocationResult => ({ id, answer }),
      (error: unknown): InvocationResult => ({ id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }),
    )
    .then((result) => parentPort?.postMessage(watch ? { ...result, reads: [...reads] } : result));
});
