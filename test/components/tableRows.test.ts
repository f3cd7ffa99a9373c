import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { expect } from "chai";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { TableRowArgs } from "../../components/tableRows/args";
import {
  packageProblems,
  packageWarnings,
  rowProblems,
  rowWarnings,
  functionNameProblems,
  writerProblems,
} from "../../components/tableRows/checks";
import { previewLines } from "../../components/tableRows/previewLines";
import { rowPackage } from "../../components/tableRows/rowPackage";
import { promptRowSet, routingRowSet } from "../../components/tableRows/rowSets";
import { rowContent, type RowGroup } from "../../handlers/rowWriter/rowContent";

const MB = 1024 * 1024;

describe("The groups of rows", () => {
  const keysOf = (groups: Readonly<Record<string, readonly TableRowArgs[]>>, attribute: string) =>
    Object.entries(groups).map(([name, rows]) => [name, rows.map((row) => row[attribute] as string)]);

  it("of the routing table are the numbers of a country, the menus and the known callers", () => {
    const { groups, keys, keptMaps } = routingRowSet([
      { key: "number#+4930", country: "DE" },
      { key: "menu#main" },
      { key: "number#+1833", country: "CA" },
      { key: "caller#+1", customerId: "C-1" },
      { key: "number#+4940", country: "DE" },
    ]);
    expect(keysOf(groups, "key")).to.deep.equal([
      ["callers", ["caller#+1"]],
      ["menus", ["menu#main"]],
      ["numbers CA", ["number#+1833"]],
      ["numbers DE", ["number#+4930", "number#+4940"]],
    ]);
    expect(keys).to.deep.equal(["key"]);
    expect(keptMaps).to.equal(undefined);
  });

  it("of the prompts table are the languages, and prompts stay for flows of before", () => {
    const { groups, keys, keptMaps } = promptRowSet([
      { language: "fr-CA", promptSet: "main@" },
      { language: "en-US", promptSet: "main@" },
      { language: "fr-CA", promptSet: "voice" },
    ]);
    expect(keysOf(groups, "promptSet")).to.deep.equal([
      ["en-US", ["main@"]],
      ["fr-CA", ["main@", "voice"]],
    ]);
    expect(keys).to.deep.equal(["language", "promptSet"]);
    expect(keptMaps).to.deep.equal(["prompts"]);
  });
});

describe("A preview of rows", () => {
  const groupsOf = (count: number): RowGroup[] =>
    Array.from({ length: count }, (_, number) => ({
      name: `g${number}`,
      file: `${number}.jsonl`,
      rows: number + 1,
      hash: `hash${number}`,
    }));

  it("has a line for each group", () => {
    expect(previewLines(groupsOf(2))).to.deep.equal({ g0: "1 row, hash0", g1: "2 rows, hash1" });
    expect(Object.keys(previewLines(groupsOf(60)))).to.deep.equal(groupsOf(60).map(({ name }) => name));
  });

  it("has sixty lines at most, the last of them for all further groups", () => {
    const lines = Object.entries(previewLines(groupsOf(100)));
    expect(lines).to.have.length(60);
    expect(lines[58]).to.deep.equal(["g58", "59 rows, hash58"]);
    // 60 + 61 + … + 100
    expect(lines[59]?.[0]).to.equal("41 further groups");
    expect(lines[59]?.[1]).to.match(/^3280 rows, [\w-]{16}$/);
  });

  it("changes with each group, shown or not", () => {
    const groups = groupsOf(100);
    for (const changed of [0, 58, 59, 99]) {
      const others = groups.map((group, number) => (number === changed ? { ...group, hash: "other" } : group));
      expect(previewLines(others), String(changed)).not.to.deep.equal(previewLines(groups));
    }
  });
});

