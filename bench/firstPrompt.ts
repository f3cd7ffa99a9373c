import { spawn } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "..");
const RUNS = 5;

/** Seconds from the start of a process to the first line that matches, and to its end. */
function timed(args: readonly string[], line: RegExp): Promise<{ first: number; end: number }> {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
    let text = "";
    let first = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (first === 0 && line.test(text)) first = seconds();
    });
    child.on("close", (code) => (code === 0 ? resolve({ first, end: seconds() }) : reject(new Error(`${args.join(" ")} ended with ${code}`))));
  });
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

async function main(): Promise<void> {
  const demo = ["bin/ivr.js", "start"];
  const bare = ["-e", 'require("@pulumi/pulumi"); console.log("loaded")'];
  const rows: { first: number; end: number; bare: number }[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const { first, end } = await timed(demo, /Welcome/);
    const baseline = await timed(bare, /loaded/);
    if (run > 0) rows.push({ first, end, bare: baseline.first });
  }
  const figures = { firstPrompt: median(rows.map(({ first }) => first)), whole: median(rows.map(({ end }) => end)), loadingPulumi: median(rows.map(({ bare: one }) => one)) };
  console.table(Object.fromEntries(Object.entries(figures).map(([name, seconds]) => [name, { "seconds (median)": Number(seconds.toFixed(2)), "× loading Pulumi": Number((seconds / figures.loadingPulumi).toFixed(1)) }])));
  console.log(JSON.stringify({ runs: RUNS, ...figures }));
}

void main();
