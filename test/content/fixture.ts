import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import {
  type ContentContext,
  ContentError,
  type ContentProblem,
  type ContentSources,
  loadContent,
} from "../../contentModel";

/** The program around the valid content: one environment, one own flow, one own module. */
export const CONTEXT: ContentContext = {
  stack: "dev",
  environments: ["dev", "staging"],
  promptSets: [
    { name: "failure", prompts: ["apology"], placeholders: [], storedIn: "flow" },
    { name: "language", prompts: ["choose"], placeholders: ["key"], storedIn: "number" },
    { name: "init", prompts: ["welcome", "closing"], placeholders: [], storedIn: "table" },
    { name: "hours", prompts: ["week"], placeholders: ["opens", "closes"], storedIn: "table" },
  ],
  flows: ["mainFlow", "newsFlow"],
  modules: ["hoursModule"],
};

type Files = ReadonlyMap<string, string>;
/** One change to the valid content. `§` marks the line on which a problem is expected and is not written. */
export type Change = (files: Files) => Files;

const VALID = join(__dirname, "valid");
const validFiles = (): Files =>
  new Map(
    readdirSync(VALID, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".yaml"))
      .map((file) => [file.replaceAll("\\", "/"), readFileSync(join(VALID, file), "utf8")]),
  );

/** Puts another text in the place of one that stands exactly once in the file. */
export const change =
  (file: string, from: string, to: string): Change =>
  (files) => {
    const parts = (files.get(file) ?? "").split(from);
    if (parts.length !== 2)
      throw new Error(
        `The fixture ${file} holds ${JSON.stringify(from)} ${parts.length - 1} times; name a text that stands there once.`,
      );
    return new Map(files).set(file, parts.join(to));
  };
export const write =
  (file: string, text: string): Change =>
  (files) =>
    new Map(files).set(file, text);
export const append =
  (file: string, text: string): Change =>
  (files) =>
    new Map(files).set(file, (files.get(file) ?? "") + text);
export const remove =
  (file: string): Change =>
  (files) =>
    new Map([...files].filter(([name]) => name !== file));
export const all =
  (...changes: readonly Change[]): Change =>
  (files) =>
    changes.reduce((changed, one) => one(changed), files);

interface Mark {
  readonly file: string;
  readonly line: number;
}

const marksIn = (files: Files): Mark[] =>
  [...files].flatMap(([file, text]) =>
    text
      .split("\n")
      .flatMap((line, index) => (line.includes("§") ? [{ file: join("content", file), line: index + 1 }] : [])),
  );

function load(files: Files, context: ContentContext): ContentSources {
  const parent = mkdtempSync(join(tmpdir(), "content-"));
  try {
    for (const [file, text] of files) {
      mkdirSync(dirname(join(parent, "content", file)), { recursive: true });
      writeFileSync(join(parent, "content", file), text.replaceAll("§", ""));
    }
    return loadContent(join(parent, "content"), context);
  } finally {
    rmSync(parent, { recursive: true });
  }
}

/** The valid content with a change that leaves it valid. */
export const contentWith = (changed: Change = (files) => files, context: ContentContext = CONTEXT): ContentSources =>
  load(changed(validFiles()), context);

/** What is wrong with the valid content after a change; empty when nothing is. */
export function problemsOf(changed: Change, context: ContentContext = CONTEXT): readonly ContentProblem[] {
  try {
    contentWith(changed, context);
    return [];
  } catch (error) {
    if (error instanceof ContentError) return error.problems;
    throw error;
  }
}

/** A problem that a change has to cause, and a twin of the change that causes none. */
export interface Refusal {
  readonly faulty: Change;
  readonly key: string;
  readonly message: RegExp;
  readonly remedy: RegExp;
  /** Nearly the same change, and accepted: so it is this fault that is refused. */
  readonly twin: Change;
  /** Keys of the problems that follow from this one. Default: none. */
  readonly followedBy?: readonly string[];
  readonly context?: ContentContext;
}

/** Declares the tests that a fault is refused at its line with its remedy, and that its twin is accepted. */
export function refuses(
  fault: string,
  { faulty, key, message, remedy, twin, followedBy = [], context = CONTEXT }: Refusal,
): void {
  it(`refuses ${fault}`, () => {
    const [mark] = marksIn(faulty(validFiles()));
    const problems = problemsOf(faulty, context);
    const problem = problems.find((one) => one.key === key && message.test(one.message));
    expect(problem, `among ${JSON.stringify(problems, null, 1)}`).to.not.equal(undefined);
    expect({ file: problem?.file, line: problem?.line }).to.deep.equal({ file: mark?.file, line: mark?.line });
    expect(problem?.remedy).to.match(remedy);
    expect(problems.filter((one) => one !== problem).map((one) => one.key)).to.have.members(followedBy);
  });
  it(`does not refuse the twin of ${fault}`, () => {
    expect(problemsOf(twin, context)).to.deep.equal([]);
  });
}

/** Where the marks of a change stand, in the order of files and lines. */
export const marksOf = (changed: Change): readonly Mark[] => marksIn(changed(validFiles()));
