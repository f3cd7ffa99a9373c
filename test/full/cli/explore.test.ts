import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { ROOT } from "../../support";

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const ivr = (...args: string[]): Promise<Run> =>
  new Promise((resolve) =>
    execFile(
      process.execPath,
      [join(ROOT, "bin", "ivr.js"), "explore", ...args],
      { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) => resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    ),
  );

describe("the command ivr explore", () => {
  it("prints counts and violations of one number as JSON, without a progress line in a pipe", async () => {
    const { code, out, err } = await ivr("--number", "+442079460143", "--json");
    const { counts, violations } = JSON.parse(out) as { counts: Record<string, unknown>; violations: unknown[] };
    expect(err).to.equal("");
    expect(code).to.equal(violations.length === 0 ? 0 : 1);
    expect(counts)
      .to.include({ numbers: 1 })
      .and.have.all.keys("numbers", "moments", "calls", "states", "transitions", "ends", "lookups", "blocks");
  });

  it("refuses a number that is none, and one that the stack does not have: one line, exit code 2", async () => {
    const [local, unknown] = await Promise.all([ivr("--number", "416 555 0143"), ivr("--number", "+14165559999")]);
    expect([local.code, local.out]).to.deep.equal([2, ""]);
    expect(local.err).to.match(/^--number 416 555 0143 is not in E\.164/);
    expect([unknown.code, unknown.out]).to.deep.equal([2, ""]);
    expect(unknown.err.trim()).to.equal("The stack has no active number +14165559999. ivr start lists them.");
  });
});
