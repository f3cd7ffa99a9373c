import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

export interface InvocationResult {
  readonly id: number;
  readonly answer?: unknown;
  /** Name and message of what the handler threw. */
  readonly error?: string;
  /**
   * The HTTP status of a call that the Lambda service did not place: 429 when throttled, 5xx for a fault of its own.
   */
  readonly status?: number;
  /** The function was ended because it had not answered within the limit. */
  readonly timedOut?: true;
  /** How long the call took on the simulated clock, where it took any of it. Default: 0. */
  readonly milliseconds?: number;
  /** What of the event the handler read, where it is watched. */
  readonly reads?: readonly string[];
}

/** One call of a function, sent to its worker. */
export interface Invocation {
  readonly id: number;
  readonly event: unknown;
  /** Milliseconds since 1970 on the simulated clock. */
  readonly at: number;
}

/** What a worker says first: its bundle is loaded, well or not. */
export const LOADED = "loaded";

/** How long the service lets a function load. */
const LOADING_LIMIT = 10_000;

interface Waiting {
  readonly invocation: Invocation;
  readonly limit: number;
  readonly done: (result: InvocationResult) => void;
  timer?: NodeJS.Timeout;
}

/**
 * A function in a worker of its own, which starts with the first call. Calls share it, unlike on the
 * service; so when one is out of time and the worker is ended, the others are made again in the next.
 */
export class FunctionWorker {
  #worker: Worker | undefined;
  #loaded = false;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(
    private readonly bundle: string,
    private readonly env: Record<string, string>,
    private readonly logs: string[],
    private readonly watch: boolean,
  ) {}

  /** @param limit how long the call may take, in real milliseconds, once the function is loaded */
  invoke(event: unknown, at: number, limit: number): Promise<InvocationResult> {
    return new Promise((done) => {
      const waiting = { invocation: { id: ++this.#last, event, at }, limit, done };
      this.#waiting.set(waiting.invocation.id, waiting);
      this.#send(waiting);
    });
  }

  async close(): Promise<void> {
    this.#failAll("The function was stopped.");
    await this.#end();
  }

  #send(waiting: Waiting): void {
    this.#worker ??= this.#start();
    this.#limit(waiting);
    this.#worker.postMessage(waiting.invocation);
  }

  #limit(waiting: Waiting): void {
    clearTimeout(waiting.timer);
    waiting.timer = setTimeout(() => this.#expire(waiting), waiting.limit + (this.#loaded ? 0 : LOADING_LIMIT));
  }

  #settle({ invocation: { id }, timer, done }: Waiting, result: InvocationResult): void {
    clearTimeout(timer);
    this.#waiting.delete(id);
    done(result);
  }

  #expire(waiting: Waiting): void {
    this.#settle(waiting, {
      id: waiting.invocation.id,
      error: `Task timed out after ${waiting.limit / 1000} seconds`,
      timedOut: true,
    });
    void this.#end();
    for (const other of this.#waiting.values()) this.#send(other);
  }

  #failAll(error: string): void {
    for (const waiting of this.#waiting.values()) this.#settle(waiting, { id: waiting.invocation.id, error });
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#loaded = false;
    worker?.removeAllListeners();
    await worker?.terminate();
  }

  #start(): Worker {
    const script = require.resolve("./handlerWorker");
    const worker = new Worker(script, {
      env: this.env,
      workerData: { bundle: pathToFileURL(this.bundle).href, watch: this.watch },
      stdout: true,
      stderr: true,
      ...(script.endsWith(".ts") && { execArgv: ["--require", require.resolve("tsx/cjs")] }),
    });
    for (const stream of [worker.stdout, worker.stderr])
      stream.on("data", (chunk: Buffer) => this.logs.push(chunk.toString()));
    worker.on("message", (message: InvocationResult | typeof LOADED) => {
      if (message === LOADED) this.#onLoaded();
      else {
        const waiting = this.#waiting.get(message.id);
        if (waiting !== undefined) this.#settle(waiting, message);
      }
    });
    worker.on("error", (error) => this.#crash(`${error.name}: ${error.message}`));
    worker.on("exit", (code) => this.#crash(`Runtime exited with status ${code}`));
    return worker;
  }

  #onLoaded(): void {
    this.#loaded = true;
    for (const waiting of this.#waiting.values()) this.#limit(waiting);
  }

  /** What ends the function's process is its error; the next call starts it anew. */
  #crash(error: string): void {
    void this.#end();
    this.#failAll(error);
  }
}
