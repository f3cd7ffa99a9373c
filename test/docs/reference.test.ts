import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect } from "chai";
import { actionSpecs } from "../../flowLanguage/actions";
import { ROOT } from "../support";

const FOLDERS = ["components", "callFlows", "contentModel", "flowLanguage", "handlers", "local", "stacks", "test"];
const ACTIONS = join("flowLanguage", "actions");
const pageOf = (name: string): string => readFileSync(join(ROOT, "docs", "reference", name), "utf8");

/** A program of this checkout. */
interface Program {
  readonly file: string;
  readonly text: string;
}

/** Something that stands at a line of a program. */
interface Found {
  readonly where: string;
  readonly said: string;
}

/** A section of one of the two documents, as a comment or a record names it. */
interface Citation {
  readonly where: string;
  readonly document: "flow-language.md" | "reporting.md";
  readonly section: string;
}

/** What lies between two words of a comment, the beginning of its next line included. */
const GAP = String.raw`\s+(?:(?:\*|//)\s+)?`;
const NUMBER = String.raw`\d+(?:\.\d+)?`;
const COMMENT = /\/\*[^]*?\*\/|(?<=^|\s)\/\/.*(?:\n\s*\/\/.*)*/gm;
const CITATION = new RegExp(
  String.raw`\(reference${GAP}(reporting${GAP})?(${NUMBER}(?:,${GAP}${NUMBER})*)(?=\)|[,;]\s)`,
  "g",
);
/** What means a section and is not written as a citation. */
const STRAY = new RegExp(
  String.raw`\b[Rr]eference,?${GAP}(?:reporting${GAP})?(?:sections?${GAP})?\d[\d.]*|\(sections?${GAP}\d[\d.]*`,
  "g",
);

/** The programs of a folder and those below it. */
function programsIn(folder: string): Program[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ["node_modules", "dist"].includes(entry.name) ? [] : programsIn(path);
    return entry.name.endsWith(".ts") ? [{ file: relative(ROOT, path), text: readFileSync(path, "utf8") }] : [];
  });
}

const numbersIn = (text: string): string[] => [...text.matchAll(new RegExp(NUMBER, "g"))].map(([number]) => number);

const lineAt = (text: string, index: number): number => text.slice(0, index).split("\n").length;

/** What a pattern finds in the comments of a program. */
const inComments = ({ file, text }: Program, pattern: RegExp): (Found & { readonly groups: readonly string[] })[] =>
  [...text.matchAll(COMMENT)].flatMap((comment) =>
    [...comment[0].matchAll(pattern)].map((match) => ({
      where: `${file}:${lineAt(text, comment.index + match.index)}`,
      said: match[0].replace(/\s+/g, " "),
      groups: match.slice(1),
    })),
  );

const commentCitations = (program: Program): Citation[] =>
  inComments(program, CITATION).flatMap(({ where, groups: [reporting, numbers = ""] }) =>
    numbersIn(numbers).map((section) => ({
      where,
      document: reporting === undefined ? "flow-language.md" : "reporting.md",
      section,
    })),
  );

/** The program with its citations blotted out: what still means a section is written otherwise. */
const strayMentions = ({ file, text }: Program): Found[] =>
  inComments({ file, text: text.replace(CITATION, (citation) => citation.replace(/\S/g, "-")) }, STRAY);

/** What the `source` of an action's record names: sections at its beginning or in brackets, grades in square ones. */
const readSource = (source: string): { sections: string[]; grades: string[] } => ({
  sections: [
    ...numbersIn(/^[\d., ]*/.exec(source)?.[0] ?? ""),
    ...[...source.matchAll(new RegExp(String.raw`\((${NUMBER})\)`, "g"))].map(([, number = ""]) => number),
  ],
  grades: [...source.matchAll(/\[(\w+)\]/g)].map(([, grade = ""]) => grade),
});

