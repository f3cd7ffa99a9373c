import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { bodyOf, onLoopback } from "../../local/emulator/loopback";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Another address of the backend, behind which its answers can be others. */
export interface Front {
  readonly url: string;
  /** All that was asked. */
  readonly asked: Asked[];
  /** What is answered although the backend was not asked. Default: nothing. */
  instead: (asked: Asked) => Answered | undefined;
  /** What becomes of the backend's answer. Default: it stays. */
  changed: (answered: Answered, asked: Asked) => Answered;
  /** Everything is as at the start. */
  reset(): void;
  close(): Promise<void>;
}

const PLAIN: Pick<Front, "instead" | "changed"> = { instead: () => undefined, changed: (answered) => answered };

export async function startFront(behind: string): Promise<Front> {
  const asked: Asked[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const one: Asked = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      body: await bodyOf(request),
    };
    asked.push(one);
    const { status, body } = front.instead(one) ?? front.changed(await passedOn(behind, one), one);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  const { url, close } = await onLoopback(
    createServer((request, response) => void serve(request, response).catch(() => response.destroy())),
  );
  const front: Front = {
    url,
    asked,
    ...PLAIN,
    reset: () => {
      asked.length = 0;
      Object.assign(front, PLAIN);
    },
    close,
  };
  return front;
}

const PASSED_ON = ["content-type", "idempotency-key", "charge-reference", "authorization"];

async function passedOn(behind: string, { method, path, headers, body }: Asked): Promise<Answered> {
  const response = await fetch(behind + path, {
    method,
    headers: Object.fromEntries(
      PASSED_ON.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name] as string]])),
    ),
    ...(method === "POST" && { body }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
