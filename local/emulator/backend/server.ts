import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { bodyOf, onLoopback } from "../loopback";
import { accountOperations, type Message } from "./accounts";
import { type Account, Books, type Money, type Reservation } from "./books";
import { describedOperations } from "./description";
import { ACCOUNTS } from "./exampleCorp";
import { Faults, type Fault } from "./faults";
import { type Charge, Gateway } from "./gateway";
import { OneTimeCodes } from "./oneTimeCodes";
import { type Answered, type Operations, problem } from "./operations";
import { orderOperations } from "./orders";
import { paymentOperations } from "./payments";
import { setTimeout as pause } from "node:timers/promises";

/** The systems behind self-service, on this machine: what openapi.yaml describes, for Example Corp. */
export interface Backend {
  readonly url: string;
  readonly faults: Faults;
  /** What was sent to customers' telephones. */
  readonly outbox: readonly Message[];
  /** The money that was taken. */
  readonly charges: readonly Charge[];
  /** A line for every request: operation, status, milliseconds; nothing of what was asked or answered. */
  readonly log: readonly string[];
  /** What became of the orders that were sold by phone, in the order of their sale. */
  reservations(): readonly Reservation[];
  /**
   * Takes up another customer, until the next reset. For one who is known already, with the same balance, the same
   * debt is due again: so it looks where the orders were told late of a payment.
   */
  open(account: Account): void;
  /** Puts a new debt on an order: its revision changes. */
  bill(orderId: string, due: Money): void;
  /** The bank decides the pending payment with this idempotency key; who asks for the payment hears of it. */
  settle(key: string, outcome: "approved" | "declined"): void;
  /** Everything is as at the start. */
  reset(): void;
  close(): Promise<void>;
}

export interface BackendOptions {
  /** The bearer token that requests have to carry. Default: none is asked for. */
  readonly token?: string;
  /** The clock of one-time codes, in milliseconds. Default: this machine's. */
  readonly now?: () => number;
}

/** Starts it in this process, on a free port of the loopback interface. */
export async function startBackend({ token, now = Date.now }: BackendOptions = {}): Promise<Backend> {
  const faults = new Faults();
  const outbox: Message[] = [];
  const charges: Charge[] = [];
  const log: string[] = [];
  let books: Books;
  let gateway: Gateway;
  let operations: Operations;
  const reset = (): void => {
    faults.reset();
    for (const list of [outbox, charges, log]) list.length = 0;
    books = new Books(ACCOUNTS);
    gateway = new Gateway(books, charges);
    operations = {
      ...accountOperations(books, new OneTimeCodes(now), outbox),
      ...orderOperations(books),
      ...paymentOperations(gateway),
    };
  };
  reset();

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const started = performance.now();
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://backend");
    const operation = describedOperations().find(({ method, match }) => method === request.method && match(pathname));
    response.on("close", () => {
      log.push(
        JSON.stringify({
          method: request.method,
          path: operation?.template ?? "unknown",
          status: response.writableEnded ? response.statusCode : "none",
          milliseconds: Math.round(performance.now() - started),
        }),
      );
    });
    const body = parsed(await bodyOf(request));
    const act = (): Answered => {
      if (operation === undefined) return problem(404, "There is no such operation.");
      if (token !== undefined && request.headers.authorization !== `Bearer ${token}`)
        return problem(401, "The token is missing or wrong.");
      const asked = {
        path: operation.match(pathname) ?? {},
        query: Object.fromEntries(searchParams),
        body,
        key: String(request.headers["idempotency-key"]),
        // One that stands there twice is joined with a comma, which the description does not let pass.
        reference: request.headers["charge-reference"] as string | undefined,
      };
      if (!operation.accepts({ ...asked, headers: request.headers }))
        return problem(400, "The request is not as described.");
      return (operations[operation.id] as Operations[string])(asked);
    };
    await deliver(response, act, operation && faults.of(operation));
  };

  const { url, close } = await onLoopback(
    createServer((request, response) => void serve(request, response).catch(() => response.destroy())),
  );
  return {
    url,
    faults,
    outbox,
    charges,
    log,
    reservations: () => books.reservations(),
    open: (account) => books.open(account),
    bill: (orderId, due) => books.bill(orderId, due),
    settle: (key, outcome) => gateway.settle(key, outcome),
    reset,
    close,
  };
}

/** What a body holds, or undefined where there is none or it is no JSON: the description knows which may be. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const SLOW_MS = 1000;

/** Answers a request as well as the fault lets it. */
export async function deliver(response: ServerResponse, act: () => Answered, fault: Fault | undefined): Promise<void> {
  if (fault === "hanging") return;
  const { status, body } = fault === "failing" ? problem(500, "The system failed.") : act();
  if (fault === "lost") return;
  if (fault === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  if (fault === "slow") await pause(SLOW_MS);
  const text = JSON.stringify(body);
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
  if (fault === "duplicated") {
    act();
    // Not asked for, and so on the connection behind the answer that was.
    response.on("finish", () =>
      response.socket?.write(
        `HTTP/1.1 ${status} Again\r\n${Object.entries(headers)
          .map(([name, value]) => `${name}: ${value}\r\n`)
          .join("")}\r\n${text}`,
      ),
    );
  }
  const sent = Buffer.from(text).subarray(0, fault === "malformed" ? 1 : undefined);
  response.writeHead(status, { ...headers, "content-length": sent.length }).end(sent);
}
