import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { before } from "mocha";
import { type Column, columns, type Measure, measures } from "../../components/reportingDataset/sql";
import { ROOT } from "../support";

const formulaOf = ({ formula: { sum, over, times } }: Measure): string =>
  `\`${sum}\`${over === undefined ? "" : ` / \`${over}\``}${times === undefined ? "" : ` × \`${times}\``}`;

const tables: Readonly<Record<string, readonly string[]>> = {
  measures: [
    "| measure | name | unit | formula, of sums | |",
    "|---|---|---|---|---|",
    ...Object.entries<Measure>(measures).map(
      ([name, measure]) =>
        `| ${measure.title} | \`${name}\` | ${measure.unit} | ${formulaOf(measure)} | ${measure.meaning} |`,
    ),
  ],
  columns: [
    "| column | type | |",
    "|---|---|---|",
    ...Object.entries<Column>(columns).map(([name, { type, meaning }]) => `| \`${name}\` | ${type} | ${meaning} |`),
  ],
};

/** The page with the tables between their markers. */
const withTables = (page: string): string =>
  Object.entries(tables).reduce(
    (text, [name, table]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`),
        (_, begin: string, end: string) => `${begin}${table.join("\n")}\n${end}`,
      ),
    page,
  );

describe("docs/reporting.md", () => {
  const file = join(ROOT, "docs", "reporting.md");
  before(() => void (process.env["UPDATE_GOLDEN"] && writeFileSync(file, withTables(readFileSync(file, "utf8")))));

  it("says of measures and columns what the code says", () => {
    const page = readFileSync(file, "utf8");
    expect(page).to.equal(withTables(page), "If the change is meant, run the tests with UPDATE_GOLDEN=1.");
    expect(page).to.include("| Calls | `calls` |").and.include("| `contact_id` |");
  });
});
