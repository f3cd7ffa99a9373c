import { spawn } from "node:child_process";
import { join } from "node:path";
import { type Figure, median, sample } from "./figures";

const ROOT = join(__dirname, "..");
const RUNS = 5;

/** Seconds from the start of a process to the first line that matches. */
function secondsToLine(args: readonly string[], line: RegExp): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
    let text = "";
    let first: number | undefined;
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (line.test(text)) first ??= (performance.now() - started) / 1000;
    });
    child.on("close", (code) =>
      code === 0 && first !== undefined
        ? resolve(first)
        : reject(new Error(`${args.join(" ")} ended with ${code} before it said ${line}`)),
    );
  });
}

/** How long a newcomer waits for the first words of the demo call. */
export async function measureFirstPrompt(): Promise<Figure[]> {
  const rows = await sample(RUNS, async () => ({
    demo: await secondsToLine(["bin/ivr.js", "start"], /Welcome/),
    bare: await secondsToLine(["-e", 'require("@pulumi/pulumi"); console.log("loaded")'], /loaded/),
  }));
  const baseline = { name: "loading Pulumi", value: median(rows.map(({ bare }) => bare)) };
  return [
    {
      name: "npm start to the first prompt",
      value: median(rows.map(({ demo }) => demo)),
      unit: "s",
      runs: RUNS,
      baseline,
      aim: "15 s",
    },
  ];
}
