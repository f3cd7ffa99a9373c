import { anotherTry, type Limits } from "./limits";
import type { Changed, StateTable } from "./stateTable";

/** One for a time that is over, one for another try that came first in between, and one more of each. */
const ROUNDS = 4;

/**
 * Counts a try where no limit is reached. The first change is right for all but those whose time is over: most are
 * counted with one request. What stands there decides the next.
 * @param kept how many seconds the item is kept. Default: as long as its limits need it
 */
export async function counted(
  table: StateTable,
  key: string,
  limits: Limits,
  now: number,
  kept?: number,
): Promise<Changed> {
  let found: Changed = { applied: false, item: undefined };
  for (let round = 0; round < ROUNDS && !found.applied; round++) {
    const change = anotherTry(limits, found.item, now, kept);
    if (change === undefined) break;
    found = await table.change(key, change);
  }
  return found;
}
