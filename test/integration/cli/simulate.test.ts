import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { newFolder } from "../../report/support";
import { failed, text } from "../../simulator/blocks";
import { flowJson } from "../../simulator/world";
import { EVALUATION, ROOT } from "../../support";

/** Runs the command as local/bin/ivr.js does, and says what it has loaded besides. */
const SCRIPT = `require("tsx/cjs");
  const { main } = require(${JSON.stringify(join(ROOT, "local", "cli", "main.ts"))});
  main(["simulate", "flow.json"]).then((code) => process.stderr.write(JSON.stringify([code, Object.keys(require.cache)])));`;

describe("ivr simulate", function () {
  this.timeout(EVALUATION);

  it("needs no project, and loads neither Pulumi nor the engine", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "flow.json"), flowJson({ tell: text("Hello.", "end"), ...failed }));
    const env = {
      ...process.env,
      NODE_PATH: join(ROOT, "node_modules"),
      TSX_TSCONFIG_PATH: join(ROOT, "tsconfig.json"),
    };
    const { out, err } = await new Promise<{ out: string; err: string }>((resolve) =>
      execFile(process.execPath, ["-e", SCRIPT], { cwd: folder, env }, (_, stdout, stderr) =>
        resolve({ out: stdout, err: stderr }),
      ),
    );
    const [code, loaded] = JSON.parse(err) as [number, string[]];
    expect(
      loaded.filter((file) => /@pulumi|dynalite|aws-sdk|engine.(graph|evaluate|monitor)/.test(file)),
    ).to.deep.equal([]);
    expect(code).to.equal(0);
    expect(out).to.include("Hello.");
  });
});
