import { Agent as HttpAgent, type IncomingMessage, request as httpRequest, type RequestOptions } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

/** One HTTP request. */
export interface Exchange {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as it is: no copy of it is made in this process but that of TLS. */
  readonly body?: Buffer;
  readonly signal: AbortSignal;
  /**
   * Whether the other side may get the request twice. One that it may not goes over a connection of its own: a kept one
   * that was closed meanwhile could only be told from a lost answer by sending again.
   */
  readonly repeatable: boolean;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** No answer came that could be read. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
  /**
   * @param seen whether the other side may have seen the request: a connection stood, whatever became of it
   * @param outOfTime whether the signal ended it
   * @param tooLong whether there was an answer, longer than anybody reads
   */
  constructor(
    readonly seen: boolean,
    readonly outOfTime: boolean,
    readonly tooLong = false,
  ) {
    super(
      outOfTime
        ? "No answer came in time."
        : tooLong
          ? "The answer is too long."
          : seen
            ? "The connection broke."
            : "There was no connection.",
    );
  }
}

const LONGEST_ANSWER_BYTES = 65_536;

// Connections outlive a call: a function serves the next caller without another handshake.
const agents = { "http:": new HttpAgent({ keepAlive: true }), "https:": new HttpsAgent({ keepAlive: true }) };

/**
 * Makes one request over node:http, because `fetch` copies the body, and a body may have to be
 * overwritten after it was sent.
 * @throws NoAnswer
 */
export function exchange({ method, url, headers, body, signal, repeatable }: Exchange): Promise<Reply> {
  const secure = url.protocol === "https:";
  const options: RequestOptions = {
    method,
    signal,
    agent: repeatable ? (secure ? agents["https:"] : agents["http:"]) : false,
    headers: { ...headers, ...(body && { "content-length": body.length }) },
  };
  return new Promise((resolve, reject) => {
    let connected = false;
    const fail = (error?: unknown): void =>
      reject(error instanceof NoAnswer ? error : new NoAnswer(connected, signal.aborted));
    const request = (secure ? httpsRequest : httpRequest)(url, options, (response) => {
      textOf(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), fail);
    });
    request.on("socket", (socket) => {
      // A kept connection stands; of a new one nothing can be seen before the handshake is over.
      if (!socket.connecting) connected = true;
      else socket.once(secure ? "secureConnect" : "connect", () => (connected = true));
    });
    request.on("error", fail);
    request.end(body);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_ANSWER_BYTES) throw new NoAnswer(true, false, true);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
