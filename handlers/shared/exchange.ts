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
}

export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** What a request failed with before the system can have acted on it. */
export class NotSent extends Error {
  override readonly name = "NotSent";
}

/** No answer came while the signal let the request wait. */
export class OutOfTime extends Error {
  override readonly name = "OutOfTime";
}

const NEVER_CONNECTED = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH"];
const LONGEST_ANSWER_BYTES = 65_536;

// Connections outlive a call: a function serves the next caller without another handshake.
const agents = { "http:": new HttpAgent({ keepAlive: true }), "https:": new HttpsAgent({ keepAlive: true }) };

/**
 * Makes one request over node:http, because `fetch` copies the body, and a body may have to be
 * overwritten after it was sent.
 * @throws NotSent, OutOfTime, or Error for any other failure
 */
export async function exchange(exchanged: Exchange): Promise<Reply> {
  try {
    return await sent(exchanged);
  } catch (error) {
    throw exchanged.signal.aborted ? new OutOfTime("No answer came in time.") : error;
  }
}

function sent({ method, url, headers, body, signal }: Exchange): Promise<Reply> {
  const secure = url.protocol === "https:";
  const options: RequestOptions = {
    method,
    signal,
    agent: secure ? agents["https:"] : agents["http:"],
    headers: { ...headers, ...(body && { "content-length": body.length }) },
  };
  return new Promise((resolve, reject) => {
    const request = (secure ? httpsRequest : httpRequest)(url, options, (response) => {
      textOf(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject);
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      // A kept connection that the other side had closed meanwhile: what was written reached nobody.
      const stale = request.reusedSocket && error.code === "ECONNRESET";
      reject(stale || NEVER_CONNECTED.includes(error.code ?? "") ? new NotSent("The request was not sent.") : error);
    });
    request.end(body);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_ANSWER_BYTES) throw new Error("The answer is too long.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
