import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { after, before } from "mocha";
import { inProject, project } from "../../engine/project";
import { EVALUATION, ROOT } from "../../support";

/** A program that never ends, and holds a connection as long as it is there. */
const endless = (port: number): string =>
  `import { connect } from "node:net";\nconnect(${port}, "127.0.0.1");\nexport const done = new Promise(() => undefined);\n`;

const evaluating = (folder: string) =>
  spawn(
    process.execPath,
    [
      "--require",
      "tsx/cjs",
      "-e",
      `
    const { evaluate } = require("./local/engine/evaluate");
    const { readProject } = require("./local/engine/project");
    void evaluate(readProject(${JSON.stringify(folder)}, "dev"), "up");
  `,
    ],
    { cwd: ROOT, stdio: "ignore" },
  );

describe("a program that the engine runs", function () {
  this.timeout(EVALUATION);
  let server: Server;
  before(async () => {
    server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  after(() => server.close());

  for (const signal of ["SIGTERM", "SIGKILL"] as const)
    it(`ends with it, also by ${signal}`, () =>
      inProject(project(endless((server.address() as AddressInfo).port)), async (folder) => {
        const engine = evaluating(folder);
        const [program] = (await once(server, "connection")) as [Socket];
        program.on("error", () => undefined).resume();
        const gone = once(program, "close");
        engine.kill(signal);
        await gone;
        expect(engine.killed).to.equal(true);
      }));
});
