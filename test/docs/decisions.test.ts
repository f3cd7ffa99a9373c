import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ROOT } from "../support";

const FOLDER = join(ROOT, "docs", "decisions");
const records = readdirSync(FOLDER)
  .filter((file) => file !== "README.md")
  .sort();

describe("The decision records", () => {
  it("are numbered without a gap", () =>
    expect(records.map((file) => Number(file.slice(0, 4)))).to.deep.equal(records.map((_, index) => index + 1)));

  for (const file of records)
    it(`tell status, date, context, decision, alternatives and consequences: ${file}`, () => {
      const text = readFileSync(join(FOLDER, file), "utf8");
      expect(text).to.match(
        /^# \d+\. .+\n\nStatus: (accepted|superseded by \[\d+\]\(.+\)) · Date: \d{4}-\d{2}-\d{2}\n/,
      );
      expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).to.deep.equal([
        "Context",
        "Decision",
        "Alternatives",
        "Consequences",
      ]);
    });

  it("all stand in the table of the README", () => {
    const table = readFileSync(join(FOLDER, "README.md"), "utf8");
    for (const file of records) {
      const [, number = "", title = ""] = /^# (\d+)\. (.+)/.exec(readFileSync(join(FOLDER, file), "utf8")) ?? [];
      const date = /Date: (\S+)/.exec(readFileSync(join(FOLDER, file), "utf8"))?.[1] ?? "";
      const row = table.split("\n").find((line) => line.includes(`(${file})`)) ?? "";
      expect(row, file).to.include(number).and.include(title).and.include(date);
    }
  });
});
