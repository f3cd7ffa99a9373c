import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { evaluate } from "../local/engine/evaluate";
import type { Graph } from "../local/engine/graph";
import { type Project, readProject } from "../local/engine/project";
import { rowSetsOf } from "../local/engine/rowSets";
import { startDynamoDb } from "../local/emulator/dynamoDb";
import { deployRows } from "../local/simulator/deployRows";
import { withRows } from "../test/explorer/graphs";
import { type Figure, median, peakOfChildren, sample, secondsOf } from "./figures";

const ROOT = join(__dirname, "..");
const RUNS = 5;
const NUMBERS = 5_000;
const ROWS = 100_000;

/** A made-up number of the 555-01xx that are kept for fiction, a hundred in each area code. */
const numberLine = (index: number): string => {
  const area = 301 + Math.floor(index / 100);
  const last = String(index % 100).padStart(2, "0");
  return `  - { name: us-many-${index}, e164: "+1${area}55501${last}", country: US, lineOfBusiness: sales, kind: did, fictional: reserved }\n`;
};

/** Example Corp with thousands of numbers, and as many known callers as make all rows. */
function largeStack(): { readonly project: Project; readonly remove: () => void } {
  const folder = join(ROOT, ".ivr", `bench-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  cpSync(join(ROOT, "stacks"), join(folder, "stacks"), { recursive: true });
  for (const file of readdirSync(ROOT).filter((name) => /^Pulumi.*\.yaml$/.test(name)))
    cpSync(join(ROOT, file), join(folder, file));
  for (const shared of readdirSync(ROOT, { withFileTypes: true }))
    if (!["stacks", ".ivr", ".git"].includes(shared.name) && !/^Pulumi/.test(shared.name))
      symlinkSync(join(ROOT, shared.name), join(folder, basename(shared.name)));
  const numbers = join(folder, "stacks", "content", "numbers", "dev.yaml");
  const before = readFileSync(numbers, "utf8");
  writeFileSync(numbers, before + Array.from({ length: NUMBERS - 150 }, (_, index) => numberLine(index)).join(""));
  const stack = join(folder, "stacks", "stack.ts");
  const program = readFileSync(stack, "utf8").replace(
    "routingRowSet(system.routingRows)",
    `routingRowSet([...system.routingRows, ...Array.from({ length: ${ROWS} - system.routingRows.length - system.promptRows.length }, (_, index) => ({ key: "caller#+1" + (2015550000 + index), language: "en-US", customerId: "c-" + index }))])`,
  );
  writeFileSync(stack, program);
  return { project: readProject(folder, "dev"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const rowsIn = (graph: Graph): number =>
  rowSetsOf(graph)
    .flatMap(({ content }) => content.index.groups)
    .reduce((sum, { rows }) => sum + rows, 0);

/** One of the known callers speaks another language. */
const withOneChanged = (graph: Graph): Graph =>
  withRows(graph, (item) => (item["key"]?.S === "caller#+12015550000" ? { ...item, language: { S: "fr-CA" } } : item));

/** A stack with very many rows: its evaluation, against stack dev as it is, and what its rows cost to write. */
export async function measureRows(): Promise<Figure[]> {
  const { project, remove } = largeStack();
  try {
    const large = await evaluate(project, "up");
    const memory = await peakOfChildren(() => evaluate(project, "up"));
    const runs = await sample(RUNS, async () => ({
      large: await secondsOf(() => evaluate(project, "up")),
      dev: await secondsOf(() => evaluate(readProject(ROOT, "dev"), "up")),
    }));
    const dynamoDb = await startDynamoDb(large);
    const services = { AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint };
    const first = await secondsOf(() => deployRows(large, services));
    const graphs = [withOneChanged(large), large];
    let release = 0;
    const changes = await sample(RUNS, () =>
      secondsOf(() => deployRows(graphs[release++ % graphs.length] as Graph, services)),
    );
    await dynamoDb.close();
    const rows = rowsIn(large);
    return [
      {
        name: `evaluating a stack of ${rows} rows`,
        value: median(runs.map((run) => run.large)),
        unit: "s",
        runs: RUNS,
        baseline: { name: "stack dev", value: median(runs.map((run) => run.dev)) },
        aim: "1.5×",
      },
      { name: "memory of the program at the most", value: memory, unit: "MB", runs: 1, aim: "1,000 MB" },
      { name: `writing ${rows} rows the first time, embedded DynamoDB`, value: first, unit: "s", runs: 1 },
      { name: "a release in which one of them changes", value: median(changes), unit: "s", runs: RUNS },
    ];
  } finally {
    remove();
  }
}
