import * as v from "valibot";
import type { ApiName, ApiProfile, ApiRow } from "../rows";
import { type CircuitBreaker, circuitBreaker } from "./circuitBreaker";
import { systemsDeadline } from "./deadline";
import { exchange, NoAnswer, type Reply } from "./exchange";
import { remembered } from "./remembered";
import type { Secrets } from "./secrets";

/** What an answer has to look like: a valibot schema. */
export type Shape<Answer> = v.GenericSchema<unknown, Answer>;

export interface PostOptions {
  /** The system acts once on all requests with the same key: such a request may be made again. */
  readonly idempotencyKey?: string;
  /** Names the debt that a charge pays, beside the key that names the try (see openapi.yaml, `Charge-Reference`). */
  readonly chargeReference?: string;
}

/**
 * The company's systems that serve one call: those that the function asks (`ASKED_APIS`), and no other. Its members are
 * properties because the compiler would let a method take a system that is not asked.
 * Each @throws ApiUnavailable when the system is missing, down, slow or answers nonsense; ApiRefused when it refuses
 * the request
 */
export interface ApiClient<Asked extends ApiName = ApiName> {
  /** @param path begins with a slash; its parts are encoded and name no person */
  readonly get: <Answer>(api: Asked, path: string, shape: Shape<Answer>) => Promise<Answer>;
  /**
   * @param body sent as JSON; a Buffer holds JSON already, and belongs to the caller, who may overwrite it afterwards
   */
  readonly post: <Answer>(
    api: Asked,
    path: string,
    body: object | Buffer,
    shape: Shape<Answer>,
    options?: PostOptions,
  ) => Promise<Answer>;
  /**
   * A name for the system, the same for all profiles that reach it: the one that the configuration declares, else its
   * URL.
   */
  readonly systemOf: (api: Asked) => string;
  /** The API profiles of the environment that reach the same order system. */
  readonly profiles: readonly string[];
}

/** Why a system cannot serve. */
export type Unavailability =
  | "not configured"
  | "its token is not readable"
  | "resting after failures"
  | "not reached"
  | "out of time"
  | "broken off"
  | "failed"
  | "not understood";
/** A system cannot serve the caller now. Its message holds nothing of the request or the answer. */
export class ApiUnavailable extends Error {
  override readonly name = "ApiUnavailable";
  /** @param mayHaveActed whether the system may have acted on the request all the same. Default: it never saw it */
  constructor(
    readonly api: ApiName,
    readonly why: Unavailability,
    readonly mayHaveActed = false,
  ) {
    super(`The ${api} API is not available: ${why}.`);
  }
}

/** A system refused a request (4xx). */
export class ApiRefused extends Error {
  override readonly name = "ApiRefused";
  /** @param code what the system calls the reason, in lower_snake_case, where it says so */
  constructor(
    readonly api: ApiName,
    readonly status: number,
    readonly code?: string,
  ) {
    super(`The ${api} API refused the request with status ${status}.`);
  }
}

/** What the client stands on. */
export interface ApiClientDeps {
  readonly secrets: Secrets;
  /** Told of every request that could not be served. */
  readonly unavailable: (unavailable: ApiUnavailable) => void;
  /** By system and URL. Default: those of this function, which remember from call to call. */
  readonly breakerOf?: (system: string) => CircuitBreaker;
  /** Whose call it is: of one caller's failures a breaker counts one. Default: each request is another caller's. */
  readonly whose?: string;
  /** Aborts when all requests of the invocation have had their time. Default: by the deadline of the invocation. */
  readonly budget?: AbortSignal;
  /** The API profiles of the environment that reach the same order system. Default: none but the call's own. */
  readonly profiles?: readonly string[];
}

const breakers = remembered<string, CircuitBreaker>(() => circuitBreaker(() => Date.now()));

/**
 * The client for one invocation, within whose deadline all its requests stay.
 * @param profile the systems of the call's environment and number
 */
export function apiClient(
  profile: ApiProfile,
  { secrets, unavailable, breakerOf = breakers, whose, budget = systemsDeadline(), profiles = [] }: ApiClientDeps,
): ApiClient {
  const ask = async <Answer>(api: ApiName, question: Question, shape: Shape<Answer>): Promise<Answer> => {
    try {
      const row = profile[api];
      if (row === undefined) throw new ApiUnavailable(api, "not configured");
      const headers = await headersOf(api, row, secrets, question);
      if (budget.aborted) throw new ApiUnavailable(api, "out of time");
      const { method, path, body } = question;
      const repeatable = method === "GET" || question.idempotencyKey !== undefined;
      const once = () =>
        exchange({
          method,
          url: new URL(row.url + path),
          headers,
          ...(body && { body }),
          signal: AbortSignal.any([budget, AbortSignal.timeout(Number(row.timeoutMs))]),
          repeatable,
        });
      const reply = await guarded(breakerOf(`${api} ${row.url}`), api, whose, () =>
        atMostTwice(once, question, repeatable),
      );
      return answerOf(api, reply, shape);
    } catch (error) {
      if (error instanceof ApiUnavailable) unavailable(error);
      throw error;
    }
  };
  return {
    get: (api, path, shape) => ask(api, { method: "GET", path }, shape),
    post: (api, path, body, shape, options = {}) =>
      ask(
        api,
        { method: "POST", path, body: Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)), ...options },
        shape,
      ),
    systemOf: (api) => {
      const name = systemNameOf(profile[api]);
      if (name !== undefined) return name;
      const missing = new ApiUnavailable(api, "not configured");
      unavailable(missing);
      throw missing;
    },
    profiles,
  };
}

