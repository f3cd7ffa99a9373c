import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Fault } from "./faults";
import { type Answered, problem } from "./operations";

const SLOW_MS = 1000;

/** Answers a request as well as the fault lets it. */
export async function deliver(response: ServerResponse, act: () => Answered, fault: Fault | undefined): Promise<void> {
  if (fault === "hanging") return;
  const { status, body } = fault === "failing" ? problem(500, "The system failed.") : act();
  if (fault === "lost") return;
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
