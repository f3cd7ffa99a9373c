import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ROOT } from "../support";

// The CLI is the user's to install; where it is, the real one has to agree with the offline engine about examples.
if (spawnSync("pulumi", ["version"]).status === 0)
  describe("the Pulumi CLI", () => {
    it("starts the same program, which refuses its examples", () => {
      const backend = mkdtempSync(join(tmpdir(), "pulumi-"));
      const env = { ...process.env, PULUMI_BACKEND_URL: `file://${backend}`, PULUMI_CONFIG_PASSPHRASE: "local" };
      try {
        execFileSync("pulumi", ["stack", "init", "dev", "--non-interactive"], { cwd: ROOT, env });
        const preview = spawnSync("pulumi", ["preview", "--stack", "dev", "--non-interactive"], {
          cwd: ROOT,
          env,
          encoding: "utf8",
        });
        expect(preview.status).to.not.equal(0);
        expect(preview.stdout + preview.stderr).to.include("Examples are for a laptop");
      } finally {
        rmSync(backend, { recursive: true });
      }
    }).timeout(120_000);
  });
