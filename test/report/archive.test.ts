import { expect } from "chai";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { type ArchiveRead, readArchive } from "../../local/report/archive/read";
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
    "a file that cannot be read": [
      () => linkIn(newFolder(), "a.json.gz", newFolder()),
      "a.json.gz cannot be read: EISDIR",
    ],
    "a link to nothing": [() => linkIn(newFolder(), "a.json", "nowhere"), "a.json cannot be read: ENOENT"],
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
