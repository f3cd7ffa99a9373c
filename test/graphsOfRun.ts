import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const VARIABLE = "CONNECT_IVR_TEST_GRAPHS";

/** The folder in which the processes of a run of tests, one for each core, leave the graphs that they evaluated. */
export const graphsOfRun = (): string | undefined => process.env[VARIABLE];

/** In the first process, before it starts the others. Programs change while tests are watched: nothing is kept then. */
export function keepGraphs(): void {
  delete process.env[VARIABLE];
  if (!["--watch", "-w"].some((flag) => process.argv.includes(flag)))
    process.env[VARIABLE] = mkdtempSync(join(tmpdir(), "connect-ivr-graphs-"));
}

export function dropGraphs(): void {
  const folder = graphsOfRun();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
