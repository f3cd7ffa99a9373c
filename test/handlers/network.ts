import { createServer, type IncomingMessage, request as requestTo, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { bodyOf, onLoopback } from "../../local/emulator/loopback";

/** As bad a network as a test wants, between DynamoDB and the functions that make their first request through it. */
export interface Network {
  /** How long every request is on its way. */
  delayMs: number;
  /**
   * Loses the answer to a write: DynamoDB has it, and who wrote does not hear.
   * @param nth which of the writes from now on, from 1
   * @param meanwhile what others do before it is sent again
   */
  loseAnswer(nth?: number, meanwhile?: () => Promise<unknown>): void;
  /** Loses nothing any more. */
  mend(): void;
  /** How many answers were lost. */
  readonly lost: number;
  close(): Promise<void>;
}

const VARIABLE = "AWS_ENDPOINT_URL_DYNAMODB";
const nothing = (): Promise<undefined> => Promise.resolve(undefined);

interface Loss {
  /** How many writes are still to come. */
  left: number;
  readonly meanwhile: () => Promise<unknown>;
}

export async function startNetwork(): Promise<Network> {
  const behind = process.env[VARIABLE] as string;
  let losses: Loss[] = [];
  const network = { delayMs: 0, lost: 0 };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    if (network.delayMs > 0) await pause(network.delayMs);
    const answer = await passedOn(behind, request, body);
    if (String(request.headers["x-amz-target"]).endsWith(".UpdateItem")) {
      for (const loss of losses) loss.left -= 1;
      const due = losses.find(({ left }) => left === 0);
      losses = losses.filter(({ left }) => left > 0);
      if (due !== undefined) {
        network.lost += 1;
        await due.meanwhile();
        response.socket?.destroy();
        return;
      }
    }
    response.writeHead(answer.status, answer.headers).end(answer.body);
  };
  // What is given up is on its way all the same, and must not arrive at a DynamoDB that is closed.
  const underWay = new Set<Promise<void>>();
  const { url, close } = await onLoopback(
    createServer((request, response) => {
      const served = serve(request, response)
        .catch(() => void response.destroy())
        .finally(() => underWay.delete(served));
      underWay.add(served);
    }),
  );
  process.env[VARIABLE] = url;
  return Object.assign(network, {
    loseAnswer: (nth = 1, meanwhile = nothing) => void losses.push({ left: nth, meanwhile }),
    mend: () => {
      losses = [];
    },
    close: async () => {
      process.env[VARIABLE] = behind;
      await close();
      await Promise.all(underWay);
    },
  });
}

const passedOn = (
  to: string,
  { method, url, headers }: IncomingMessage,
  body: string,
): Promise<{ readonly status: number; readonly headers: IncomingMessage["headers"]; readonly body: string }> =>
  new Promise((resolve, reject) => {
    requestTo(new URL(url ?? "/", to), { method, headers }, (answer) => {
      bodyOf(answer).then(
        (text) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
        reject,
      );
    })
      .on("error", reject)
      .end(body);
  });
