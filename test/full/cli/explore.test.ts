import { expect } from "chai";
import { COMPANY, IRELAND_SUPPORT, ivrIn, type Run, UNKNOWN_NUMBER } from "../../company";
import { EVALUATION } from "../../support";

const ivr = (...args: string[]): Promise<Run> => ivrIn(COMPANY, "explore", ...args);

describe("the command ivr explore", function () {
  this.timeout(EVALUATION);
  it("prints counts and violations of one number as JSON, without a progress line in a pipe", async () => {
    const { code, out, err } = await ivr("--number", IRELAND_SUPPORT, "--json");
    const { counts, violations } = JSON.parse(out) as { counts: Record<string, unknown>; violations: unknown[] };
    expect(err).to.equal("");
    expect(code).to.equal(violations.length === 0 ? 0 : 1);
    expect(counts)
      .to.include({ numbers: 1 })
      .and.have.all.keys("numbers", "moments", "calls", "states", "transitions", "ends", "lookups", "blocks");
  });

  it("refuses a number that is none, and one that the stack does not have: one line, exit code 2", async () => {
    const [local, unknown] = await Promise.all([ivr("--number", "416 555 0143"), ivr("--number", UNKNOWN_NUMBER)]);
    expect([local.code, local.out]).to.deep.equal([2, ""]);
    expect(local.err).to.match(/^--number 416 555 0143 is not in E\.164/);
    expect([unknown.code, unknown.out]).to.deep.equal([2, ""]);
    expect(unknown.err.trim()).to.equal(`The stack has no active number ${UNKNOWN_NUMBER}. ivr start lists them.`);
  });
});
