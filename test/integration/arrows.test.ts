import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { ROOT } from "../support";

const CRUISER = join(ROOT, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");

/** A file that breaks each rule of .dependency-cruiser.cjs, beside one that keeps them all. */
const FILES: Readonly<Record<string, string>> = {
  "flowLanguage/index.ts": "export const flow = 1;",
  "callFlows/fine.ts": 'import { flow } from "../flowLanguage";\nexport const fine = flow;',
  "callFlows/one.ts": 'import type { Two } from "./two";\nexport type One = Two;',
  "callFlows/two.ts": 'import type { One } from "./one";\nexport type Two = One | undefined;',
  "callFlows/up.ts": 'import type { Args } from "../components/queue/args";\nexport type Up = Args;',
  "callFlows/impure.ts": 'import type { Input } from "@pulumi/pulumi";\nexport type Impure = Input<string>;',
  "components/queue/args.ts": 'import type { Input } from "@pulumi/pulumi";\nexport type Args = Input<string>;',
  "components/queue/checks.ts": 'import { log } from "@pulumi/pulumi";\nexport const check = () => log.warn("no");',
  "components/queue/queue.ts": 'import { dynamodb } from "@pulumi/aws";\nexport const table = dynamodb.Table;',
  "components/queue/laptop.ts": 'import { laptop } from "../../local/laptop";\nexport const there = laptop;',
  "contentModel/flows.ts": 'import { flow } from "../flowLanguage";\nexport const content = flow;',
  "handlers/flows.ts": 'import { flow } from "../flowLanguage";\nexport const handler = flow;',
  "handlers/unlisted.ts": 'import { parse } from "acorn";\nexport const parsed = parse;',
  "handlers/onlyHere.ts": 'import { expect } from "chai";\nexport const expected = expect;',
  "handlers/nowhere.ts": 'import { gone } from "./gone";\nexport const nowhere = gone;',
  "local/laptop.ts": 'import { flow } from "connect-ivr/flow";\nexport const laptop = flow;',
  "local/relative.ts": 'import { flow } from "../flowLanguage";\nexport const relative = flow;',
  "local/program.ts": 'import { program } from "../examples/program";\nexport const known = program;',
  "examples/program.ts": "export const program = 1;",
};

describe("The rules of the arrows", () => {
  const folder = mkdtempSync(join(tmpdir(), "arrows-"));
  let broken: string[];
  before(() => {
    for (const [file, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${text}\n`);
    }
    for (const file of ["tsconfig.json", "package.json"]) copyFileSync(join(ROOT, file), join(folder, file));
    copyFileSync(join(ROOT, "local", "package.json"), join(folder, "local", "package.json"));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [CRUISER, "--no-cache", "--config", join(ROOT, ".dependency-cruiser.cjs"), "--output-type", "json", "."],
      { cwd: folder, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
    );
    expect(stderr).to.equal("");
    const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
    broken = [...new Set(summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`))].sort();
  });
  after(() => rmSync(folder, { recursive: true }));

  it("find each breach, and nothing else", () =>
    expect(broken).to.deep.equal([
      "callFlows-looks-up: callFlows/up.ts",
      "contentModel-knows-flowLanguage: contentModel/flows.ts",
      "development-only: handlers/onlyHere.ts",
      "handlers-knows-flowLanguage: handlers/flows.ts",
      "laptop-beside-its-package: local/relative.ts",
      "laptop-in-library: components/queue/laptop.ts",
      "laptop-knows-program: local/program.ts",
      "no-circles: callFlows/one.ts",
      "pulumi-in-pure-file: components/queue/checks.ts",
      "pulumi-in-pure-room: callFlows/impure.ts",
      "pulumi-index: components/queue/queue.ts",
      "unlisted: handlers/unlisted.ts",
      "unresolvable: handlers/nowhere.ts",
    ]));
}).timeout(30_000);
