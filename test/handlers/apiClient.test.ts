import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { expect } from "chai";
import { afterEach, beforeEach } from "mocha";
import * as v from "valibot";
import type { ApiRow } from "../../handlers/rows";
import {
  type ApiClient,
  apiClient,
  type ApiClientDeps,
  ApiRefused,
  ApiUnavailable,
} from "../../handlers/shared/apiClient";
import { type CircuitBreaker, circuitBreaker } from "../../handlers/shared/circuitBreaker";
import { clientOf } from "../../handlers/shared/companySystems";
import { ENVIRONMENT, errorOf } from "./rows";

const SHAPE = v.object({ said: v.string() });
const SECRET = "4242424242424242";

type Behaviour = (request: IncomingMessage, response: ServerResponse, body: string) => void;
const says =
  (status: number, body: string): Behaviour =>
  (_request, response) =>
    void response.writeHead(status, { "content-type": "application/json" }).end(body);
const good = says(200, '{"said":"yes","more":1}');
const hang: Behaviour = () => undefined;
const breakOff: Behaviour = (request) => void request.socket.destroy();
const reset: Behaviour = (request) => void request.socket.resetAndDestroy();
const halfAnswer: Behaviour = (request, response) =>
  void response.writeHead(200, { "content-length": 100 }).write("{", () => request.socket.destroy());