describe("Rows are refused", () => {
  const problems = (...rows: TableRowArgs[]) =>
    rowProblems("prompts", {
      keys: ["language", "promptSet"],
      groups: { some: rows.slice(0, 1), others: rows.slice(1) },
    });
  const row = (more: TableRowArgs = {}): TableRowArgs => ({ language: "en-US", promptSet: "main@", ...more });

  it("where nothing is wrong: not at all", () => {
    expect(problems(row({ prompts: { hello: "Hello." } }), row({ promptSet: "voice" }))).to.deep.equal([]);
  });

  it("without a key, or with a part of it that is no text", () => {
    const lacking = "A row of prompts lacks its key language or promptSet. Give it one.";
    expect(problems({ language: "en-US" })).to.deep.equal([lacking]);
    expect(problems(row({ promptSet: 7 }))).to.deep.equal([lacking]);
    expect(problems(row({ promptSet: "" }))).to.include(lacking);
  });

  it("with the same key twice, in whatever groups", () => {
    expect(problems(row(), row({ prompts: { hello: "Hello." } }))).to.deep.equal([
      "Two rows of prompts have the key en-US main@. Keep one.",
    ]);
  });

  it("with a key that would be read as another", () => {
    expect(problems(row({ promptSet: "main@\nmore" }))).to.deep.equal([
      "The row en-US main@ more of prompts has a line break in its key, which the writer of rows cannot tell from the next part of it. Leave it out.",
    ]);
    expect(problems(row({ language: "rows#connect-ivr/dev" }))).to.deep.equal([
      "The row rows#connect-ivr/dev main@ of prompts has a key that the writer of rows keeps for itself. Give it another.",
    ]);
  });

  it("with an empty text, however deep", () => {
    expect(problems(row({ prompts: { hello: "Hello.", bye: "" } }))).to.deep.equal([
      "The row en-US main@ of prompts holds an empty string, which no flow can read. Leave the attribute out.",
    ]);
  });

  it("when a flow could not read them, which is said from 80 % on", () => {
    const ofBytes = (bytes: number): TableRowArgs => {
      const empty = JSON.stringify(row({ text: "" })).length;
      return row({ text: "x".repeat(bytes - empty) });
    };
    const warnings = (one: TableRowArgs) =>
      rowWarnings("prompts", { keys: ["language", "promptSet"], groups: { a: [one] } });
    expect(problems(ofBytes(32_768))).to.deep.equal([]);
    expect(problems(ofBytes(32_769))).to.deep.equal([
      "The row en-US main@ of prompts is larger than the 32 KB that a flow can read. Split it.",
    ]);
    expect(warnings(ofBytes(26_214))).to.deep.equal([]);
    expect(warnings(ofBytes(26_215))).to.have.length(1);
    expect(warnings(ofBytes(26_215))[0]).to.match(
      /^The row en-US main@ of prompts .*32 KB that a flow can read\. Split it/,
    );
  });

  it("when they are too large for a function, which is said from 80 % on", () => {
    const unpacked = (bytes: number) => ({ bytes, archiveBytes: 0 });
    expect([packageProblems(unpacked(249 * MB)), packageWarnings(unpacked(0.8 * 249 * MB))]).to.deep.equal([[], []]);
    expect(packageProblems(unpacked(249 * MB + 1))).to.deep.equal([
      "The rows have 249 MB, and Lambda takes 249 MB of rows beside the function that writes them. Divide them among tables of several stacks.",
    ]);
    expect(packageWarnings(unpacked(200 * MB))).to.deep.equal([
      "The rows have 200 MB of the 249 MB that Lambda takes beside a function.",
    ]);
    const packed = (archiveBytes: number) => ({ bytes: 100 * MB, archiveBytes });
    expect([packageProblems(packed(49 * MB)), packageWarnings(packed(39 * MB))]).to.deep.equal([[], []]);
    expect(packageProblems(packed(50 * MB))[0]).to.include("The rows have 50 MB packed, and Lambda takes 49 MB");
    expect(packageWarnings(packed(40 * MB))[0]).to.include("The rows have 40 MB packed of the 49 MB");
  });
});

