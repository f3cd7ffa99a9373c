import * as v from "valibot";
import type { ApiName, ApiProfile, ApiRow } from "../rows";
import { type CircuitBreaker, circuitBreaker } from "./circuitBreaker";
import { exchange, NotSent, OutOfTime, type Reply } from "./exchange";
import { remembered } from "./remembered";
import type { Secrets } from "./secrets";

/** What an answer has to look like: a valibot schema. */
export type Shape<Answer> = v.GenericSchema<unknown, Answer>;

export interface PostOptions {
  /** The system acts once on all requests with the same key: such a request may be made again. */
  readonly idempotencyKey?: string;
}

/**
 * The company's systems that serve one call.
 * Every method @throws ApiUnavailable when the system is missing, down, slow or answers nonsense;
 * ApiRefused when it refuses the request
 */
export interface ApiClient {
  /** @param path begins with a slash; its parts are encoded and name no person */
  get<Answer>(api: ApiName, path: string, shape: Shape<Answer>): Promise<Answer>;
  /**
   * @param body sent as JSON; a Buffer holds JSON already, and belongs to the caller, who may overwrite it afterwards
   */
  post<Answer>(
    api: ApiName,
    path: string,
    body: object | Buffer,
    shape: Shape<Answer>,
    options?: PostOptions,
  ): Promise<Answer>;
}

/** Why a system cannot serve: in the first four cases it has not seen the request. */
export type Unavailability =
  | "not configured"
  | "its token is not readable"
  | "resting after failures"
  | "not reached"
  | "out of time"
  | "broken off"
  | "failed"
  | "not understood";
const UNSEEN: readonly Unavailability[] = [
  "not configured",
  "its token is not readable",
  "resting after failures",
  "not reached",
];

/** A system cannot serve the caller now. Its message holds nothing of the request or the answer. */
export class ApiUnavailable extends Error {
  override readonly name = "ApiUnavailable";
  /** Whether the system may have acted on the request all the same. */
  readonly mayHaveActed: boolean;
  constructor(
    readonly api: ApiName,
    readonly why: Unavailability,
  ) {
    super(`The ${api} API is not available: ${why}.`);
    this.mayHaveActed = !UNSEEN.includes(why);
  }
}

/** A system refused a request (4xx). */
export class ApiRefused extends Error {
  override readonly name = "ApiRefused";
  constructor(
    readonly api: ApiName,
    readonly status: number,
  ) {
    super(`The ${api} API refused the request with status ${status}.`);
  }
}

/** How long one call of a function may wait for systems in all: Connect waits 8 s and Lambda 7 s. */
const BUDGET_MS = 5500;

/** What the client stands on. */
export interface ApiClientDeps {
  readonly secrets: Secrets;
  /** Told of every request that could not be served. */
  readonly unavailable: (unavailable: ApiUnavailable) => void;
  /** By system and URL. Default: those of this function, which remember from call to call. */
  readonly breakerOf?: (system: string) => CircuitBreaker;
  /** Aborts when all requests of the call have had their time. Default: after 5.5 s. */
  readonly budget?: AbortSignal;
}

const breakers = remembered<string, CircuitBreaker>(() => circuitBreaker(() => Date.now()));

/**
 * The client for one call: the time that all its requests may take begins to run.
 * @param profile the systems of the call's environment and number
 */
export function apiClient(
  profile: ApiProfile,
  { secrets, unavailable, breakerOf = breakers, budget = AbortSignal.timeout(BUDGET_MS) }: ApiClientDeps,
): ApiClient {
  const ask = async <Answer>(
    api: ApiName,
    { method, path, body, idempotencyKey }: Question,
    shape: Shape<Answer>,
  ): Promise<Answer> => {
    try {
      const row = profile[api];
      if (row === undefined) throw new ApiUnavailable(api, "not configured");
      const headers = await headersOf(api, row, secrets, idempotencyKey);
      if (budget.aborted) throw new ApiUnavailable(api, "out of time");
      const once = () =>
        exchange({
          method,
          url: new URL(row.url + path),
          headers,
          ...(body && { body }),
          signal: AbortSignal.any([budget, AbortSignal.timeout(Number(row.timeoutMs))]),
        });
      const repeatable = method === "GET" || idempotencyKey !== undefined;
      return await guarded(api, breakerOf(`${api} ${row.url}`), async () =>
        answerOf(api, await atMostTwice(once, repeatable), shape),
      );
    } catch (error) {
      if (error instanceof ApiUnavailable) unavailable(error);
      throw error;
    }
  };
  return {
    get: (api, path, shape) => ask(api, { method: "GET", path }, shape),
    post: (api, path, body, shape, { idempotencyKey } = {}) =>
      ask(
        api,
        {
          method: "POST",
          path,
          body: Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)),
          ...(idempotencyKey !== undefined && { idempotencyKey }),
        },
        shape,
      ),
  };
}

interface Question extends PostOptions {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: Buffer;
}

/** A refusal is an answer: only a system that does not serve is left alone. */
async function guarded<Answer>(api: ApiName, breaker: CircuitBreaker, request: () => Promise<Answer>): Promise<Answer> {
  if (!breaker.permits()) throw new ApiUnavailable(api, "resting after failures");
  try {
    const answer = await request();
    breaker.succeeded();
    return answer;
  } catch (error) {
    if (error instanceof ApiRefused) breaker.succeeded();
    else breaker.failed();
    throw error instanceof ApiRefused || error instanceof ApiUnavailable
      ? error
      : new ApiUnavailable(api, whyOf(error));
  }
}

async function headersOf(
  api: ApiName,
  { secretArn }: ApiRow,
  secrets: Secrets,
  idempotencyKey: string | undefined,
): Promise<Record<string, string>> {
  const token =
    secretArn === undefined
      ? undefined
      : await secrets.read(secretArn).catch(() => Promise.reject(new ApiUnavailable(api, "its token is not readable")));
  return {
    accept: "application/json",
    "content-type": "application/json",
    ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
}

const whyOf = (error: unknown): Unavailability =>
  error instanceof OutOfTime ? "out of time" : error instanceof NotSent ? "not reached" : "broken off";

/** Who ran out of time is not asked again: the caller has waited long enough, and the system is busy enough. */
async function atMostTwice(once: () => Promise<Reply>, repeatable: boolean): Promise<Reply> {
  const outcome = (): Promise<Reply | Error> => once().catch((error: Error) => error);
  const first = await outcome();
  const again =
    first instanceof NotSent ||
    (repeatable && (first instanceof Error ? !(first instanceof OutOfTime) : first.status >= 500));
  const second = again ? await outcome() : first;
  // What the second try did not reach, the first may have.
  const last = second instanceof NotSent ? first : second;
  if (last instanceof Error) throw last;
  return last;
}

function answerOf<Answer>(api: ApiName, { status, text }: Reply, shape: Shape<Answer>): Answer {
  if (status >= 400 && status < 500) throw new ApiRefused(api, status);
  if (status < 200 || status >= 300) throw new ApiUnavailable(api, "failed");
  const result = v.safeParse(shape, parsed(text));
  if (!result.success) throw new ApiUnavailable(api, "not understood");
  return result.output;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