describe("the client of the company's systems", () => {
  let server: Server;
  let url: string;
  const seen: { method: string; path: string; headers: IncomingMessage["headers"]; body: string }[] = [];
  /** What the next requests meet; the last stays. */
  let behaviours: Behaviour[] = [good];
  const told: ApiUnavailable[] = [];
  const clock = { ms: 0 };
  let breakers: Map<string, CircuitBreaker>;

  // Another server for every test: no connection is left from the one before.
  beforeEach(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request
        .on("data", (chunk: Buffer) => chunks.push(chunk))
        .on("end", () => {
          const body = Buffer.concat(chunks).toString();
          seen.push({ method: request.method ?? "", path: request.url ?? "", headers: request.headers, body });
          const behaviour = (behaviours.length > 1 ? behaviours.shift() : behaviours[0]) as Behaviour;
          behaviour(request, response, body);
        });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    seen.length = 0;
    told.length = 0;
    behaviours = [good];
    breakers = new Map();
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const breakerOf = (system: string): CircuitBreaker => {
    const breaker = breakers.get(system) ?? circuitBreaker(() => clock.ms);
    breakers.set(system, breaker);
    return breaker;
  };
  const client = (row: Partial<ApiRow> = {}, deps: Partial<ApiClientDeps> = {}): ApiClient => {
    const system = { url, timeoutMs: "5000", ...row };
    return apiClient(
      { accounts: system, orders: system },
      {
        secrets: { read: () => Promise.resolve("token-1") },
        unavailable: (error) => told.push(error),
        breakerOf,
        ...deps,
      },
    );
  };
  const whyOf = async (asked: Promise<unknown>): Promise<string> => {
    const error = await errorOf(asked);
    expect(error).to.be.instanceOf(ApiUnavailable);
    expect(told).to.include(error);
    return (error as ApiUnavailable).why;
  };

  it("gets and posts JSON, and gives the part of the answer that is asked for", async () => {
    expect(await client().get("orders", "/orders/O-1", SHAPE)).to.deep.equal({ said: "yes" });
    await client().post("accounts", "/codes", { a: 1 }, SHAPE, { idempotencyKey: "key-1" });
    expect(seen[0]).to.deep.include({ method: "GET", path: "/orders/O-1", body: "" });
    expect(seen[1]).to.deep.include({ method: "POST", path: "/codes", body: '{"a":1}' });
    expect(seen[1]?.headers).to.include({ "content-type": "application/json", "idempotency-key": "key-1" });
    expect(seen[1]?.headers).to.not.have.property("authorization");
  });

  it("carries the token of the secret where the row names one, and says so when it cannot be read", async () => {
    const row = { secretArn: "arn:aws:secretsmanager:us-east-1:000000000000:secret:token" };
    await client(row).get("orders", "/", SHAPE);
    expect(seen[0]?.headers.authorization).to.equal("Bearer token-1");
    expect(
      await whyOf(
        client(row, { secrets: { read: () => Promise.reject(new Error("denied")) } }).get("orders", "/", SHAPE),
      ),
    ).to.equal("its token is not readable");
    expect(seen).to.have.length(1);
  });

  it("sends a Buffer as it is, and leaves it to whoever gave it", async () => {
    const body = Buffer.from(`{"number":"${SECRET}"}`);
    await client().post("orders", "/payments", body, SHAPE);
    body.fill(0);
    expect(seen[0]?.body).to.equal(`{"number":"${SECRET}"}`);
  });

  it("keeps a connection from request to request", async () => {
    const sockets = new Set<unknown>();
    behaviours = [(request, response, body) => (sockets.add(request.socket), good(request, response, body))];
    for (let time = 0; time < 3; time++) await client().get("orders", "/", SHAPE);
    expect(sockets.size).to.equal(1);
  });

  const twice: [what: string, first: Behaviour, why: string][] = [
    ["a failure of the system", says(503, "{}"), "failed"],
    ["a connection that is broken off", breakOff, "broken off"],
  ];
  for (const [what, first, why] of twice) {
    it(`tries again after ${what}, where the request may be made twice`, async () => {
      for (const ask of [
        () => client().get("orders", "/", SHAPE),
        () => client().post("orders", "/", {}, SHAPE, { idempotencyKey: "key-1" }),
      ]) {
        behaviours = [first, good];
        expect(await ask()).to.deep.equal({ said: "yes" });
      }
      expect(seen).to.have.length(4);
    });

    it(`tries once more and no oftener after ${what}`, async () => {
      behaviours = [first];
      expect(await whyOf(client().get("orders", "/", SHAPE))).to.equal(why);
      expect(seen).to.have.length(2);
    });

    it(`does not try again after ${what} where a second request may be a second deed`, async () => {
      behaviours = [first, good];
      expect(await whyOf(client().post("orders", "/", {}, SHAPE))).to.equal(why);
      expect(seen).to.have.length(1);
    });
  }

  it("sends what may be a second deed over a connection of its own: a kept one may be closed already", async () => {
    const used = new Set<unknown>();
    // The system closes every connection that was used.
    behaviours = [
      (request, response, body) =>
        used.has(request.socket) ? request.socket.destroy() : (used.add(request.socket), good(request, response, body)),
    ];
    await client().get("orders", "/", SHAPE);
    seen.length = 0;
    expect(await client().post("orders", "/", {}, SHAPE)).to.deep.equal({ said: "yes" });
    expect(seen).to.have.length(1);
  });

  for (const [how, broken] of [
    ["resets the connection", reset],
    ["closes the connection", breakOff],
    ["breaks off in its answer", halfAnswer],
    ["fails", says(500, "{}")],
    ["answers nonsense", says(200, "nonsense")],
  ] as const)
    it(`sends what may be a second deed no second time to a system that ${how} when it acted`, async () => {
      for (const kept of [false, true]) {
        if (kept) await client().get("orders", "/", SHAPE);
        behaviours = [broken];
        seen.length = 0;
        await whyOf(client().post("orders", "/", {}, SHAPE));
        expect(told.at(-1)).to.include({ mayHaveActed: true });
        expect(seen).to.have.length(1);
        behaviours = [good];
      }
    });

  it("sends what may be a second deed again where no connection ever stood, and the system came up meanwhile", async () => {
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    // It is there again right behind the first refusal.
    const comesUp = (message: unknown): void => {
      const { socket } = message as { socket: Socket };
      socket.once("error", () => server.listening || server.listen(port));
    };
    subscribe("net.client.socket", comesUp);
    try {
      expect(await client().post("orders", "/", {}, SHAPE)).to.deep.equal({ said: "yes" });
    } finally {
      unsubscribe("net.client.socket", comesUp);
    }
    expect(seen).to.have.length(1);
  });

  it("gives up a system that hangs after its time-out, and does not ask it again", async () => {
    behaviours = [hang];
    expect(await whyOf(client({ timeoutMs: "60" }).get("orders", "/", SHAPE))).to.equal("out of time");
    expect(seen).to.have.length(1);
  });

  it("gives up an answer that does not end", async () => {
    behaviours = [(_request, response) => void response.writeHead(200).write('{"said":')];
    expect(await whyOf(client({ timeoutMs: "60" }).get("orders", "/", SHAPE))).to.equal("out of time");
  });

  it("gives up all systems when the call's time is over, whatever their own time-outs are", async () => {
    behaviours = [hang];
    const late = client({ timeoutMs: "60000" }, { budget: AbortSignal.timeout(60) });
    expect(await whyOf(late.get("orders", "/", SHAPE))).to.equal("out of time");
    expect(await whyOf(late.get("accounts", "/", SHAPE))).to.equal("out of time");
    expect(seen).to.have.length(1);
  }).timeout(10_000);

  it("tells whether the system may have acted", async () => {
    const acted = async (asked: Promise<unknown>): Promise<boolean> =>
      ((await errorOf(asked)) as ApiUnavailable).mayHaveActed;
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const nowhere = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
    await new Promise((resolve) => closed.close(resolve));
    expect(await acted(client({ url: nowhere }).post("orders", "/", {}, SHAPE))).to.equal(false);
    expect(told.at(-1)?.why).to.equal("not reached");
    expect(await acted(client().post("payments", "/", {}, SHAPE))).to.equal(false);
    expect(told.at(-1)?.why).to.equal("not configured");
    for (const behaviour of [hang, says(500, ""), says(200, "")]) {
      behaviours = [behaviour];
      expect(await acted(client({ timeoutMs: "60" }).post("orders", "/", {}, SHAPE))).to.equal(true);
    }
  });

  describe("believes of two tries the worse", () => {
    /** The system is gone after the first request. */
    const resetAndGone: Behaviour = (request) => {
      server.close();
      request.socket.resetAndDestroy();
    };
    const failsAndIsGone: Behaviour = (_request, response) => {
      server.close();
      response.writeHead(503, { connection: "close" }).end("{}");
    };
    const key = { idempotencyKey: "key-1" };
    const outcomeOf = async (asked: Promise<unknown>): Promise<object> => {
      const error = await errorOf(asked);
      if (error instanceof ApiRefused) return { refused: error.status };
      const { why, mayHaveActed } = error as ApiUnavailable;
      return { why, mayHaveActed };
    };

    const tries: [what: string, tries: readonly Behaviour[], posted: object, got?: object][] = [
      ["reset, then a 401", [reset, says(401, "{}")], { why: "broken off", mayHaveActed: true }, { refused: 401 }],
      [
        "half an answer, then a 404",
        [halfAnswer, says(404, "{}")],
        { why: "broken off", mayHaveActed: true },
        { refused: 404 },
      ],
      [
        "a 503, then a 404",
        [says(503, "{}"), says(404, "{}")],
        { why: "failed", mayHaveActed: true },
        { refused: 404 },
      ],
      ["reset, then gone", [resetAndGone], { why: "broken off", mayHaveActed: true }],
      ["a 503, then gone", [failsAndIsGone], { why: "failed", mayHaveActed: true }],
      ["reset, then a 503", [reset, says(503, "{}")], { why: "failed", mayHaveActed: true }],
      ["a 503, then reset", [says(503, "{}"), reset], { why: "broken off", mayHaveActed: true }],
    ];
    for (const [what, two, posted, got = posted] of tries) {
      it(`of a post: ${what}`, async () => {
        behaviours = [...two];
        expect(await outcomeOf(client().post("orders", "/", {}, SHAPE, key))).to.deep.equal(posted);
      });

      it(`of a get: ${what}`, async () => {
        behaviours = [...two];
        expect(await outcomeOf(client().get("orders", "/", SHAPE))).to.deep.equal(got);
      });
    }

    it("and the second where it says what was done", async () => {
      for (const first of [reset, says(503, "{}")]) {
        behaviours = [first, good];
        expect(await client().post("orders", "/", {}, SHAPE, key)).to.deep.equal({ said: "yes" });
      }
    });
  });

  for (const [what, body] of [
    ["no JSON", '{"said":'],
    ["JSON of another shape", '{"said":1}'],
    ["nothing", ""],
    ["more than it can hold", JSON.stringify({ said: "x".repeat(70_000) })],
  ] as const)
    it(`does not take ${what} for an answer`, async () => {
      behaviours = [says(200, body)];
      expect(await whyOf(client().get("orders", "/", SHAPE))).to.be.oneOf(["not understood", "broken off"]);
    });

  it("does not take a second answer to one request for the answer to the next", async () => {
    behaviours = [
      (request, response) => {
        response.writeHead(200, { "content-length": 14 }).end('{"said":"one"}');
        response.on("finish", () =>
          request.socket.write('HTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n{"said":"two"}'),
        );
      },
      says(200, '{"said":"three"}'),
    ];
    expect(await client().get("orders", "/", SHAPE)).to.deep.equal({ said: "one" });
    expect(await client().get("orders", "/", SHAPE)).to.deep.equal({ said: "three" });
  });

  it("tells a refusal from a failure, and its reason where it is named", async () => {
    const refusals = [
      ['{"code":"already_charged"}', "already_charged"],
      ['{"title":"No."}', undefined],
      ["no JSON", undefined],
      ['{"code":17}', undefined],
      [JSON.stringify({ code: `card ${SECRET}` }), undefined],
      [JSON.stringify({ code: "a".repeat(41) }), undefined],
    ] as const;
    for (const [body, code] of refusals) {
      behaviours = [says(422, body)];
      const error = await errorOf(client().get("orders", "/", SHAPE));
      expect(error, body).to.be.instanceOf(ApiRefused).and.to.include({ status: 422, code });
    }
    expect(told).to.deep.equal([]);
  });

  it("names the debt beside the try where it is told to, and not elsewhere", async () => {
    await client().post("orders", "/", {}, SHAPE, { idempotencyKey: "key-1", chargeReference: "debt-1" });
    await client().post("orders", "/", {}, SHAPE, { idempotencyKey: "key-2" });
    await client().post("orders", "/", {}, SHAPE);
    await client().get("orders", "/", SHAPE);
    expect(seen.map(({ headers }) => [headers["idempotency-key"], headers["charge-reference"]])).to.deep.equal([
      ["key-1", "debt-1"],
      ["key-2", undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  describe("names a system", () => {
    const nameOf = (row: Partial<ApiRow>) => client(row).systemOf("orders");

    it("by what the configuration declares, whatever its URL is", () => {
      expect(nameOf({ system: "orders-eu", url: "https://a.example.com" })).to.equal("orders-eu");
      expect(nameOf({ system: "orders-eu", url: "https://b.example.com" })).to.equal("orders-eu");
    });

    it("by its URL, however that is written, and tells other systems apart", () => {
      const same = [
        "https://api.example.com/orders",
        "https://API.Example.COM/orders",
        "https://api.example.com:443/orders",
        "https://api.example.com/orders/",
        "HTTPS://api.example.com/orders//",
      ];
      const others = [
        "http://api.example.com/orders",
        "https://api.example.com:8443/orders",
        "https://api.example.com/Orders",
        "https://api.example.com/orders/v2",
        "https://api.example.com",
        "https://other.example.com/orders",
      ];
      expect(new Set(same.map((name) => nameOf({ url: name })))).to.have.length(1);
      expect(new Set([...same.slice(0, 1), ...others].map((name) => nameOf({ url: name })))).to.have.length(
        1 + others.length,
      );
      expect(nameOf({ url: "https://example.com" })).to.equal(nameOf({ url: "https://example.com/" }));
    });

    it("not where the profile has none, and says so", () => {
      expect(() => client().systemOf("payments"))
        .to.throw(ApiUnavailable)
        .that.includes({ api: "payments", why: "not configured", mayHaveActed: false });
      expect(told.map(({ api }) => api)).to.deep.equal(["payments"]);
    });

    it("and the profiles that reach the same order system, each however it does", () => {
      const at = (where: string, system?: string): ApiRow => ({
        url: where,
        timeoutMs: "1000",
        ...(system !== undefined && { system }),
      });
      const apis = {
        default: { orders: at("https://orders.example.com") },
        canada: { orders: at("https://ORDERS.example.com:443/"), payments: at("https://pay.example.com") },
        japan: { orders: at("https://orders.example.jp") },
        first: { orders: at("https://a.example.com", "shared") },
        second: { orders: at("https://b.example.com", "shared") },
        without: { accounts: at("https://orders.example.com") },
      };
      const profilesOf = (profile: string) =>
        clientOf({ ...ENVIRONMENT, apis }, profile, {
          secrets: { read: () => Promise.reject(new Error("There is none.")) },
          unavailable: () => undefined,
        }).profiles;
      expect(profilesOf("default")).to.deep.equal(["default", "canada"]);
      expect(profilesOf("canada")).to.deep.equal(["default", "canada"]);
      expect(profilesOf("japan")).to.deep.equal(["japan"]);
      expect(profilesOf("second")).to.deep.equal(["first", "second"]);
    });
  });

  it("says nothing of the request or the answer in an error", async () => {
    for (const behaviour of [says(500, SECRET), says(400, SECRET), says(200, SECRET), breakOff, hang]) {
      behaviours = [behaviour];
      const error = await errorOf(
        client({ timeoutMs: "60" }).post("orders", `/orders/${SECRET}`, { number: SECRET }, SHAPE),
      );
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).to.not.include(SECRET);
    }
  });

  it("leaves a system alone that failed five times in a row, and tries it again after a while", async () => {
    behaviours = [says(500, "")];
    const ask = () => client().post("orders", "/", {}, SHAPE);
    for (let time = 0; time < 5; time++) expect(await whyOf(ask())).to.equal("failed");
    expect(await whyOf(ask())).to.equal("resting after failures");
    expect(
      await client()
        .get("accounts", "/", v.unknown())
        .catch((error: ApiUnavailable) => error.why),
      "another system",
    ).to.equal("failed");
    clock.ms += 15_000;
    behaviours = [good];
    seen.length = 0;
    expect(await ask()).to.deep.equal({ said: "yes" });
    expect(await ask()).to.deep.equal({ said: "yes" });
    expect(seen).to.have.length(2);
  });

  for (const [what, behaviour] of [
    ["is no JSON", says(200, "nonsense")],
    ["is empty", says(200, "")],
    ["is another than is described", says(200, '{"said":7}')],
    ["is longer than anybody reads", says(200, `{"said":"${"x".repeat(70_000)}"}`)],
    ["leads elsewhere", says(302, "")],
    ["is a refusal", says(401, "")],
  ] as const)
    it(`leaves no system alone for a record of which the answer ${what}`, async () => {
      behaviours = [behaviour];
      for (let time = 0; time < 6; time++) {
        const error = await errorOf(client().get("orders", "/", SHAPE));
        expect(error instanceof ApiUnavailable ? error.why : "refused").to.be.oneOf([
          "not understood",
          "failed",
          "refused",
        ]);
      }
      behaviours = [good];
      expect(await client().get("orders", "/", SHAPE)).to.deep.equal({ said: "yes" });
    });

  for (const [what, behaviour, row] of [
    ["fails", says(500, ""), {}],
    ["breaks off", breakOff, {}],
    ["hangs", hang, { timeoutMs: "30" }],
  ] as const)
    it(`leaves no system alone that ${what} for one caller, however often, and one that does for five`, async () => {
      const ask = (whose: string) => client(row, { whose }).post("orders", "/", {}, SHAPE);
      behaviours = [behaviour];
      for (let time = 0; time < 6; time++) expect(await whyOf(ask("one"))).to.not.include("resting");
      for (const whose of ["two", "three", "four", "five"]) expect(await whyOf(ask(whose))).to.not.include("resting");
      expect(await whyOf(ask("one"))).to.equal("resting after failures");
    });

  it("counts failures in a row alone, and refusals as answers", async () => {
    for (let time = 0; time < 10; time++) {
      behaviours = [time % 4 === 3 ? says(404, "") : says(500, "")];
      expect((await errorOf(client().post("orders", "/", {}, SHAPE))).message).to.not.include("resting");
    }
  });
});
