import { rmSync } from "node:fs";
import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Ends the process as the signal would, but by way of `exit`. */
const end = (signal: NodeJS.Signals): never => process.exit(128 + constants.signals[signal]);

/** Does something with a folder that is gone afterwards, even when the process is told to end meanwhile. */
export async function temporarily<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  for (const signal of SIGNALS) process.on(signal, end);
  try {
    return await work();
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, end);
    process.removeListener("exit", remove);
    remove();
  }
}