interface Question extends PostOptions {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: Buffer;
}

/** A host is written in any case, and a port that goes without saying may be said. */
export function systemNameOf(row: ApiRow | undefined): string | undefined {
  if (row === undefined) return undefined;
  if (row.system !== undefined) return row.system;
  const { origin, pathname } = new URL(row.url);
  return `${origin}${pathname.replace(/\/+$/, "")}`;
}

/**
 * Only a system that is not reached, or fails (5xx), is left alone. A refusal is an answer, and so is one that is not
 * understood: it says something of one record, and nothing of the others.
 */
async function guarded(
  breaker: CircuitBreaker,
  api: ApiName,
  whose: string | undefined,
  request: () => Promise<Reply>,
): Promise<Reply> {
  if (!breaker.permits()) throw new ApiUnavailable(api, "resting after failures");
  try {
    const reply = await request();
    if (reply.status >= 500) breaker.failed(whose);
    else breaker.succeeded();
    return reply;
  } catch (error) {
    if (error instanceof NoAnswer && error.tooLong) breaker.succeeded();
    else breaker.failed(whose);
    throw error instanceof NoAnswer ? new ApiUnavailable(api, whyOf(error), error.seen) : error;
  }
}

async function headersOf(
  api: ApiName,
  { secretArn }: ApiRow,
  secrets: Secrets,
  { idempotencyKey, chargeReference }: PostOptions,
): Promise<Record<string, string>> {
  const token =
    secretArn === undefined
      ? undefined
      : await secrets.read(secretArn).catch(() => Promise.reject(new ApiUnavailable(api, "its token is not readable")));
  return {
    accept: "application/json",
    "content-type": "application/json",
    ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
    ...(chargeReference !== undefined && { "charge-reference": chargeReference }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
}

const whyOf = ({ seen, outOfTime, tooLong }: NoAnswer): Unavailability =>
  outOfTime ? "out of time" : tooLong ? "not understood" : seen ? "broken off" : "not reached";

/**
 * Whether a request may be made again is one question, whether it was seen another. Again: where nothing can have seen
 * it, or where a second request is no second deed. Who ran out of time is not asked again: the caller has waited long
 * enough, and the system is busy enough.
 */
async function atMostTwice(once: () => Promise<Reply>, { method }: Question, repeatable: boolean): Promise<Reply> {
  const outcome = (): Promise<Reply | NoAnswer> =>
    once().catch((error: unknown) => {
      if (error instanceof NoAnswer) return error;
      throw error;
    });
  const first = await outcome();
  const again =
    first instanceof NoAnswer ? !first.outOfTime && (repeatable || !first.seen) : repeatable && first.status >= 500;
  const second = again ? await outcome() : first;
  const last = worseOf(first, second, method === "GET");
  if (last instanceof NoAnswer) throw last;
  return last;
}

/** Of two tries the worse: what the second was refused, or did not reach, the first may have done. */
function worseOf(first: Reply | NoAnswer, second: Reply | NoAnswer, reads: boolean): Reply | NoAnswer {
  const leavesOpen = (one: Reply | NoAnswer): boolean => (one instanceof NoAnswer ? one.seen : one.status >= 500);
  const decided = !(second instanceof NoAnswer) && (second.status < 400 || (reads && second.status < 500));
  return decided || leavesOpen(second) || !leavesOpen(first) ? second : first;
}

const problem = v.object({ code: v.pipe(v.string(), v.regex(/^[a-z_]{1,40}$/)) });

function answerOf<Answer>(api: ApiName, { status, text }: Reply, shape: Shape<Answer>): Answer {
  if (status >= 400 && status < 500) {
    const named = v.safeParse(problem, parsed(text));
    throw new ApiRefused(api, status, named.success ? named.output.code : undefined);
  }
  if (status < 200 || status >= 300) throw new ApiUnavailable(api, "failed", true);
  const result = v.safeParse(shape, parsed(text));
  if (!result.success) throw new ApiUnavailable(api, "not understood", true);
  return result.output;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
