import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { ROOT } from "../support";

const { resolve } = createRequire(__filename);

/** What a tool of the package has to say about this checkout, and its exit code. */
const run = (script: string, ...args: string[]): Promise<{ code: number; said: string }> =>
  new Promise((done) =>
    execFile(process.execPath, [script, ...args], { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 }, (error, out, err) =>
      done({ code: typeof error?.code === "number" ? error.code : 0, said: out + err }),
    ),
  );

// As tests, the two slowest checks run beside the others on every core that there is.
describe("the code", () => {
  it("compiles, with stacks, examples, benchmarks and tests", async () => {
    expect(await run(resolve("typescript/bin/tsc"))).to.deep.equal({ code: 0, said: "" });
  }).timeout(600_000);

  it("keeps the rules of eslint.config.mjs", async () => {
    expect(await run(join(dirname(resolve("eslint/package.json")), "bin", "eslint.js"), ".")).to.deep.equal({
      code: 0,
      said: "",
    });
  }).timeout(600_000);
});
