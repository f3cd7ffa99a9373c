import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { type ArchiveRead, readArchive } from "../../local/report/archive/read";
import { Unpacking } from "../../local/report/archive/unpack";
import { filesIn, newFolder } from "./support";
import { InputError } from "../../local/shared/errors";

async function read(
  files: Record<string, string | Buffer>,
): Promise<{ result: ArchiveRead; written: Record<string, string> }> {
  const [from, to] = [newFolder(), newFolder()];
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(from, path)), { recursive: true });
    writeFileSync(join(from, path), content);
  }
  return { result: await readArchive(from, to, () => undefined), written: filesIn(to) };
}

const contact = (id: string, more: object = {}): string =>
  JSON.stringify({ ContactId: id, InitiationTimestamp: "2026-05-04T10:00:00Z", ...more });

describe("Reading a downloaded archive", () => {
  it("finds records at any depth, packed or not, and keeps them by the day of their folder", async () => {
    const { result, written } = await read({
      "contact-records/dt=2026-05-03/a.json.gz": gzipSync(`${contact("1")}\n${contact("2")}\n`),
      "more/b.json": contact("3"),
      "notes.txt": "not read",
    });
    expect(result).to.deep.equal({ files: 2, records: 3, malformed: [] });
    expect(Object.keys(written)).to.deep.equal(["dt=2026-05-03/records.json", "dt=2026-05-04/records.json"]);
  });

  it("takes records apart that nothing stands between, braces in texts or not", async () => {
    const texts = [contact("1", { Attributes: { note: 'a } and a { and a " in it' } }), contact("2"), contact("3")];
    const { result, written } = await read({ "a.json": texts.join("") });
    expect(result).to.deep.include({ records: 3, malformed: [] });
    expect(Object.values(written).join("")).to.include('a } and a { and a \\" in it');
  });

  it("counts what it cannot read, with its file and line, and reads the rest", async () => {
    const { result } = await read({
      "a.json": `${contact("1")}\n{"ContactId": "2", "Initiation\n\n${contact("3")}{"ContactId":\n[1]\n`,
      "b.json.gz": Buffer.from("not packed"),
      "c.json": `{"key":"value"}\n${contact("4", { Queue: "a text" })}\n${contact("5", { Attributes: { n: 1 } })}`,
    });
    expect(result.records).to.equal(2);
    expect(result.malformed).to.deep.equal([
      { file: "a.json", line: 2, problem: "is no JSON" },
      { file: "a.json", line: 4, problem: "is no JSON" },
      { file: "a.json", line: 5, problem: "is no contact record: it has no ContactId" },
      { file: "b.json.gz", problem: "cannot be decompressed" },
      { file: "c.json", line: 1, problem: "is no contact record: it has no ContactId" },
      { file: "c.json", line: 2, problem: "has something else in Queue than a contact record has" },
      { file: "c.json", line: 3, problem: "has something else in Attributes than a contact record has" },
    ]);
  });

  it("reads on where a file cannot be read at all, and counts none of its records", async () => {
    const from = newFolder();
    const packed = gzipSync(`${contact("1")}\n`.repeat(100_000));
    const files: Record<string, Buffer> = {
      "bomb.json.gz": gzipSync(Buffer.alloc(64 * 1024 * 1024, `${contact("2")}\n`)),
      "good.json.gz": gzipSync(`${contact("3")}\n`),
      "truncated.json.gz": packed.subarray(0, packed.length / 2),
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(from, name), content);
    linkIn(from, "folder.json", newFolder());
    linkIn(from, "loop.json", "loop.json");
    linkIn(from, "nowhere.json", "nowhere");
    linkIn(from, "endless.json", "/dev/zero");
    execFileSync("mkfifo", [join(from, "pipe.json")]);
    const to = newFolder();
    const { records, malformed } = await readArchive(from, to, () => undefined);
    expect(records).to.equal(1);
    expect(Object.values(filesIn(to)).join(""))
      .to.include('"ContactId":"3"')
      .and.not.include('"ContactId":"2"');
    expect(malformed).to.deep.equal([
      { file: "bomb.json.gz", problem: "unpacks to more than 200 times its size" },
      { file: "endless.json", problem: "is no file" },
      { file: "folder.json", problem: "is no file" },
      { file: "loop.json", problem: "cannot be read: ELOOP" },
      { file: "nowhere.json", problem: "cannot be read: ENOENT" },
      { file: "pipe.json", problem: "is no file" },
      { file: "truncated.json.gz", problem: "cannot be decompressed" },
    ]);
  });

  it("unpacks all files together no further than so many times their size, and no line without an end", async () => {
    const from = newFolder();
    const paths = ["1", "2", "3"].map((name) => join(from, `${name}.json.gz`));
    for (const path of paths) writeFileSync(path, gzipSync("a line\n".repeat(1000)));
    const bounds = { times: 2, fileBytes: 8000, archiveBytes: 15_000, lineBytes: 1024 * 1024 };
    const unpacking = new Unpacking(0, bounds);
    const read = async (path: string): Promise<number | string> => {
      let lines = 0;
      try {
        for await (const some of unpacking.linesOf(path)) lines += some.length;
      } catch (error) {
        return (error as Error).message;
      }
      return lines;
    };
    expect([await read(paths[0] as string), await read(paths[1] as string)]).to.deep.equal([1001, 1001]);
    expect(await read(paths[2] as string)).to.equal(
      "is one too many: the files unpack to more than 2 times their size",
    );
    const long = join(from, "long.json");
    writeFileSync(long, "x".repeat(2 * 1024 * 1024));
    const wide = new Unpacking(10 ** 9, bounds);
    const [error] = await Promise.allSettled([wide.linesOf(long).next()]);
    expect(error).to.have.nested.property("reason.message", "has a line of more than 1 MB");
  });

  it("names a hundred lines of a file, and counts the others", async () => {
    const { result } = await read({ "a.json": `${contact("1")}\n${"x\n".repeat(1000)}`, "b.json": contact("2") });
    expect(result.records).to.equal(2);
    expect(result.malformed).to.have.length(101);
    expect(result.malformed[100]).to.deep.equal({ file: "a.json", problem: "has 900 more such lines", lines: 900 });
  });

  it("reads on where a folder cannot be opened", async () => {
    const from = newFolder();
    writeFileSync(join(from, "a.json"), contact("1"));
    mkdirSync(join(from, "shut"), { mode: 0 });
    // Root opens every folder.
    const opensAll = process.getuid?.() === 0;
    const { records, malformed } = await readArchive(from, newFolder(), () => undefined);
    expect(records).to.equal(1);
    expect(malformed).to.deep.equal([...(opensAll ? [] : [{ file: "shut/", problem: "cannot be opened: EACCES" }])]);
  });

  it("takes a line apart that holds a text of many megabytes", async () => {
    const { result } = await read({ "a.json": `{"x":"${"a".repeat(20_000_000)}"}${contact("1")}${contact("2")}` });
    expect(result.records).to.equal(2);
    expect(result.malformed).to.have.length(1);
  });

  it("leaves out fields that it does not know, so that none to come can fail a report", async () => {
    const { result, written } = await read({
      "a.json": contact("1", { ToCome: { deep: [1] }, References: "anything" }),
    });
    expect(result).to.deep.include({ records: 1, malformed: [] });
    expect(Object.values(written).join("")).not.to.include("ToCome").and.not.to.include("anything");
  });

  it("takes no digit of a long number out of what flows set", async () => {
    const { written } = await read({
      "a.json": contact("1", {
        AWSAccountId: "123456789012",
        Attributes: { country: "4929117788334455", menu_path: "support>2", note: "n 4929 1177 8833 4455" },
      }),
    });
    expect(JSON.parse(Object.values(written).join("")) as object).to.deep.include({
      AWSAccountId: "123456789012",
      Attributes: { country: "••••••••••••••••", menu_path: "support>2", note: "n •••• •••• •••• ••••" },
    });
  });

  const refused: Record<string, [() => string, string]> = {
    "a folder that is not there": [() => join(newFolder(), "none"), "does not exist"],
    "an empty folder": [newFolder, "has no .json or .gz files"],
    "a file": [() => fileIn(newFolder(), "a.json", "{}"), "is a file"],
    "a folder of nothing but a link to another": [
      () => linkIn(newFolder(), "a.json.gz", newFolder()),
      "has no contact record in 1 file: a.json.gz is no file.",
    ],
    "a link to itself": [() => join(linkIn(newFolder(), "a", "a"), "a"), "cannot be read: ELOOP"],
    "a folder of nothing but a broken file": [
      () => dirname(fileIn(newFolder(), "a.json.gz", "not packed")),
      "has no contact record in 1 file: a.json.gz cannot be decompressed. Name the folder of a downloaded archive.",
    ],
    "a folder without any record": [
      () => dirname(fileIn(newFolder(), "a.json", '{"a":1}')),
      "has no contact record in 1 file: a.json is no contact record",
    ],
  };
  for (const [what, [folder, message]] of Object.entries(refused))
    it(`refuses ${what}`, async () => {
      const refused = await readArchive(folder(), newFolder(), () => undefined).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(refused).to.be.instanceOf(InputError).with.property("message").that.includes(message);
    });
});

function fileIn(folder: string, name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

function linkIn(folder: string, name: string, target: string): string {
  symlinkSync(target, join(folder, name));
  return folder;
}
