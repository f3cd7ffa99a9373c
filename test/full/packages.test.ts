import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { CANADA_SUPPORT, COMPANY, ivrIn } from "../company";
import { ROOT } from "../support";

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}
const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
const library = manifestOf(ROOT);
const laptop = manifestOf(join(ROOT, "local"));

/** The lowest versions that the library says it works with: `^1.2.3` is 1.2.3 and what is compatible with it. */
const lowest = Object.entries(library.peerDependencies).map(([name, range]) => [name, range.replace("^", "")] as const);

const npm = (cwd: string, ...args: string[]): string =>
  execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();

/** What files take on a disk that is handed out in blocks of 4 KB, as `du` counts. */
function megabytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const blocks = files.map((file) => Math.ceil(statSync(join(file.parentPath, file.name)).size / 4096));
  return (blocks.reduce((sum, size) => sum + size, 0) * 4096) / 1024 ** 2;
}

/** The URNs of a list have an order of their own in each version of the SDK. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const items = value.map(ordered);
    return items.every((item) => typeof item === "string" && item.startsWith("urn:")) ? items.sort() : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, ordered(inner)]));
};

interface Deployed {
  readonly urn: string;
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What `ivr graph` says, by URN. Bundles hold the SDK of AWS, which is as new as it is where they are made. */
const deployed = (graph: string): Record<string, unknown> =>
  Object.fromEntries(
    (JSON.parse(graph) as Deployed[]).map(({ urn, type, inputs, ...rest }) => {
      const { code, ...others } = inputs;
      return [
        urn,
        ordered({ ...rest, inputs: type === "aws:lambda/function:Function" ? others : { code, ...others } }),
      ];
    }),
  );

/** What has a program of another company compile and load: types of both packages, and every entry point. */
const USE = `import { ConnectFlowSet, type ConnectFlowSetArgs } from "connect-ivr";
import { loadContent } from "connect-ivr/content";
import { defineFlow } from "connect-ivr/flow";
import { contracts } from "connect-ivr/handlers";
import { InputError, type Laptop, startLaptop } from "connect-ivr/testing";
import * as laptop from "connect-ivr-local";

const args: ConnectFlowSetArgs["namePrefix"] = "a prefix";
const started: Promise<Laptop> | undefined = undefined;
console.log(
  JSON.stringify({
    functions: [ConnectFlowSet, loadContent, defineFlow, startLaptop].map((one) => typeof one),
    roles: contracts.FUNCTION_ROLES.length > 0,
    one: laptop.InputError === InputError,
    args,
    started: started ?? "none",
  }),
);
`;

const COMPILER_OPTIONS = {
  module: "nodenext",
  target: "es2022",
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
  typeRoots: [join(ROOT, "node_modules", "@types")],
};

