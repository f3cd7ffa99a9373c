import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that nobody but this machine reaches. */
export interface Loopback {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Has a server listen on a free port of the loopback interface. */
export async function onLoopback(server: Server): Promise<Loopback> {
  await new Promise<void>((resolve, reject) => server.listen(0, "127.0.0.1", resolve).once("error", reject));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      // Clients keep their connections, and the server would wait for them.
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The body of a request, as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
