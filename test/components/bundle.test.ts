import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { buildSync } from "esbuild";
import { bundle, bundleAll } from "../../components/connectFunction/bundle";
import { ROOT } from "../support";

/** Bundles every handler as it stands in a copy of the sources in another folder. */
function bundlesIn(folderName: string): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), folderName));
  try {
    cpSync(join(ROOT, "handlers"), join(folder, "handlers"), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const entries = readdirSync(join(folder, "handlers", "entries"));
    bundleAll(entries.map((entry) => join(folder, "handlers", "entries", entry)));
    return Object.fromEntries(entries.map((entry) => [entry, bundle(join(folder, "handlers", "entries", entry))]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("the bundles of the handlers", function () {
  this.timeout(30_000);
  let bundles: Record<string, string>;
  before(() => (bundles = bundlesIn("unmistakable-")));

  it("are the same bytes from two folders, built together or alone", () => {
    expect(Object.keys(bundles)).to.include("getPrompts.ts");
    expect(bundlesIn("a-")).to.deep.equal(bundles);
    expect(bundle(join(ROOT, "handlers", "entries", "getPrompts.ts"))).to.equal(bundles["getPrompts.ts"]);
  });

  it("hold no path and no source of the machine they are built on", () => {
    for (const code of Object.values(bundles)) expect(code).to.not.include("unmistakable").and.not.include(ROOT);
  });

  it("carry no search for credentials that a function never makes", () => {
    expect(bundle(join(ROOT, "handlers", "entries", "getEnvironment.ts")))
      .to.include("AWS_ACCESS_KEY_ID")
      .and.not.match(/sso-oidc|AssumeRoleWithWebIdentity/);
  });

  it("of the functions that open what callers key hold nothing of orders, settling and the other functions", () => {
    for (const [entry, elsewhere] of [
      [
        "takePayment",
        /handlers\/(settlement|selfService\/(accountService|concluded|identifyCaller|verifyCaller)|shared\/(reservations|dynamoTables))|libphonenumber/,
      ],
      [
        "verifyCaller",
        /handlers\/(settlement|selfService\/(accountService|concluded|identifyCaller|takePayment|askedAbout|card))|libphonenumber/,
      ],
    ] as const) {
      const { metafile } = buildSync({
        entryPoints: [join(ROOT, "handlers", "entries", `${entry}.ts`)],
        bundle: true,
        write: false,
        metafile: true,
        platform: "node",
        mainFields: ["module", "main"],
        logLevel: "silent",
      });
      const used = Object.entries(Object.values(metafile.outputs)[0]?.inputs ?? {}).filter(
        ([, { bytesInOutput }]) => bytesInOutput > 0,
      );
      expect(
        used.map(([file]) => file).filter((file) => elsewhere.test(file)),
        entry,
      ).to.deep.equal([]);
    }
  });

  it("know the world's telephone numbers in one function, and cost what the documents say", () => {
    const knows = Object.entries(bundles).filter(([, code]) => code.includes("PERSONAL_NUMBER"));
    expect(knows.map(([entry]) => entry)).to.deep.equal(["checkCallback.ts"]);
    const documented = /the bundle that knows telephone numbers[^|]*\| (\d+) KB/.exec(
      readFileSync(join(ROOT, "docs", "performance.md"), "utf8"),
    );
    expect(Buffer.byteLength(knows[0]?.[1] ?? "") / 1000).to.be.closeTo(Number(documented?.[1]), 20);
  });

  it("tell what does not compile, and where", () => {
    const folder = mkdtempSync(join(tmpdir(), "broken-"));
    writeFileSync(join(folder, "broken.ts"), "export const handler = async (event => event;\n");
    try {
      expect(() => bundle(join(folder, "broken.ts"))).to.throw(/broken\.ts:1:\d+/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
