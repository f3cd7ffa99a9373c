import { EVALUATION } from "../../support";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { ivrIn, type Run } from "../../company";
import { newFolder } from "../../report/support";

/** What the command says, where no project is. */
const report = (...args: string[]): Promise<Run> => ivrIn(newFolder(), "report", ...args);

const RECORD = {
  ContactId: "1",
  Channel: "VOICE",
  InitiationMethod: "INBOUND",
  InitiationTimestamp: "2026-05-04T10:00:00Z",
  AFieldToCome: [1],
};

describe("ivr report", function () {
  this.timeout(EVALUATION);

  it("reads an archive without a project, says what it could not read, and ends with 1 for that", async () => {
    const [from, out] = [newFolder(), join(newFolder(), "out")];
    writeFileSync(join(from, "a.json"), `${JSON.stringify(RECORD)}\n`);
    const whole = await report("--from", from, "--out", out);
    expect([whole.code, whole.err]).to.deep.equal([0, ""]);
    expect(whole.out).to.match(
      /^From 1 file of an archive of contact records\.\n1 record of 1 contact, 2026-05-04 to 2026-05-04 \(UTC\)\.[^]*\n {2}Calls +1\n[^]*\nOpen .*report\.html\n$/,
    );
    writeFileSync(join(from, "b.json"), "{broken\n");
    const broken = await report("--from", from, "--out", out, "--json");
    expect(broken.code).to.equal(1);
    expect(JSON.parse(broken.out)).to.deep.include({
      records: 1,
      malformed: [{ file: "b.json", line: 1, problem: "is no JSON" }],
    });
    expect(readdirSync(out)).to.include.members(["report.html", "report.json", "by-day.csv"]);
    // A few bytes that would be 64 MB.
    writeFileSync(join(from, "c.json.gz"), gzipSync(Buffer.alloc(64 * 1024 * 1024, "{}\n")));
    const told =
      "1 file and 1 line could not be read, and no figure counts them: b.json:1 is no JSON; c.json.gz unpacks";
    expect((await report("--from", from, "--out", out)).out).to.include(told);
    expect(readFileSync(join(out, "report.html"), "utf8")).to.include(told);
  });

  it("says in one sentence what it cannot read, and leaves no folder", async () => {
    const [from, out] = [newFolder(), join(newFolder(), "out")];
    symlinkSync("a.json.gz", join(from, "a.json.gz"));
    const { code, err } = await report("--from", from, "--out", out);
    expect([code, err]).to.deep.equal([
      2,
      `--from ${from} has no contact record in 1 file: a.json.gz cannot be read: ELOOP. Name the folder of a downloaded archive.\n`,
    ]);
    expect(existsSync(out)).to.equal(false);
  });

  it("is of an archive or of made-up calls, not of both", async () => {
    const { code, err } = await report("--from", ".", "--calls", "10", "--out", "out");
    expect([code, err]).to.deep.equal([
      2,
      "--from and --calls exclude each other: a report is either of an archive or of made-up traffic.\n",
    ]);
  });
});
