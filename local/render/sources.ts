import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse, read, type ParsedFlow } from "connect-ivr/flow";
import type { Graph } from "../engine/graph";
import { flowsOf, modulesOf } from "../simulator/graphInstance";
import { InputError } from "../shared/errors";

/** A flow or module to be shown to a person, from a stack or from a file. */
export interface ShownFlow {
  readonly name: string;
  /** A flow type of the service, or `MODULE`; absent when the source does not say it. */
  readonly type?: string;
  readonly description?: string;
  readonly content: ParsedFlow;
}

/** The flows and modules that a graph (of mode `up`) would deploy, by the names that routes refer to them by. */
export const flowsOfGraph = (graph: Graph): ShownFlow[] =>
  [...flowsOf(graph), ...modulesOf(graph)].sort((one, other) => (one.name < other.name ? -1 : 1));

/**
 * A flow from a file of flow JSON, under the name that it tells, else under the file's.
 * @throws InputError when the file cannot be read or is no flow
 */
export function flowOfFile(file: string): ShownFlow {
  try {
    const text = readFileSync(file, "utf8");
    const { name = basename(file).replace(/\.json$/i, ""), type } = read(text);
    return { name, ...(type !== undefined && { type }), content: parse(text) };
  } catch (error) {
    throw new InputError(describeFailure(file, error as NodeJS.ErrnoException));
  }
}

function describeFailure(file: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT") return `There is no file ${file}. Name a file of flow JSON.`;
  if (code === "EISDIR") return `${file} is a folder. Name the files in it.`;
  return `${file} cannot be shown: ${message}`;
}
