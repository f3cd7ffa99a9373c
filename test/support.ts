import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../local/engine/evaluate";
import type { Graph, Mode } from "../local/engine/graph";
import { readProject } from "../local/engine/project";
import { type Laptop, startGraph } from "../local/laptop";
import { atEnd } from "./atEnd";
import { graphsOfRun } from "./graphsOfRun";

export const ROOT = join(__dirname, "..");

/** Milliseconds that a hook or test may take that has to evaluate a stack first: five seconds of processor time. */
export const EVALUATION = 60_000;

const graphs = new Map<string, Promise<Graph>>();
const laptops = new Map<string, Promise<Laptop>>();

/** A stack of the project in a folder, evaluated once in a run of tests. */
export function graphIn(folder: string, stack: string, mode: Mode): Promise<Graph> {
  const key = `${folder} ${stack} ${mode}`;
  const known = graphs.get(key) ?? readOrEvaluate(key, () => evaluate(readProject(folder, stack), mode));
  graphs.set(key, known);
  return known;
}

/** What another process of this run has evaluated is read; a graph is nothing but JSON. */
async function readOrEvaluate(key: string, evaluated: () => Promise<Graph>): Promise<Graph> {
  const folder = graphsOfRun();
  if (folder === undefined) return evaluated();
  const file = join(folder, `${createHash("sha256").update(key).digest("hex")}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Graph;
  const graph = await evaluated();
  // Written under another name first, so that nobody reads half of it.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(graph));
  renameSync(unfinished, file);
  return graph;
}

/** A stack of the project in a folder running on this machine, until the end of the tests. */
export function laptopIn(folder: string, stack: string): Promise<Laptop> {
  const key = `${folder} ${stack}`;
  const known = laptops.get(key);
  if (known !== undefined) return known;
  const started = graphIn(folder, stack, "up").then(startGraph);
  laptops.set(key, started);
  atEnd(async () => {
    laptops.delete(key);
    await (await started).close();
  });
  return started;
}

/** A stack of Example Corp, for tests of its content; those of the code stand on the small company. */
export const graphOf = (stack: string, mode: Mode): Promise<Graph> => graphIn(ROOT, stack, mode);

/** A stack of Example Corp running on this machine. */
export const laptopOf = (stack: string): Promise<Laptop> => laptopIn(ROOT, stack);
