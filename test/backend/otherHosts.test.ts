import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { after, before } from "mocha";
import { startBackend } from "../../local/emulator/backend/server";
import { startDynamoDb } from "../../local/emulator/dynamoDb";
import { startSecrets } from "../../local/emulator/secretsManager";
import type { Graph } from "../../local/engine/graph";
import { ROOT } from "../support";

const NO_GRAPH = { stack: "dev", resources: [] } as unknown as Graph;

/** Each with what it answers to a request of nobody it knows. */
const SERVERS: Record<string, () => Promise<{ url: string; close: () => Promise<void> }>> = {
  "the company's systems": () => startBackend(),
  "Secrets Manager": async () => named(await startSecrets([])),
  DynamoDB: async () => named(await startDynamoDb(NO_GRAPH)),
};
const named = ({ endpoint, close }: { endpoint: string; close: () => Promise<void> }) => ({
  url: endpoint,
  close: () => close(),
});

/** The status of an answer, by the name under which a client came. */
const statusFor = (url: string, host: string): Promise<number | undefined> =>
  new Promise((done, fail) =>
    request(url, { headers: { host }, agent: false }, (response) => done(response.resume().statusCode))
      .on("error", fail)
      .end(),
  );

for (const [what, start] of Object.entries(SERVERS))
  describe(`${what} on this machine`, () => {
    let server: Awaited<ReturnType<typeof start>>;
    before(async () => (server = await start()));
    after(() => server.close());

    it("answers who means this machine", async () => {
      const { host, port } = new URL(server.url);
      for (const name of [host, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`])
        expect(await statusFor(server.url, name), name).to.not.equal(421);
    });

    it("refuses who came by another name, as a page does whose name was made to lead here", async () => {
      const { port } = new URL(server.url);
      for (const name of [
        `rebound.example:${port}`,
        `127.0.0.1.rebound.example:${port}`,
        `localhost.rebound.example`,
        `rebound.example#127.0.0.1:${port}`,
        `127.0.0.1:${port}@rebound.example`,
        `0.0.0.0:${port}`,
      ])
        expect(await statusFor(server.url, name), name).to.equal(421);
    });
  });

describe("the laptop", () => {
  it("has no server that listens in another way", () => {
    const folder = join(ROOT, "local");
    const listening = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (file) =>
        /^(?!dist|node_modules).*\.ts$/.test(file) && readFileSync(join(folder, file), "utf8").includes(".listen("),
    );
    expect(listening).to.deep.equal([join("emulator", "loopback.ts")]);
  });
});
