import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ivrFed, type Run } from "../../company";
import { EVALUATION, ROOT } from "../../support";

const FIXTURES = join(ROOT, "test", "flowLanguage", "fixtures");
const fixture = (name: string): string => join(FIXTURES, name);

describe("ivr lint", function () {
  this.timeout(EVALUATION);

  /** No project is here, nor above. */
  const folder = mkdtempSync(join(tmpdir(), "lint-"));
  after(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return name;
  };
  const lint = (args: readonly string[], input = ""): Promise<Run> => ivrFed(folder, ["lint", ...args], input);

  it("finds nothing in flows that are right, wherever they are from: exit code 0", async () => {
    const { code, out, err } = await lint(
      ["designerExport.json", "describeContactFlow.json", "module.json", "byteOrderMark.json"].map(fixture),
    );
    expect([code, err]).to.deep.equal([0, ""]);
    expect(out).to.equal(
      [
        ["designerExport", "CONTACT_FLOW"],
        ["describeContactFlow", "CUSTOMER_HOLD"],
        ["module", "MODULE"],
        ["byteOrderMark", "MODULE"],
      ]
        .map(([name, type]) => `${fixture(`${name}.json`)} (${type})\n  no problem\n\n`)
        .join("") + "4 files, 0 errors, 0 warnings.\n",
    );
  });

  it("tells every problem with block, rule, what the service says and the remedy: exit code 1", async () => {
    const { code, out, err } = await lint([fixture("faulty.json")]);
    expect([code, err]).to.deep.equal([1, ""]);
    expect(out).to.include(
      "  error: Ask lacks the error branch InputTimeLimitExceeded. [error-branch]\n    The service says: Action is missing required error. Error: InputTimeLimitExceeded\n    Say where the contact goes then.\n",
    );
    expect(out)
      .to.include("  warning: Future is of type TeleportContact")
      .and.include("    The documentation misspells it. Write UntagContact.\n")
      .and.match(/\n1 file, 7 errors, 2 warnings\.\n$/);
  });

  it("prints the same as JSON", async () => {
    const { code, out } = await lint(["--json", fixture("selfCallingModule.json"), "missing.json"]);
    const message = {
      flow: "Ouroboros",
      block: "Again",
      rule: "own-module",
      severity: "error",
      message: "calls the module that it stands in.",
      remedy: "Lead it back to a block of the module.",
    };
    expect(code).to.equal(2);
    expect(JSON.parse(out)).to.deep.equal([
      { file: fixture("selfCallingModule.json"), type: "MODULE", notes: [], problems: [message] },
      { file: "missing.json", unreadable: "There is no such file. Correct its name." },
    ]);
  });

  it("says of each file that it cannot read why, and checks the others: exit code 2", async () => {
    const unreadable = ["malformed.json", "truncated.json", "legacyExport.json", "empty.json"];
    const { code, out, err } = await lint([
      ...unreadable.map(fixture),
      folder,
      "missing\n.json",
      fixture("faulty.json"),
    ]);
    expect([code, err]).to.deep.equal([2, ""]);
    for (const reason of [
      /Malformed JSON at line 28, column 20/,
      /cut off/,
      /legacy export/,
      /is empty/,
      /This is a folder/,
      /no such file/,
    ])
      expect(out).to.match(reason);
    expect(out)
      .to.include("Ask lacks the error branch")
      .and.match(/\n7 files, 7 errors, 2 warnings, 6 not read\.\n$/);
  });

  it("takes the type from --type only where the document does not tell it, and says when it guesses", async () => {
    const hold = JSON.stringify({
      Version: "2019-10-30",
      StartAction: "end",
      Actions: [{ Identifier: "end", Type: "DisconnectParticipant" }],
    });
    const strange = JSON.stringify({ ContactFlow: { Type: "DAYDREAM", Name: "Strange", Content: hold } });
    const [guessed, told, other, wrong] = await Promise.all([
      lint([file("hold.json", hold)]),
      lint(["hold.json", fixture("describeContactFlow.json"), "--type", "CUSTOMER_HOLD"]),
      lint([file("strange.json", strange)]),
      lint(["hold.json", "--type", "HOLD"]),
    ]);
    expect([guessed.code, guessed.out.split("\n").slice(0, 3)]).to.deep.equal([
      0,
      [
        "hold.json (CONTACT_FLOW)",
        "  note: It does not tell its type: checked as CONTACT_FLOW. Name another with --type.",
        "  no problem",
      ],
    ]);
    expect([told.code, told.out.split("\n")[1]]).to.deep.equal([
      1,
      "  error: end DisconnectParticipant is refused in a flow of type CUSTOMER_HOLD. [flow-type]",
    ]);
    expect(other.out).to.include("note: It calls itself a DAYDREAM, which is not known here: checked as CONTACT_FLOW.");
    expect([wrong.code, wrong.out]).to.deep.equal([2, ""]);
    expect(wrong.err).to.match(/^--type HOLD is not known\. Write one of CONTACT_FLOW, .*MODULE\.\n$/);
  });

  it("reads the standard input, warns at exit code 0, and asks for a file when there is none", async () => {
    const [warned, nothing] = await Promise.all([
      lint(
        ["-"],
        JSON.stringify({
          Version: "2019-10-30",
          StartAction: "end",
          Metadata: { type: "contactFlow" },
          Actions: [{ Identifier: "end", Type: "DisconnectParticipant", Note: "" }],
        }),
      ),
      lint([]),
    ]);
    expect([warned.code, warned.out.split("\n")[0]]).to.deep.equal([0, "standard input (CONTACT_FLOW)"]);
    expect(warned.out).to.include("[unknown-key]").and.include("1 file, 0 errors, 1 warning.");
    expect(nothing.code).to.equal(2);
    expect(nothing.err).to.match(/missing required argument 'file'/);
  });

  it("checks a file of 5 MB", async () => {
    const block = (index: number) => ({
      Identifier: `block ${index}`,
      Type: "MessageParticipant",
      Parameters: { Text: "Hello" },
      Transitions: { NextAction: `block ${index + 1}`, Errors: [{ NextAction: "end", ErrorType: "NoMatchingError" }] },
    });
    const blocks = Array.from({ length: 30_000 }, (_, index) => block(index));
    const text = JSON.stringify({
      Version: "2019-10-30",
      StartAction: "block 0",
      Metadata: {},
      Actions: [
        ...blocks,
        { Identifier: "block 30000", Type: "DisconnectParticipant" },
        { Identifier: "end", Type: "DisconnectParticipant" },
      ],
    });
    expect(text.length).to.be.greaterThan(5_000_000);
    const { code, out } = await lint([file("large.json", text)]);
    expect(code).to.equal(1);
    expect(out)
      .to.include("has 30002 blocks")
      .and.include(`has ${text.length} characters`)
      .and.include("1 file, 1 error, 1 warning.");
  });

  it("loads neither the engine nor Pulumi", () => {
    const program = `require("tsx/cjs"); require(${JSON.stringify(join(ROOT, "local", "cli", "main.ts"))}).main(["lint", ${JSON.stringify(fixture("module.json"))}]).then(() => console.log(JSON.stringify(Object.keys(require.cache))))`;
    const loaded = JSON.parse(
      execFileSync(process.execPath, ["-e", program], { cwd: ROOT, encoding: "utf8" }).trim().split("\n").at(-1) ?? "",
    ) as string[];
    expect(loaded.filter((path) => /[\\/]flowLanguage[\\/]checks[\\/]/.test(path))).not.to.deep.equal([]);
    expect(
      loaded.filter((path) =>
        /@pulumi|@aws-sdk|grpc|dynalite|local[\\/](simulator|emulator|engine|laptop)|engine[\\/]evaluate/.test(path),
      ),
    ).to.deep.equal([]);
  });
});
