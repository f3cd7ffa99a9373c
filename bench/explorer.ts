import { join } from "node:path";
import { evaluate } from "../local/engine/evaluate";
import { readProject } from "../local/engine/project";
import { explore, type Exploration } from "../local/explorer/explore";
import { type Figure, secondsOf } from "./figures";

const ROOT = join(__dirname, "..");
/** It offers two languages, and its menus lead to each other and to self-service. */
const ONE_NUMBER = "+18335550143";

/** Every call to one number of stack dev, without a fault and with every fault: once each, they are long. */
export async function measureExplorer(): Promise<Figure[]> {
  const graph = await evaluate(readProject(ROOT, "dev"), "up");
  const figures: Figure[] = [];
  for (const faults of [false, true]) {
    let last: Exploration | undefined;
    const seconds = await secondsOf(async () => void (last = await explore(graph, { faults, number: ONE_NUMBER })));
    const { counts } = last as unknown as Exploration;
    figures.push(
      { name: `exploring one number ${faults ? "with" : "without"} faults`, value: seconds, unit: "s", runs: 1 },
      { name: "its states", value: counts.states / seconds, unit: "states/s", runs: 1 },
      { name: "its transitions", value: counts.transitions / seconds, unit: "transitions/s", runs: 1 },
    );
  }
  return figures;
}
