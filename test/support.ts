import { join } from "node:path";
import { after } from "mocha";
import { evaluate } from "../local/engine/evaluate";
import type { Graph, Mode } from "../local/engine/graph";
import { readProject } from "../local/engine/project";
import { type Laptop, startGraph } from "../local/laptop";

export const ROOT = join(__dirname, "..");

const graphs = new Map<string, Promise<Graph>>();
const laptops = new Map<string, Promise<Laptop>>();

/** A stack of this project, evaluated once in a test run. */
export function graphOf(stack: string, mode: Mode): Promise<Graph> {
  const key = `${stack} ${mode}`;
  const known = graphs.get(key) ?? evaluate(readProject(ROOT, stack), mode);
  graphs.set(key, known);
  return known;
}

/** A stack of this project running on this machine, started once in a test run. */
export function laptopOf(stack: string): Promise<Laptop> {
  const known = laptops.get(stack) ?? graphOf(stack, "up").then(startGraph);
  laptops.set(stack, known);
  return known;
}

// A root hook: it runs when every file is done.
after(async () => {
  for (const laptop of laptops.values()) await (await laptop).close();
});