describe("The two packages, packed", () => {
  const folder = mkdtempSync(join(tmpdir(), "packed-"));
  const project = join(folder, "fernhill");
  const ivr = (...args: string[]) =>
    spawnSync(process.execPath, [join(folder, "node_modules", "connect-ivr-local", "bin", "ivr.js"), ...args], {
      cwd: project,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
  const tarballs: string[] = [];

  before(function () {
    this.timeout(300_000);
    for (const package_ of [[], ["-w", "local"]])
      tarballs.push(join(folder, npm(ROOT, "pack", ...package_, "--silent", "--pack-destination", folder)));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "fernhill", version: "1.0.0", private: true }));
    npm(folder, "install", tarballs[0] as string, ...lowest.map(([name, version]) => `${name}@${version}`));
    cpSync(COMPANY, project, { recursive: true });
    writeFileSync(join(folder, "use.mts"), USE);
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files: ["use.mts", "fernhill/index.ts"] }),
    );
  });
  after(function () {
    this.timeout(120_000); // Tens of thousands of files, and a disk that others write to.
    rmSync(folder, { recursive: true, force: true });
  });

  describe("the library alone", () => {
    it("is installed beside the lowest versions of Pulumi's packages that it allows", () => {
      for (const [name, version] of lowest)
        expect(manifestOf(join(folder, "node_modules", name)).version, name).to.equal(version);
    });

    it("does not carry the laptop", () => {
      const theirs = Object.keys(laptop.dependencies).filter((name) => !(name in library.dependencies));
      expect(theirs).to.include.members(["@duckdb/node-api", "echarts", "dynalite", "jq-web", "@inquirer/core"]);
      // These come with Pulumi's own SDK, and with that of AWS.
      const others = ["@grpc/grpc-js", "google-protobuf", "@aws-sdk/credential-provider-node", "@smithy/signature-v4"];
      for (const name of theirs.filter((one) => !others.includes(one)))
        expect(existsSync(join(folder, "node_modules", name)), name).to.equal(false);
    });

    it("takes less than 325 MB, of which Pulumi and its AWS packages are most", () => {
      expect(megabytesIn(join(folder, "node_modules"))).to.be.below(325);
    }).timeout(60_000);

    it("says of connect-ivr/testing how it is had", () => {
      const { status, stderr } = spawnSync(process.execPath, ["-e", 'require("connect-ivr/testing")'], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(status).to.equal(1);
      expect(stderr).to.include(`npm install --save-dev connect-ivr-local@${library.version}`);
    });
  });

  describe("with the laptop", () => {
    before(function () {
      this.timeout(300_000);
      npm(folder, "install", "--save-dev", tarballs[1] as string);
    });

    it("carry their licence, and say what they are", () => {
      for (const name of ["connect-ivr", "connect-ivr-local"])
        for (const file of ["LICENSE", "README.md"])
          expect(existsSync(join(folder, "node_modules", name, file)), `${name} ${file}`).to.equal(true);
    });

    it("compile and load in another company's program, with every entry point", () => {
      const compiled = spawnSync(process.execPath, [join(ROOT, "node_modules", "typescript", "bin", "tsc")], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(compiled.stdout).to.equal("");
      const script = ["--import", "tsx", "use.mts"];
      expect(JSON.parse(execFileSync(process.execPath, script, { cwd: folder, encoding: "utf8" }))).to.deep.equal({
        functions: ["function", "function", "function", "function"],
        roles: true,
        one: true,
        args: "a prefix",
        started: "none",
      });
    }).timeout(120_000);

    for (const mode of ["preview", "up"] as const)
      it(`deploy what the checkout deploys, in ${mode}`, async () => {
        const { stdout, stderr } = ivr("graph", "--mode", mode);
        expect(stderr).to.equal("");
        const { out } = await ivrIn(COMPANY, "graph", "--mode", mode);
        expect(deployed(stdout)).to.deep.equal(deployed(out));
      }).timeout(120_000);

    it("place a call, draw the flows and work out a report", () => {
      const call = JSON.parse(ivr("call", "--dial", CANADA_SUPPORT, "--keys", "2 1", "--json").stdout) as object;
      expect(call).to.include({ end: "queue" });
      const report = ivr("report", "--calls", "20", "--out", "report");
      expect(report.status, report.stderr).to.equal(0);
      expect(readFileSync(join(project, "report", "report.html"), "utf8")).to.include("<svg");
      const drawn = ivr("render", "--out", "drawn");
      expect(drawn.status, drawn.stderr).to.equal(0);
    }).timeout(120_000);
  });

  describe("their manifests", () => {
    it("have one version, by which the laptop asks for its library", () => {
      expect([laptop.version, laptop.peerDependencies["connect-ivr"]]).to.deep.equal([
        library.version,
        library.version,
      ]);
      expect(laptop.peerDependencies["@pulumi/pulumi"]).to.equal(library.peerDependencies["@pulumi/pulumi"]);
    });
  });

  // Last, because it takes the library away.
  describe("the laptop alone", () => {
    it("says what is missing", () => {
      rmSync(join(folder, "node_modules", "connect-ivr"), { recursive: true });
      const { status, stderr } = ivr("lint", "flow.json");
      expect([status, stderr]).to.deep.equal([
        2,
        `ivr needs the package connect-ivr beside it: npm install --save-dev connect-ivr@${laptop.version}\n`,
      ]);
    });
  });
});