describe("The files of rows", () => {
  let folder: string;
  let before: string | undefined;
  beforeEach(() => {
    before = process.env["TMPDIR"];
    folder = mkdtempSync(join(tmpdir(), "table-rows-"));
    process.env["TMPDIR"] = folder;
  });
  afterEach(() => {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
    rmSync(folder, { recursive: true });
  });

  const ROWS: TableRowArgs[] = [
    { key: "menu#b", routes: { 1: { type: "queue", target: "sales" }, timeout: { type: "end" } } },
    { key: "menu#a", routes: { 2: { type: "queue", target: "support" } } },
    { key: "number#+4930", country: "DE", flow: "main" },
  ];
  const packaged = (rows: readonly TableRowArgs[]) => rowPackage(routingRowSet(rows));
  const filesOf = ({ files }: ReturnType<typeof rowPackage>): string[] => Object.values(files);
  const DAYS_AGO = new Date(Date.now() - 2 * 24 * 3600 * 1000);

  it("are what the function reads: all rows, with their groups and the keys of the table", () => {
    const { files, index, bytes } = packaged(ROWS);
    expect(Object.keys(files).sort()).to.deep.equal(["rows/0.jsonl", "rows/1.jsonl", "rows/index.json"]);
    const content = rowContent((file) => readFileSync(files[`rows/${file}`] as string, "utf8"));
    expect(content.index).to.deep.equal(index);
    expect(content.index.keys).to.deep.equal(["key"]);
    expect(content.index.groups.map(({ name, rows }) => [name, rows])).to.deep.equal([
      ["menus", 2],
      ["numbers DE", 1],
    ]);
    const rows = content.index.groups.flatMap((group) => [...content.read(group)].map(({ row }) => row));
    expect(rows).to.deep.equal([ROWS[1], ROWS[0], ROWS[2]]);
    expect(bytes).to.equal(filesOf(packaged(ROWS)).reduce((sum, file) => sum + statSync(file).size, 0));
  });

  it("are the same release for the same rows in another order, with their attributes in another order", () => {
    const turned = (value: unknown): unknown =>
      value !== null && typeof value === "object"
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([name, inner]) => [name, turned(inner)]),
          )
        : value;
    const others = [...ROWS].reverse().map((row) => turned(row) as TableRowArgs);
    expect(packaged(others)).to.deep.equal(packaged(ROWS));
  });

  it("are another release for other rows, and in another group where the rows are", () => {
    const [first = {}, ...rest] = ROWS;
    const { index } = packaged(ROWS);
    const changed = packaged([{ ...first, usual: "menu#a" }, ...rest]).index;
    expect(changed.release).not.to.equal(index.release);
    expect(changed.groups.map(({ hash }, number) => hash === index.groups[number]?.hash)).to.deep.equal([false, true]);
    expect(packaged(rest).index.release).not.to.equal(index.release);
  });

  it("are written once, and again when somebody removed them", () => {
    const files = filesOf(packaged(ROWS));
    const nodes = files.map((file) => statSync(file).ino);
    expect(filesOf(packaged(ROWS))).to.deep.equal(files);
    expect(files.map((file) => statSync(file).ino)).to.deep.equal(nodes);
    rmSync(files[0] as string);
    expect(filesOf(packaged(ROWS)).every((file) => existsSync(file))).to.equal(true);
    expect(readdirSync(dirname(files[0] as string)).sort()).to.deep.equal(files.map((file) => basename(file)).sort());
  });

  it("are readable by their owner alone", () => {
    const files = filesOf(packaged(ROWS));
    expect([...new Set(files.map(dirname))].map((path) => statSync(path).mode & 0o777)).to.deep.equal([0o700]);
    for (const file of files) expect(statSync(file).mode & 0o777).to.equal(0o600);
  });

  it("go when nobody has needed them for a day", () => {
    const old = filesOf(packaged(ROWS));
    const kept = filesOf(packaged(ROWS.slice(1)));
    for (const file of [...old, ...kept]) utimesSync(file, DAYS_AGO, DAYS_AGO);
    packaged(ROWS.slice(1));
    packaged([{ key: "menu#c" }]);
    expect(kept.map((file) => existsSync(file))).to.deep.equal(kept.map(() => true));
    const gone = old.filter((file) => !kept.includes(file));
    expect(gone.map((file) => existsSync(file))).to.deep.equal(gone.map(() => false));
    expect(gone).not.to.deep.equal([]);
  });

  it("are not written into a folder that another one stands for", () => {
    const [file = ""] = filesOf(packaged(ROWS));
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(elsewhere);
    rmSync(dirname(file), { recursive: true });
    symlinkSync(elsewhere, dirname(file));
    expect(() => packaged(ROWS)).to.throw(/belongs to somebody else. Remove it, or set TMPDIR/);
    expect(readdirSync(elsewhere)).to.deep.equal([]);
  });

  it("when their function has no name that Lambda takes, or their table is written by another component", () => {
    expect(functionNameProblems("acme-dev-writePrompts")).to.deep.equal([]);
    for (const name of ["with space", "x".repeat(65), ""])
      expect(functionNameProblems(name)[0], name).to.include("Set functionName.");
    expect(writerProblems(undefined)).to.deep.equal([]);
    expect(writerProblems("prompts")[0]).to.include("prompts writes the rows of this table already");
  });

  it("when their table has no key, or more than DynamoDB knows", () => {
    for (const keys of [[], ["a", "b", "c"]])
      expect(rowProblems("t", { keys, groups: { all: [{ a: "1" }] } })).to.have.length(1);
  });
});
