import type { Attempts } from "./callState";
import { counted } from "./counted";
import { oneTryLess } from "./limits";
import type { StateTable } from "./stateTable";

/**
 * Attempts in the table.
 * @param nameOf a name for whose tries they are that does not show it
 * @param now seconds since 1970
 */
export function attempts(table: StateTable, nameOf: (whose: string | Buffer) => string, now: () => number): Attempts {
  const keyOf = (what: string, whose: string | Buffer): string => `counted#${what}#${nameOf(whose)}`;
  return {
    count: async (what, whose, limits) => (await counted(table, keyOf(what, whose), limits, now())).applied,
    giveBack: async (what, whose, limits) => {
      await table.change(keyOf(what, whose), oneTryLess(limits, now()));
    },
  };
}
