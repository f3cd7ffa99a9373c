import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { after, before } from "mocha";
import { evaluate } from "../../local/engine/evaluate";
import { readProject } from "../../local/engine/project";
import { copyOfCheckout } from "../checkout";
import { EVALUATION, graphOf } from "../support";

// A pipeline that deploys needs neither compiler nor laptop. What starts the program, `--require tsx/cjs`, it needs.
describe("A checkout that only deploys: npm ci --omit=dev --workspaces=false", () => {
  let copy: string;
  before(function () {
    this.timeout(300_000);
    copy = copyOfCheckout();
    const args = ["ci", "--omit=dev", "--workspaces=false", "--no-audit", "--no-fund"];
    execFileSync("npm", args, { cwd: copy, stdio: ["ignore", "ignore", "pipe"] });
  });
  after(function () {
    this.timeout(120_000); // Tens of thousands of files, and a disk that others write to.
    rmSync(copy, { recursive: true, force: true });
  });

  it("has no laptop and nothing of development", () => {
    for (const name of ["connect-ivr-local", "@duckdb/node-api", "echarts", "dynalite", "mocha", "prettier"])
      expect(existsSync(join(copy, "node_modules", name)), name).to.equal(false);
    expect(existsSync(join(copy, "dist"))).to.equal(false);
  });

  it("deploys what the whole checkout deploys", async () => {
    const graph = await evaluate(readProject(copy, "dev"), "preview");
    expect(graph.resources).to.deep.equal((await graphOf("dev", "preview")).resources);
  }).timeout(2 * EVALUATION);
});
