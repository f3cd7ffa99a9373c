import { measureBlocks, measureCalls } from "./calls";
import { measureEvaluation } from "./evaluation";
import { measureExplorer } from "./explorer";
import { printFigures, type Figure } from "./figures";
import { measureFirstPrompt } from "./firstPrompt";
import { measureLookups } from "./lookups";
import { measureReport } from "./report";
import { measureRows } from "./rows";

const measures: Readonly<Record<string, () => Promise<Figure[]>>> = {
  blocks: measureBlocks,
  calls: measureCalls,
  lookups: measureLookups,
  evaluation: measureEvaluation,
  explorer: measureExplorer,
  firstPrompt: measureFirstPrompt,
  report: measureReport,
  rows: measureRows,
};

/** `npm run bench` measures all; names after it, only those. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !Object.hasOwn(measures, name));
  if (unknown.length > 0)
    throw new Error(`Nothing measures ${unknown.join(", ")}. There are ${Object.keys(measures).join(", ")}.`);
  const figures: Figure[] = [];
  for (const name of names.length > 0 ? names : Object.keys(measures))
    figures.push(...(await (measures[name] as () => Promise<Figure[]>)()));
  printFigures(figures);
  console.log(JSON.stringify({ node: process.version, figures }));
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
