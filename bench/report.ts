import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readProject } from "../local/engine/project";
import { startLaptop } from "../local/laptop";
import { reportOnTraffic } from "../local/report/report";
import { type Figure, processorSecondsOf, secondsOf } from "./figures";

const ROOT = join(__dirname, "..");
/** With their transfers, callbacks and surveys they are 100,000 contacts. */
const CALLS = 55_000;
const MEGABYTE = 1024 * 1024;

/** A month of calls, from the program to the page: evaluated, simulated, archived, reported. */
export async function measureReport(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "connect-ivr-bench-"));
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 100);
  const made = async (): Promise<void> => {
    const laptop = await startLaptop(readProject(ROOT, "dev"));
    await reportOnTraffic(laptop, CALLS, "1", {
      out: join(folder, "report"),
      assumed: { costPerAgentContact: 6.5 },
      progress: () => undefined,
    }).finally(() => laptop.close());
  };
  try {
    let processor = 0;
    const wall = await secondsOf(async () => void (processor = await processorSecondsOf(made)));
    return [
      { name: "a report of 55,000 calls", value: wall, unit: "s", runs: 1, aim: "60 s" },
      { name: "processor time of it", value: processor, unit: "s", runs: 1 },
      { name: "memory at the most", value: most / MEGABYTE, unit: "MB", runs: 1, aim: "1,500 MB" },
    ];
  } finally {
    clearInterval(watch);
    rmSync(folder, { recursive: true, force: true });
  }
}
