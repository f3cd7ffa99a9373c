import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as ts from "typescript";
import { EVALUATION, ROOT } from "../../support";

const FILE = join(ROOT, "test", "types", "flowTypes.ts");
const MARK = /^ *\/\/ @ts-expect-error\b.*$/;
const lines = readFileSync(FILE, "utf8").split("\n");
const marked = lines.flatMap((line, index) => (MARK.test(line) ? [index] : []));

const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
  config: { compilerOptions: unknown };
};
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
let last: ts.Program | undefined;

/** The lines (from 0) on which the compiler finds fault when the file reads like this. */
function faultyLines(text: readonly string[]): number[] {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, language, ...rest) =>
    resolve(file) === FILE
      ? ts.createSourceFile(file, text.join("\n"), language, true)
      : (last?.getSourceFile(file) ?? read(file, language, ...rest));
  last = ts.createProgram({ rootNames: [FILE], options, host, ...(last && { oldProgram: last }) });
  const source = last.getSourceFile(FILE) as ts.SourceFile;
  const found = [...last.getSyntacticDiagnostics(source), ...last.getSemanticDiagnostics(source)];
  return [...new Set(found.map(({ start = 0 }) => source.getLineAndCharacterOfPosition(start).line))].sort(
    (a, b) => a - b,
  );
}

const without = (indices: readonly number[]): string[] =>
  lines.map((line, index) => (indices.includes(index) ? "" : line));

describe("The types of the flow language", function () {
  this.timeout(EVALUATION);

  it("accept what is right and refuse each mistake, when the file is compiled as it stands", () =>
    expect(faultyLines(lines)).to.deep.equal([]));

  it("refuse every mistake for itself: without its mark, each is a fault on its own line, and nothing else is", () => {
    expect(marked.length).to.be.greaterThan(20);
    expect(faultyLines(without(marked))).to.deep.equal(marked.map((index) => index + 1));
  });

  it("find fault as soon as one mark is removed", () => {
    for (const index of [marked[0], marked.at(-1)] as number[])
      expect(faultyLines(without([index]))).to.deep.equal([index + 1]);
  });

  it("find fault with a mark over a line that is right, so that a mark cannot outlive its mistake", () => {
    const right = lines.findIndex((line) => line.startsWith("export const started"));
    expect(
      faultyLines([...lines.slice(0, right), "// @ts-expect-error nothing is wrong", ...lines.slice(right)]),
    ).to.deep.equal([right]);
  });
});
