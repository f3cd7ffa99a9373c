import { join } from "node:path";
import { evaluate } from "../local/engine/evaluate";
import { readProject } from "../local/engine/project";
import { explore, type Exploration } from "../local/explorer/explore";
import { type Figure, median, sample, secondsOf } from "./figures";

const ROOT = join(__dirname, "..");
const RUNS = 3;
/** It offers two languages, and its menus lead to each other. */
const ONE_NUMBER = "+18335550143";

/** All of stack dev with every fault once, and one number several times. */
export async function measureExplorer(): Promise<Figure[]> {
  const graph = await evaluate(readProject(ROOT, "dev"), "up");
  let last: Exploration | undefined;
  const timed = (number?: string) => secondsOf(async () => void (last = await explore(graph, { faults: true, ...(number !== undefined && { number }) })));
  const one = median(await sample(RUNS, () => timed(ONE_NUMBER)));
  const all = await timed();
  const { counts } = last as unknown as Exploration;
  return [
    { name: "exploring one number with faults", value: one, unit: "s", runs: RUNS },
    { name: "exploring all numbers with faults", value: all, unit: "s", runs: 1, aim: "60 s with the evaluation" },
    { name: "explorer states", value: counts.states / all, unit: "states/s", runs: 1 },
    { name: "explorer transitions", value: counts.transitions / all, unit: "transitions/s", runs: 1 },
  ];
}
