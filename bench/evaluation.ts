import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluate } from "../local/engine/evaluate";
import { readProject } from "../local/engine/project";
import { type Figure, median, sample, secondsOf } from "./figures";

const ROOT = join(__dirname, "..");
const RUNS = 5;

/** A program that registers as many rows of a table, and does nothing else. */
const bareProgram = (resources: number): string => `
const pulumi = require(${JSON.stringify(require.resolve("@pulumi/pulumi"))});
const dynamodb = require(${JSON.stringify(require.resolve("@pulumi/aws/dynamodb"))});
for (let index = 0; index < ${resources}; index++)
  new dynamodb.TableItem("row" + index, { tableName: "table", hashKey: "key", item: JSON.stringify({ key: { S: String(index) } }) });
`;

/** The evaluation of stack dev, against a bare program with as many resources. */
export async function measureEvaluation(): Promise<Figure[]> {
  const stack = readProject(ROOT, "dev");
  const { resources } = await evaluate(stack, "up");
  const folder = mkdtempSync(join(tmpdir(), "connect-ivr-bench-"));
  try {
    writeFileSync(join(folder, "bare.js"), bareProgram(resources.filter(({ custom }) => custom).length));
    const bare = { ...stack, folder, workingFolder: folder, entry: join(folder, "bare.js"), nodeArguments: [] };
    const rows = await sample(RUNS, async () => ({
      stack: await secondsOf(() => evaluate(stack, "up")),
      bare: await secondsOf(() => evaluate(bare, "up")),
    }));
    return [
      {
        name: `evaluating stack dev (${resources.length} resources)`,
        value: median(rows.map((row) => row.stack)),
        unit: "s",
        runs: RUNS,
        baseline: { name: "a bare program with as many", value: median(rows.map((row) => row.bare)) },
        aim: "1.5×",
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
