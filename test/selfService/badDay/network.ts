import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Gate } from "./gate";

/** Whom a function asks: DynamoDB, and two of the company's systems. */
export const PARTIES = ["tables", "orders", "payments"] as const;
export type Party = (typeof PARTIES)[number];

export interface Wanted {
  readonly party: Party;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Given {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/**
 * What becomes of one request. `down`: nobody listens any more. `reset`: the connection is reset before, or after, the
 * other side acted. `fails`: 503, before or after it acted; `refused`: 429, before it acted. `late`: it acted, and the
 * answer does not come while anybody waits; `delayed`: it acts when `deliver` is called. `garbled`: it acted, and half
 * of the answer comes. `cut`: the invocation ends, before or after the other side acted.
 */
export type Effect =
  | "down"
  | "reset before"
  | "reset after"
  | "fails before"
  | "fails after"
  | "refused"
  | "late"
  | "delayed"
  | "garbled"
  | "cut before"
  | "cut after";

/** What becomes of the `at`-th request to a party, counted from 1, and of those that follow it there. */
export interface Fault {
  readonly party: Party;
  readonly at: number;
  readonly effects: readonly Effect[];
}

/** A request that an invocation made, as far as it is the same in every run. */
export interface Passed {
  readonly party: Party;
  readonly at: number;
  readonly name: string;
}

/** What the requests of one invocation run over. */
export interface Errand {
  /** Has the other side act. */
  readonly carry: (wanted: Wanted, ask: (wanted: Wanted) => Promise<Given>) => Promise<Given>;
  readonly fault?: Fault | undefined;
  readonly gate?: Gate | undefined;
  /** How the gate knows the invocation. */
  readonly actor?: string | undefined;
  readonly tell: (event: string) => void;
}

const forwarding = new Agent({ keepAlive: true });

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Headers but for one. */
export const without = (headers: IncomingHttpHeaders, name: string): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name));

const asked = (to: string, { method, path, headers, body }: Wanted): Promise<Given> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(to);
    const options = { hostname, port, method, path, headers: without(headers, "connection") };
    const request = httpRequest({ ...options, agent: forwarding }, (response) => {
      const [status = 500, type = ""] = [response.statusCode, response.headers["content-type"]];
      bytesOf(response).then((bytes) => resolve({ status, type, body: bytes }), reject);
    });
    request.on("error", reject).end(body);
  });

/** What a request to DynamoDB says of what it is for. */
interface Asked {
  readonly Key?: { readonly key: { readonly S: string } };
  readonly ExpressionAttributeValues?: Readonly<Record<string, { readonly S?: string }>>;
  readonly Limit?: number;
}

/** Without ids, which are others in every run. */
function nameOf({ party, method, path, headers, body }: Wanted): string {
  if (party !== "tables") {
    const [, what = "", id, ...more] = path.split("/");
    return [`${method} /${what}`, ...(id === undefined ? [] : ["…"]), ...more].join("/");
  }
  const operation = String(headers["x-amz-target"]).split(".")[1] ?? "";
  const { Key, ExpressionAttributeValues = {}, Limit } = JSON.parse(body.toString()) as Asked;
  if (operation === "Scan") return operation;
  if (operation === "Query") return `Query ${Limit === 1 ? "oldest" : "open"} ${ExpressionAttributeValues[":kind"]?.S}`;
  const [kind, , profile] = Key?.key.S.split("#") ?? [];
  // Functions of before claimed an order for each profile.
  return `${operation} ${kind}${kind === "payment" ? ` of ${profile}` : ""}`;
}

const FAILURE: Readonly<Record<Party, Given>> = {
  tables: {
    status: 500,
    type: "application/x-amz-json-1.0",
    body: Buffer.from('{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError"}'),
  },
  orders: { status: 503, type: "application/json", body: Buffer.from("{}") },
  payments: { status: 503, type: "application/json", body: Buffer.from("{}") },
};

/** A listener for a party, which answers in its place. */
class Wire {
  readonly #server: Server;
  #port = 0;
  count = 0;

  constructor(serve: (request: IncomingMessage, response: ServerResponse) => void) {
    this.#server = createServer(serve);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get listens(): boolean {
    return this.#server.listening;
  }

  /** Nobody listens any more, and kept connections are closed. */
  refuse(): void {
    if (this.listens) this.#server.close();
  }

  drop(): void {
    this.#server.closeAllConnections();
  }

