import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { expect } from "chai";
import { after, before } from "mocha";
import { contactLatestSql, dimensions, flatFromRecordsSql, measuresSql } from "../../components/reportingDataset/sql";
import { ROOT } from "../support";

interface Grammar {
  validate(sql: string): readonly { readonly startLine: number; readonly message: string }[];
}

/** DuckDB takes what Athena does not; the grammar of Trino, Athena's engine, is the judge of that. */
describe("the SQL of reports in Trino's grammar", () => {
  let trino: Grammar;
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "grammar-"));
    // The package imports folders, which Node does not follow.
    const { outputFiles } = buildSync({
      stdin: { contents: 'export { TrinoSQL } from "dt-sql-parser";', resolveDir: ROOT },
      bundle: true,
      write: false,
      platform: "node",
      format: "cjs",
    });
    writeFileSync(join(folder, "trino.cjs"), outputFiles[0]?.text ?? "");
    const { TrinoSQL } = createRequire(__filename)(join(folder, "trino.cjs")) as { TrinoSQL: new () => Grammar };
    trino = new TrinoSQL();
  });
  after(() => rmSync(folder, { recursive: true }));

  const flat = flatFromRecordsSql({ table: "acme_dev_reporting.contact_records", days: 90 });
  const queries = {
    contact_latest: contactLatestSql(),
    contact_flat: flat,
    "the measures": measuresSql([], { costPerAgentContact: 6.5 }),
    "the measures by every dimension": measuresSql(["dt", ...dimensions, "payment_currency"], {
      costPerAgentContact: 6,
    }),
  };
  for (const [name, sql] of Object.entries(queries))
    it(`is right: ${name}`, () => expect(trino.validate(sql)).to.deep.equal([]));

  it("is wrong where only DuckDB understands it", () => {
    for (const [from, to] of [
      ["CAST(c.queue.duration AS bigint)", "c.queue.duration::bigint"],
      ["WHERE r.rn = 1", "QUALIFY r.rn = 1"],
    ] as const) {
      expect(flat).to.include(from);
      expect(trino.validate(flat.replace(from, to)), to).to.not.deep.equal([]);
    }
  });

  it("asks no map by brackets, which fail in Trino where the key is missing, and no more than QuickSight takes", () => {
    expect(flat).to.not.match(/attributes\s*\[/);
    expect(flat).to.have.length.below(65_536);
  });
});
