import { expect } from "chai";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { inNewFolder, MARK } from "../../local/report/folder";
import { ROOT } from "../support";
import { newFolder } from "./support";
import { InputError } from "../../local/shared/errors";
import { csvOf } from "../../local/report/write";

const report = (folder: string, data = "new"): Promise<void> => {
  writeFileSync(join(folder, "report.json"), JSON.stringify({ report: MARK, data }));
  return Promise.resolve();
};
const failing = (): Promise<never> => Promise.reject(new Error("Broken off."));

describe("The folder of a report", () => {
  it("takes the place of an empty one and of a former report, of which nothing stays", async () => {
    const out = join(newFolder(), "below", "out");
    await inNewFolder(out, report);
    writeFileSync(join(out, "by-planet.csv"), "");
    await inNewFolder(out, report);
    expect(readdirSync(out)).to.deep.equal(["report.json"]);
    expect(readdirSync(dirname(out))).to.deep.equal(["out"]);
  });

  it("is not there when the report was broken off, and the former one still is", async () => {
    const out = join(newFolder(), "out");
    await inNewFolder(out, failing).catch(() => undefined);
    expect(existsSync(out)).to.equal(false);
    await inNewFolder(out, report);
    await inNewFolder(out, async (folder) => {
      await report(folder, "half");
      return failing();
    }).catch(() => undefined);
    expect(readdirSync(dirname(out))).to.deep.equal(["out"]);
    expect(readdirSync(out)).to.deep.equal(["report.json"]);
  });

  it("is still the former one where the new one cannot take its place", async () => {
    const out = join(newFolder(), "out");
    await inNewFolder(out, report);
    await inNewFolder(out, (folder) => Promise.resolve(rmSync(folder, { recursive: true }))).catch(() => undefined);
    expect(readdirSync(out)).to.deep.equal(["report.json"]);
  });

  it("is never one that holds something else", async () => {
    const foreign = newFolder();
    writeFileSync(join(foreign, "letters.txt"), "");
    const mixed = newFolder();
    await report(mixed);
    mkdirSync(join(mixed, "letters"));
    const unmarked = newFolder();
    writeFileSync(join(unmarked, "report.json"), "{}");
    for (const folder of [foreign, mixed, unmarked, join(foreign, "letters.txt")]) {
      const error = await inNewFolder(folder, report).then(
        () => undefined,
        (caught: unknown) => caught,
      );
      expect(error, folder).to.be.instanceOf(InputError);
    }
    expect(readdirSync(mixed)).to.include("letters");
  });
});

/** A process that begins a report beside a former one and never ends it; it says so when it has written half. */
const endless = (out: string): ChildProcess =>
  spawn(
    process.execPath,
    [
      "--require",
      "tsx/cjs",
      "-e",
      `
    const { writeFileSync } = require("node:fs");
    const { inNewFolder } = require("./local/report/folder");
    void inNewFolder(${JSON.stringify(out)}, (folder) => {
      writeFileSync(folder + "/report.json", "half");
      console.log("half");
      return new Promise((done) => setTimeout(done, 600_000));
    });
  `,
    ],
    { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] },
  );

describe("A report that is interrupted", () => {
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)
    it(`by ${signal} leaves nothing half, and the former report as it was`, async () => {
      const out = join(newFolder(), "out");
      await inNewFolder(out, report);
      const making = endless(out);
      await once(making.stdout as Readable, "data");
      expect(readdirSync(dirname(out))).to.have.length(2);
      making.kill(signal);
      expect(await once(making, "exit")).to.deep.equal([code, null]);
      expect(readdirSync(dirname(out))).to.deep.equal(["out"]);
      expect(readFileSync(join(out, "report.json"), "utf8")).to.include('"new"');
    });
});

describe("A report that is ended by force", () => {
  it("leaves the former report as it was, and what it leaves half the next one removes", async () => {
    const out = join(newFolder(), "out");
    await inNewFolder(out, report);
    const making = endless(out);
    await once(making.stdout as Readable, "data");
    making.kill("SIGKILL");
    await once(making, "exit");
    expect(readdirSync(dirname(out))).to.have.length(2);
    expect(readFileSync(join(out, "report.json"), "utf8")).to.include('"new"');
    await inNewFolder(out, report);
    expect(readdirSync(dirname(out))).to.deep.equal(["out"]);
  });
});

describe("A table as CSV", () => {
  it("quotes what would break it, and lets no spreadsheet calculate", () => {
    expect(
      csvOf(
        ["name", "share"],
        [
          { name: 'a "b", c', share: 0.5 },
          { name: "=1+1", share: null },
        ],
      ),
    ).to.equal('name,share\r\n"a ""b"", c",0.5\r\n\'=1+1,\r\n');
  });
});
