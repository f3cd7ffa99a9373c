import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ROOT } from "../support";

describe("the packed package", () => {
  it("serves its entry points, bundles its handlers and runs its command outside of a checkout", () => {
    const folder = mkdtempSync(join(tmpdir(), "packed-"));
    try {
      const packed = execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], {
        cwd: ROOT,
        encoding: "utf8",
      }).trim();
      const modules = join(folder, "node_modules");
      mkdirSync(join(modules, "connect-ivr"), { recursive: true });
      execFileSync("tar", ["-xzf", join(folder, packed), "-C", join(modules, "connect-ivr"), "--strip-components=1"]);
      for (const dependency of readdirSync(join(ROOT, "node_modules")))
        if (dependency !== ".bin") symlinkSync(join(ROOT, "node_modules", dependency), join(modules, dependency));
      writeFileSync(join(folder, "use.js"), USE);
      const out = execFileSync(process.execPath, ["use.js"], { cwd: folder, encoding: "utf8" });
      expect(JSON.parse(out)).to.deep.equal({
        components: "function",
        flow: "function",
        content: "function",
        handlers: "object",
        testing: "function",
        bundled: true,
      });
      expect(
        execFileSync(process.execPath, [join(modules, "connect-ivr", "bin", "ivr.js"), "--help"], { encoding: "utf8" }),
      ).to.include("places a call");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const USE = `const path = require("node:path");
const { bundle, packageFolder } = require(path.join(path.dirname(require.resolve("connect-ivr")), "components/connectFunction/bundle.js"));
console.log(JSON.stringify({
  components: typeof require("connect-ivr").ConnectFlowSet,
  flow: typeof require("connect-ivr/flow").defineFlow,
  content: typeof require("connect-ivr/content").loadContent,
  handlers: typeof require("connect-ivr/handlers").contracts,
  testing: typeof require("connect-ivr/testing").startLaptop,
  bundled: bundle(path.join(packageFolder(path.dirname(require.resolve("connect-ivr"))), "handlers/entries/getPrompts.ts")).includes("handler"),
}));
`;
