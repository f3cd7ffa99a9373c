import { join } from "node:path";
import { evaluate } from "../local/engine/evaluate";
import type { Graph, Mode } from "../local/engine/graph";
import { readProject } from "../local/engine/project";
import { type Laptop, startGraph } from "../local/laptop";
import { atEnd } from "./atEnd";

export const ROOT = join(__dirname, "..");

const graphs = new Map<string, Promise<Graph>>();
const laptops = new Map<string, Promise<Laptop>>();

/** A stack of this project, evaluated once in a process. */
export function graphOf(stack: string, mode: Mode): Promise<Graph> {
  const key = `${stack} ${mode}`;
  const known = graphs.get(key) ?? evaluate(readProject(ROOT, stack), mode);
  graphs.set(key, known);
  return known;
}

/** A stack of this project running on this machine, until the end of the tests. */
export function laptopOf(stack: string): Promise<Laptop> {
  const known = laptops.get(stack);
  if (known !== undefined) return known;
  const started = graphOf(stack, "up").then(startGraph);
  laptops.set(stack, started);
  atEnd(async () => {
    laptops.delete(stack);
    await (await started).close();
  });
  return started;
}
