import { readdirSync, readFileSync } from "node:fs";

/** One measured figure: the median of several runs after a warm-up. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly runs: number;
  /** What the figure is held against, measured in the same run. */
  readonly baseline?: { readonly name: string; readonly value: number };
  readonly aim?: string;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** Runs something once to warm up and then so many times. */
export async function sample<Result>(runs: number, once: () => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let run = 0; run <= runs; run++) {
    const result = await once();
    if (run > 0) results.push(result);
  }
  return results;
}

/** Wall-clock seconds that something takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Processor seconds, over all threads, that something takes. */
export async function processorSecondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000_000;
}

const OFTEN_MS = 20;

/** The most memory, in MB, that any process had which this one started meanwhile. Linux alone says so. */
export async function peakOfChildren(work: () => Promise<unknown>): Promise<number> {
  let peak = 0;
  const look = (): void => {
    for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name)))
      try {
        const status = readFileSync(`/proc/${id}/status`, "utf8");
        const kilobytes = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0);
        if (new RegExp(`^PPid:\\s+${process.pid}$`, "m").test(status)) peak = Math.max(peak, kilobytes / 1024);
      } catch {
        // The process has ended.
      }
  };
  const timer = setInterval(look, OFTEN_MS);
  try {
    await work();
    return peak;
  } finally {
    clearInterval(timer);
  }
}

const rounded = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

export function printFigures(figures: readonly Figure[]): void {
  console.table(
    Object.fromEntries(
      figures.map(({ name, value, unit, baseline, aim = "" }) => [
        name,
        {
          median: `${rounded(value)} ${unit}`,
          baseline: baseline === undefined ? "" : `${rounded(baseline.value)} ${unit}, ${baseline.name}`,
          ratio: baseline === undefined ? "" : `${(value / baseline.value).toFixed(2)}×`,
          aim,
        },
      ]),
    ),
  );
}
