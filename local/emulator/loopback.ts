import type { IncomingMessage, RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that nobody but this machine reaches. */
export interface Loopback {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Has a server listen on a free port of the loopback interface, and answer those alone who mean this machine. */
export async function onLoopback(server: Server): Promise<Loopback> {
  refuseOtherHosts(server);
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

/** The names of this machine, with any port: somebody may stand in between. */
const THIS_MACHINE = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/**
 * A page on the web can have its own name lead to the loopback interface (DNS rebinding), and its scripts would read
 * here what they please. A browser says by which name it came, and no script can change that.
 */
function refuseOtherHosts(server: Server): void {
  const answering = server.listeners("request") as RequestListener[];
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    if (THIS_MACHINE.test(request.headers.host ?? ""))
      for (const answer of answering) answer.call(server, request, response);
    else
      response
        .writeHead(421, { "content-type": "text/plain", connection: "close" })
        .end("This server answers requests to 127.0.0.1 and localhost alone.\n");
  });
}

/** The body of a request, as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
