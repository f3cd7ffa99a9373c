import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { expect } from "chai";

const ROOT = join(__dirname, "..", "..");

const ARCHITECTURE = "docs/architecture.md";
/** Pages whose every path has to be there. The reference and the decisions also tell of what was. */
const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

const LIBRARY = ["stacks", "components", "callFlows", "contentModel", "flowLanguage", "handlers"];

const textOf = (page: string): string => readFileSync(join(ROOT, page), "utf8");

/** The room of a file; undefined for an entry point that only exports, and for what is no room. */
function roomOf(file: string): string | undefined {
  const [top = "", next = "", ...rest] = file.split("/");
  if (LIBRARY.includes(top)) return top;
  if (top !== "local" || next === "index.ts" || extname(file) !== ".ts") return undefined;
  return rest.length > 0 ? next : basename(next, extname(next));
}

interface Imports {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly resolved: string }[];
  }[];
}

/** What imports what, type imports included, as the rules of the arrows read it. */
const readImports = (): Promise<Imports> =>
  new Promise((done, fail) =>
    execFile(
      process.execPath,
      [
        join(ROOT, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs"),
        ...["--config", ".dependency-cruiser.cjs", "--no-cache", "--output-type", "json"],
        ...[...LIBRARY, "local"],
      ],
      { cwd: ROOT, maxBuffer: 256 * 1024 * 1024 },
      // Its exit code counts broken rules, which are not the business of this test.
      (error, out, err) => (out === "" ? fail(error ?? new Error(err)) : done(JSON.parse(out) as Imports)),
    ),
  );

/** The arrows between rooms, each with the imports that it stands for. */
function arrowsIn({ modules }: Imports): Map<string, string[]> {
  const arrows = new Map<string, string[]>();
  for (const { source, dependencies } of modules)
    for (const { resolved } of dependencies) {
      const [from, to] = [roomOf(source), roomOf(resolved)];
      if (from === undefined || to === undefined || from === to) continue;
      const arrow = `${from} --> ${to}`;
      arrows.set(arrow, [...(arrows.get(arrow) ?? []), `${source} imports ${resolved}`]);
    }
  return arrows;
}

/** The arrows of a page's pictures: `one --> other & third`. */
const drawn = (page: string): string[] =>
  [...page.matchAll(/^```mermaid\n([^]*?)^```/gm)].flatMap(([, picture = ""]) =>
    [...picture.matchAll(/^ *(\w+) --> (.+)$/gm)].flatMap(([, from = "", targets = ""]) =>
      targets.split("&").map((to) => `${from} --> ${to.trim()}`),
    ),
  );

/** The arrows of the table whose first column is `imports`: a room, and all that it imports. */
const tabled = (page: string): string[] =>
  [...(/^\| imports \|.*\n\|.*\n((?:\|.*\n)+)/m.exec(page)?.[1] ?? "").matchAll(/^\| `(\w+)` \|(.*)$/gm)].flatMap(
    ([, from = "", cells = ""]) => [...cells.matchAll(/`(\w+)`/g)].map(([, to = ""]) => `${from} --> ${to}`),
  );

/** The rooms that are part of a circle: those that lead back to themselves. */
function circling(arrows: Iterable<string>): string[] {
  const targets = new Map<string, string[]>();
  for (const arrow of arrows) {
    const [from = "", to = ""] = arrow.split(" --> ");
    targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const leadsTo = (from: string, seen = new Set<string>()): Set<string> => {
    for (const to of targets.get(from) ?? []) if (!seen.has(to)) leadsTo(to, seen.add(to));
    return seen;
  };
  return [...targets.keys()].filter((room) => leadsTo(room).has(room)).sort();
}

describe("the pictures of docs/architecture.md", () => {
  const page = textOf(ARCHITECTURE);
  const shown = [...drawn(page), ...tabled(page)];
  let arrows: Map<string, string[]>;
  before(async function () {
    this.timeout(60_000);
    arrows = arrowsIn(await readImports());
  });

  it("lack no import between rooms", () => {
    const missing = [...arrows].filter(([arrow]) => !shown.includes(arrow));
    expect(missing.map(([arrow, [first]]) => `${arrow}: ${first}`)).to.deep.equal([]);
  });

  it("show no arrow that no import stands behind, and none twice", () => {
    expect(shown.filter((arrow) => !arrows.has(arrow))).to.deep.equal([]);
    expect(shown.filter((arrow, index) => shown.indexOf(arrow) !== index)).to.deep.equal([]);
  });

  it("show rooms in no circle", () => expect(circling(arrows.keys())).to.deep.equal([]));

  it("are read arrow by arrow, and circles found in them", () => {
    expect(drawn("```mermaid\nflowchart TD\n  a --> b & c\n  c --> d\n```\n")).to.deep.equal([
      "a --> b",
      "a --> c",
      "c --> d",
    ]);
    expect(tabled("| imports | x | y |\n|---|---|---|\n| `a` | `b`, `c` | `d` |\n")).to.deep.equal([
      "a --> b",
      "a --> c",
      "a --> d",
    ]);
    expect(circling(["a --> b", "b --> c", "c --> a", "c --> d"])).to.deep.equal(["a", "b", "c"]);
  });
});

const NOT_OURS = ["node_modules", "dist"];

/** What a folder holds, but for what is installed, built or hidden. */
const entriesOf = (folder: string): string[] =>
  readdirSync(join(ROOT, folder)).filter((name) => !name.startsWith(".") && !NOT_OURS.includes(name));
const isFolder = (path: string): boolean => statSync(join(ROOT, path)).isDirectory();
const holdsFiles = (folder: string): boolean =>
  entriesOf(folder).some((name) => !isFolder(join(folder, name)) || holdsFiles(join(folder, name)));
/** A folder that a move left behind empty is not there: no one else has it. */
const isThere = (path: string): boolean => existsSync(join(ROOT, path)) && (!isFolder(path) || holdsFiles(path));
const foldersIn = (folder: string): string[] =>
  entriesOf(folder).filter((name) => isFolder(join(folder, name)) && holdsFiles(join(folder, name)));

const TOP = foldersIn(".");

/** Whatever stands between backticks, outside of longer pieces of code. */
const quoted = (page: string): string[] =>
  [...page.replace(/^```[^]*?^```/gm, "").matchAll(/`([^`\n]+)`/g)].map(([, text = ""]) => text);

/** Paths of this tree: they begin with a folder of it. `<name>` and `*` stand for any name. */
const pathsIn = (page: string): string[] =>
  quoted(page)
    .map((text) => text.split("#")[0] as string)
    .filter((text) => /^[\w.-]+\/[\w./<>*-]*$/.test(text) && TOP.includes(text.split("/")[0] as string))
    .map((path) => path.split(/\/[^/]*[<*]/)[0] as string);

const linksIn = (page: string): string[] =>
  [...page.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = ""]) => link);

/** `file.ts#name`, and `file.ts#name.part` for something within it. */
const NAMED = /^([\w./-]+\.(?:ts|js|mjs))#(\w+)(?:\.(\w+))?$/;

/** What is wrong with a name that a page has in a file. */
function wrongWith(named: string): string | undefined {
  const [, file = "", name = "", part] = NAMED.exec(named) ?? [];
  if (!isThere(file)) return `${named}: there is no such file`;
  const text = textOf(file);
  const exported = new RegExp(
    String.raw`^export (?:abstract |async )*(?:function|const|class|interface|type) ${name}\b|^export (?:const )?\{[^}]*\b${name}\b`,
    "m",
  );
  if (!exported.test(text)) return `${named}: the file exports no ${name}`;
  return part === undefined || new RegExp(String.raw`\b${part}\b`).test(text)
    ? undefined
    : `${named}: ${part} is not there`;
}

describe("what the pages name", () => {
  for (const page of PAGES.filter((name) => existsSync(join(ROOT, name))))
    it(`is there: ${page}`, () => {
      const text = textOf(page);
      expect(pathsIn(text).filter((path) => !isThere(path))).to.deep.equal([]);
      expect(
        linksIn(text).filter((link) => !isThere(join(dirname(page), link).replace(/\/$/, ""))),
        "links",
      ).to.deep.equal([]);
      expect(
        quoted(text)
          .filter((one) => one.includes(".ts#"))
          .flatMap((one) => wrongWith(one) ?? []),
      ).to.deep.equal([]);
    });

  it("are all top-level folders, and all folders of local/", () => {
    const page = textOf(ARCHITECTURE);
    expect(foldersIn(".").filter((name) => !page.includes(`\`${name}/\``))).to.deep.equal([]);
    expect(foldersIn("local").filter((name) => !page.includes(`\`local/${name}/\``))).to.deep.equal([]);
    const rooms = [...page.matchAll(/^\| `([\w/]+\/)` \|/gm)].map(([, name = ""]) => name);
    expect(rooms).to.have.length.above(20);
    expect(rooms.filter((name) => !isThere(name))).to.deep.equal([]);
  });

  it("are walks in which every step names a file and something in it", () => {
    const walks = textOf(ARCHITECTURE)
      .split(/^## /m)
      .find((section) => section.startsWith("Five walks"));
    const sections = (walks ?? "").split(/^### /m).slice(1);
    expect(sections).to.have.length(5);
    for (const section of sections) {
      const steps = section.split(/^\d+\. /m).slice(1);
      expect(steps.length, section.split("\n")[0]).to.be.within(6, 12);
      for (const step of steps)
        expect(
          quoted(step).some((one) => NAMED.test(one)),
          step,
        ).to.equal(true);
    }
  });

  it("is missed when it is not there", () => {
    expect(wrongWith("callFlows/initFlow.ts#initFlow.findNumber")).to.equal(undefined);
    expect(wrongWith("callFlows/initFlow.ts#NOTHING_YET")).to.include("exports no");
    expect(wrongWith("callFlows/initFlow.ts#initFlow.noSuchBlock")).to.include("is not there");
    expect(wrongWith("callFlows/noFlow.ts#initFlow")).to.include("no such file");
    expect(pathsIn("`local/noRoom/x.ts`, `connect-ivr/flow`, `stacks/content/numbers/<stack>.yaml`")).to.deep.equal([
      "local/noRoom/x.ts",
      "stacks/content/numbers",
    ]);
    expect(isThere("local/noRoom/x.ts")).to.equal(false);
  });
});
