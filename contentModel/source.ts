import { readFileSync } from "node:fs";
import * as v from "valibot";
import {
  type Alias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  type Document,
  parseDocument,
  visit,
} from "yaml";
import type { ContentProblem } from "./problem";

export type Path = readonly (string | number)[];

/** A YAML file that remembers on which line each key stands. */
export interface Source<T> {
  readonly file: string;
  readonly data: T;
  problem(path: Path, message: string, remedy: string): ContentProblem;
  /** The keys of a map as they stand in the file, from top to bottom: JavaScript sorts those that are numbers. */
  keys(path: Path): string[];
}

/**
 * Reads a YAML file and checks its shape. Problems are collected, not thrown, so that the author
 * sees those of all files at once; a file with problems gives no source.
 * @param name how the file is called in messages
 */
export function readSource<S extends v.GenericSchema>(
  path: string,
  name: string,
  schema: S,
  problems: ContentProblem[],
): Source<v.InferOutput<S>> | undefined {
  const lines = new LineCounter();
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    problems.push({
      file: name,
      key: "",
      message: "The file cannot be read.",
      remedy: "Create it, or correct its name.",
    });
    return undefined;
  }
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: (a, b) => keyOf(a) === keyOf(b) });
  // After the first fault of grammar the rest of the file reads as faults.
  for (const error of document.errors.filter(
    ({ code }, index, all) =>
      code === "DUPLICATE_KEY" || index === all.findIndex((other) => other.code !== "DUPLICATE_KEY"),
  ))
    problems.push({
      file: name,
      line: lines.linePos(error.pos[0]).line,
      key: "",
      message: `This is not YAML: ${error.message.split("\n")[0]}`,
      remedy: "Correct the line.",
    });
  if (document.errors.length > 0) return undefined;
  const at = (keys: Path): number | undefined => lineOf(document, keys, lines);
  const problem = (keys: Path, message: string, remedy: string): ContentProblem => {
    const line = at(keys);
    return { file: name, ...(line !== undefined && { line }), key: keys.join("."), message, remedy };
  };
  const aliases = aliasesOf(document);
  for (const alias of aliases)
    problems.push({
      file: name,
      line: lines.linePos(alias.range?.[0] ?? 0).line,
      key: "",
      message: `*${alias.source} begins like a YAML alias, which the content does not use.`,
      remedy: "Put the text in quotes.",
    });
  if (aliases.length > 0) return undefined;
  const result = v.safeParse(schema, document.toJS());
  if (result.success) return { file: name, data: result.output, problem, keys: (path) => keysAt(document, path) };
  problems.push(...result.issues.map((issue) => shapeProblem(issue, problem)));
  return undefined;
}

function aliasesOf(document: Document): Alias[] {
  const found: Alias[] = [];
  visit(document, { Alias: (_key, node) => void found.push(node) });
  return found;
}

/** `1` and `"1"` are different keys to YAML, and the same to everyone else. */
const keyOf = (node: unknown): string => (isScalar(node) ? String(node.value) : "");

function keysAt(document: Document, path: Path): string[] {
  const node = document.getIn(path, true);
  return isMap(node) ? node.items.map(({ key }) => keyOf(key)) : [];
}

function shapeProblem(issue: v.BaseIssue<unknown>, problem: Source<unknown>["problem"]): ContentProblem {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const last = path.at(-1) ?? "";
  if (issue.type === "never")
    return problem(path, `The key ${last} is not known here.`, "Remove it, or correct its spelling.");
  if (issue.type === "object_with_rest" && issue.received === "undefined")
    return problem(path, `The key ${last} is missing.`, "Add it.");
  if (issue.type === "string" && ["number", "boolean"].includes(typeof issue.input))
    return problem(path, `YAML takes the value for a ${typeof issue.input}.`, "Put it in quotes.");
  if (issue.kind === "validation") return problem(path, `${issue.received} is not accepted.`, issue.message);
  return problem(
    path,
    `${issue.received} stands where ${issue.expected ?? "something else"} is expected.`,
    "Correct the value.",
  );
}

/** The line of the deepest key of the path that is there. */
function lineOf(document: Document, path: Path, lines: LineCounter): number | undefined {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0];
  for (const step of path) {
    if (!isCollection(node)) break;
    const item: unknown = isMap(node)
      ? node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(step))
      : node.items[Number(step)];
    if (item === undefined) break;
    const key = isPair(item) ? (item.key as Node) : (item as Node);
    offset = key.range?.[0] ?? offset;
    node = isPair(item) ? (item.value as Node | null) : (item as Node);
  }
  return offset === undefined ? undefined : lines.linePos(offset).line;
}