/** The text of every numbered section, with the sections in it. */
function sectionsOf(page: string): Map<string, string> {
  const headings = [...page.matchAll(/^(##+) (\d+(?:\.\d+)?)\.? .*$/gm)];
  return new Map(
    headings.map(({ 1: marks = "", 2: number = "", index }, position) => {
      const next = headings.slice(position + 1).find(({ 1: other = "" }) => other.length <= marks.length);
      return [number, page.slice(index, next?.index)];
    }),
  );
}

/** The grades that the table of a page explains. */
const gradesOf = (page: string): string[] =>
  [...page.matchAll(/^\| \*\*\[(\w+)\]\*\* \|/gm)].map(([, grade = ""]) => grade);

/** Where the record of an action begins. */
function recordOf(type: string, programs: readonly Program[]): string {
  for (const { file, text } of programs) {
    const index = text.search(new RegExp(`^ {2}${type}:`, "m"));
    if (index >= 0) return `${file}:${lineAt(text, index)}`;
  }
  return ACTIONS;
}

const lines = (found: readonly Found[]): string => found.map(({ where, said }) => `${where} ${said}`).join("\n");

const sections = {
  "flow-language.md": sectionsOf(pageOf("flow-language.md")),
  "reporting.md": sectionsOf(pageOf("reporting.md")),
};

const unresolved = (citations: readonly Citation[]): Found[] =>
  citations
    .filter(({ document, section }) => !sections[document].has(section))
    .map(({ where, document, section }) => ({ where, said: `cites ${section}, which ${document} does not have` }));

describe("citations of the reference", () => {
  const comment = (text: string): Program => ({ file: "a.ts", text: `const one = 1;\n/** ${text} */\n` });

  it("are read singly, in lists, over the end of a line, and with more behind them", () => {
    const read = (text: string): string[] =>
      commentCitations(comment(text)).map(({ where, document, section }) => `${where} ${document} ${section}`);
    expect(read("It says so (reference 2.1).")).to.deep.equal(["a.ts:2 flow-language.md 2.1"]);
    expect(read("It\n * says (reference reporting 7.2): so")).to.deep.equal(["a.ts:3 reporting.md 7.2"]);
    expect(read("(reference 1.7,\n * 8)")).to.deep.equal(["a.ts:2 flow-language.md 1.7", "a.ts:2 flow-language.md 8"]);
    expect(read("(reference 2.1, ShowView) (reference\n// 5.1; a page)")).to.deep.equal([
      "a.ts:2 flow-language.md 2.1",
      "a.ts:2 flow-language.md 5.1",
    ]);
    expect(commentCitations({ file: "a.ts", text: 'const text = "(reference 2.1)";' })).to.deep.equal([]);
    expect(readSource("2.0, 2.2 [D]; whisper [L1]; modules unconfirmed (1.8)")).to.deep.equal({
      sections: ["2.0", "2.2", "1.8"],
      grades: ["D", "L1"],
    });
  });

  it("are reported when they lead nowhere, and when they are written otherwise", () => {
    expect(lines(unresolved(commentCitations(comment("(reference 9.9)"))))).to.equal(
      "a.ts:2 cites 9.9, which flow-language.md does not have",
    );
    const otherwise = [
      "(reference section 2.1)",
      "reference 2.1",
      "(section 3.3)",
      "reference,\n * reporting section 7",
    ];
    for (const text of [...otherwise, "(reference 2.0 to 2.7)"])
      expect(strayMentions(comment(text)), text).to.have.length(1);
    for (const text of ["(reference 2.1, ShowView)", "a reference to 2 things", "section 5 of its own"])
      expect(strayMentions(comment(text)), text).to.deep.equal([]);
  });
});

describe("docs/reference", () => {
  const programs = FOLDERS.map((folder) => join(ROOT, folder))
    .filter((folder) => existsSync(folder))
    .flatMap(programsIn);
  const records = programs.filter(({ file }) => file.startsWith(ACTIONS));
  const sources = Object.entries(actionSpecs).map(([type, { source }]) => ({
    type,
    where: `${recordOf(type, records)} ${type}`,
    ...readSource(source),
  }));

  it("has every section that comments cite", () => {
    expect(lines(unresolved(programs.flatMap(commentCitations)))).to.equal("");
  });

  it("has every section that the record of an action cites, and each record cites one", () => {
    const cited = sources.flatMap(({ where, sections: named }) =>
      named.map((section): Citation => ({ where, document: "flow-language.md", section })),
    );
    expect(lines(unresolved(cited))).to.equal("");
    expect(sources.filter(({ sections: named }) => named.length === 0).map(({ where }) => where)).to.deep.equal([]);
  });

  it("tells of each type of action in a section that its record cites", () => {
    const untold = sources.filter(
      ({ type, sections: named }) =>
        !named.some((section) => sections["flow-language.md"].get(section)?.includes(`\`${type}\``)),
    );
    expect(
      lines(untold.map(({ where, sections: named }) => ({ where, said: `is not in ${named.join(", ")}` }))),
    ).to.equal("");
  });

  it("explains every grade that a record gives", () => {
    const explained = gradesOf(pageOf("flow-language.md"));
    const unknown = sources.flatMap(({ where, grades }) =>
      grades.filter((grade) => !explained.includes(grade)).map((grade) => ({ where, said: `has the grade ${grade}` })),
    );
    expect(lines(unknown)).to.equal("");
    for (const grade of explained) expect(pageOf("README.md")).to.include(`\`${grade}\``);
  });

  it("is cited in one form", () => {
    expect(lines(programs.flatMap(strayMentions))).to.equal("");
    expect(programs.flatMap(commentCitations)).to.have.length.above(40);
  });
});