  async listen(): Promise<void> {
    if (this.listens) return;
    const on = (port: number) =>
      new Promise<void>((resolve, reject) => {
        this.#server.once("error", reject);
        this.#server.listen(port, "127.0.0.1", () => (this.#server.off("error", reject), resolve()));
      });
    // The port may belong to somebody's connection by now.
    await on(this.#port).catch(() => on(0));
    this.#port = (this.#server.address() as AddressInfo).port;
  }
}

/**
 * The network between one invocation and all that it asks. Its requests are counted at each party, and what a fault
 * names becomes of them.
 */
export class Line {
  /** All requests that arrived, in their order. */
  readonly passed: Passed[] = [];
  #errand: Errand | undefined;
  #delayed: (() => Promise<unknown>)[] = [];
  #isCut = false;
  #isHit = false;
  readonly #wires = Object.fromEntries(
    PARTIES.map((party) => [
      party,
      new Wire((request, response) => {
        this.#serve(party, request, response).catch(() => response.destroy());
      }),
    ]),
  ) as Record<Party, Wire>;

  /** @param targets where the parties really are */
  constructor(private readonly targets: Readonly<Record<Party, string>>) {}

  url(party: Party): string {
    return this.#wires[party].url;
  }

  /** Whether the invocation ended without an answer. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Whether a request met the fault. */
  get isHit(): boolean {
    return this.#isHit;
  }

  /** The network is well again, and nobody uses it. */
  async begin(errand: Errand): Promise<void> {
    this.#errand = errand;
    this.#isCut = this.#isHit = false;
    this.#delayed = [];
    this.passed.length = 0;
    for (const wire of Object.values(this.#wires)) {
      wire.count = 0;
      await wire.listen();
    }
    this.#refuseBefore(errand.fault?.party ?? "tables", 1);
  }

  /** What was delayed reaches the other side. */
  async deliver(): Promise<void> {
    for (const act of this.#delayed.splice(0)) await act();
  }

  end(): void {
    this.#errand = undefined;
    // Clients keep connections for whoever comes next over the same line, who shall find none.
    for (const wire of Object.values(this.#wires)) wire.drop();
  }

  close(): void {
    for (const wire of Object.values(this.#wires)) {
      wire.refuse();
      wire.drop();
    }
  }

  #effectAt(party: Party, at: number): Effect | undefined {
    const fault = this.#errand?.fault;
    return fault?.party === party ? fault.effects[at - fault.at] : undefined;
  }

  #refuseBefore(party: Party, at: number): boolean {
    if (this.#effectAt(party, at) !== "down") return false;
    this.#isHit = true;
    this.#wires[party].refuse();
    return true;
  }

  #cut(): void {
    this.#isCut = true;
    this.close();
  }

  async #serve(party: Party, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url: path = "", headers } = request;
    const wanted: Wanted = { party, method, path, headers, body: await bytesOf(request) };
    const errand = this.#errand;
    // What a client that gave up still sends reaches nobody.
    if (errand === undefined || this.#isCut) return void response.destroy();
    const at = ++this.#wires[party].count;
    const name = nameOf(wanted);
    this.passed.push({ party, at, name });
    const effect = this.#effectAt(party, at);
    errand.tell(`${party} ${at}, ${name}${effect === undefined ? "" : `: ${effect}`}`);
    if (effect !== undefined) this.#isHit = true;
    const act = (): Promise<Given> => errand.carry(wanted, (changed) => asked(this.targets[party], changed));
    const { gate, actor = "" } = errand;
    const waits = gate?.holds(name) === true;
    if (waits) await gate?.turn(actor);
    try {
      await this.#answer(party, at, effect, act, request, response);
    } finally {
      if (waits) gate?.done();
    }
  }

  async #answer(
    party: Party,
    at: number,
    effect: Effect | undefined,
    act: () => Promise<Given>,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (effect === "cut before") return this.#cut();
    if (effect === "delayed") return void this.#delayed.push(act);
    const given =
      effect === "reset before"
        ? undefined
        : effect === "fails before"
          ? FAILURE[party]
          : effect === "refused"
            ? { ...FAILURE[party], status: 429 }
            : await act();
    if (effect === "cut after") return this.#cut();
    if (this.#refuseBefore(party, at + 1)) response.setHeader("connection", "close");
    if (effect === "late") return;
    if (given === undefined || effect === "reset after") return void request.socket.resetAndDestroy();
    const { status, type, body } = effect === "fails after" ? FAILURE[party] : given;
    const bytes = effect === "garbled" ? body.subarray(0, body.length / 2) : body;
    response.writeHead(status, { "content-type": type, "content-length": bytes.length });
    await new Promise<void>((resolve) => response.once("close", resolve).end(bytes, resolve));
  }
}

/** Lines, each of which serves one invocation after another. */
export class Lines {
  readonly #free: Line[] = [];
  readonly #all: Line[] = [];

  constructor(private readonly targets: Readonly<Record<Party, string>>) {}

  take(): Line {
    const line = this.#free.pop() ?? new Line(this.targets);
    if (!this.#all.includes(line)) this.#all.push(line);
    return line;
  }

  giveBack(line: Line): void {
    line.end();
    this.#free.push(line);
  }

  close(): void {
    for (const line of this.#all) line.close();
    forwarding.destroy();
  }
}
