import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createTcpServer } from "node:net";
import type { AddressInfo, Server as TcpServer, Socket } from "node:net";
import { expect } from "chai";
import { afterEach, beforeEach } from "mocha";
import { type Exchange, exchange, NoAnswer } from "../../handlers/shared/exchange";
import { errorOf } from "./rows";

describe("a request to a system", () => {
  let server: Server;
  let url: URL;
  let answer: RequestListener;
  const sockets = new Set<Socket>();
  const bodies: string[] = [];
  const others: TcpServer[] = [];
  const good = (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(200).end("{}");

  beforeEach(async () => {
    sockets.clear();
    bodies.length = 0;
    answer = good;
    server = createServer((request, response) => {
      sockets.add(request.socket);
      const chunks: Buffer[] = [];
      request
        .on("data", (chunk: Buffer) => chunks.push(chunk))
        .on("end", () => {
          bodies.push(Buffer.concat(chunks).toString());
          answer(request, response);
        });
    });
    url = await urlOf(server);
  });
  afterEach(async () => {
    server.closeAllConnections();
    for (const one of [server, ...others.splice(0)]) await new Promise((resolve) => one.close(resolve));
  });

  const urlOf = async (listening: TcpServer): Promise<URL> => {
    await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
    return new URL(`http://127.0.0.1:${(listening.address() as AddressInfo).port}/`);
  };
  const ask = (more: Partial<Exchange> = {}) =>
    exchange({
      method: "POST",
      url,
      headers: {},
      body: Buffer.from("body"),
      signal: AbortSignal.timeout(5000),
      repeatable: true,
      ...more,
    });
  const noAnswer = async (asked: Promise<unknown>): Promise<Pick<NoAnswer, "seen" | "outOfTime">> => {
    const error = await errorOf(asked);
    expect(error).to.be.instanceOf(NoAnswer);
    const { seen, outOfTime } = error as NoAnswer;
    return { seen, outOfTime };
  };

  it("sends the bytes, and gives status and text", async () => {
    answer = (_request, response) => void response.writeHead(418).end("short and stout");
    expect(await ask()).to.deep.equal({ status: 418, text: "short and stout" });
    expect(bodies).to.deep.equal(["body"]);
  });

  const seen: [what: string, answer: RequestListener][] = [
    ["is reset when it was read", (request) => void request.socket.resetAndDestroy()],
    ["is closed when it was read", (request) => void request.socket.destroy()],
    [
      "breaks in the midst of the answer",
      (request, response) => {
        response.writeHead(200, { "content-length": 100 }).write("{", () => request.socket.destroy());
      },
    ],
    ["brings more than anybody reads", (_request, response) => void response.end("x".repeat(70_000))],
  ];
  for (const [what, broken] of seen)
    for (const repeatable of [true, false])
      it(`may have been seen where its connection ${what}, ${repeatable ? "a kept" : "its own"} one`, async () => {
        await ask({ repeatable });
        answer = broken;
        expect(await noAnswer(ask({ repeatable }))).to.deep.equal({ seen: true, outOfTime: false });
        expect(sockets.size, "connections").to.equal(repeatable ? 1 : 2);
      });

  it("may have been seen where the connection stood, though nobody seems to have read it", async () => {
    const closing = createTcpServer((socket) => void socket.destroy());
    others.push(closing);
    expect(await noAnswer(ask({ url: await urlOf(closing) }))).to.deep.equal({ seen: true, outOfTime: false });
  });

  it("cannot have been seen where nobody listens", async () => {
    const closed = createTcpServer();
    const nowhere = await urlOf(closed);
    await new Promise((resolve) => closed.close(resolve));
    expect(await noAnswer(ask({ url: nowhere }))).to.deep.equal({ seen: false, outOfTime: false });
  });

  it("cannot have been seen where the connection was never made secret", async () => {
    const silent = createTcpServer((socket) => void socket.on("error", () => undefined).destroy());
    others.push(silent);
    const secure = new URL(`https://${(await urlOf(silent)).host}/`);
    for (const repeatable of [true, false])
      expect(await noAnswer(ask({ url: secure, repeatable }))).to.deep.equal({ seen: false, outOfTime: false });
  });

  it("may have been seen where the time was over before the answer", async () => {
    answer = () => undefined;
    expect(await noAnswer(ask({ signal: AbortSignal.timeout(40) }))).to.deep.equal({ seen: true, outOfTime: true });
  });

  it("is not made where the time is over", async () => {
    expect(await noAnswer(ask({ signal: AbortSignal.abort() }))).to.deep.equal({ seen: false, outOfTime: true });
    expect(bodies).to.deep.equal([]);
  });

  it("goes over a connection of its own where it may not be made twice", async () => {
    for (let time = 0; time < 3; time++) await ask({ repeatable: true });
    expect(sockets.size).to.equal(1);
    for (let time = 0; time < 2; time++) await ask({ repeatable: false });
    expect(sockets.size).to.equal(3);
    await ask({ repeatable: true });
    expect(sockets.size, "the kept one is left alone").to.equal(3);
  });
});
