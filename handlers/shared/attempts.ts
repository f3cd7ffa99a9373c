import { type Attempts, LIMITS } from "./callState";
import type { Change, StateTable } from "./stateTable";

const WINDOW_SECONDS = 30 * 60;

/**
 * Attempts in the table. That a window is over is compared in the conditions: DynamoDB takes its
 * time to clean up.
 * @param nameOf a name for whose tries they are that does not show it
 * @param now seconds since 1970
 */
export function attempts(table: StateTable, nameOf: (whose: string | Buffer) => string, now: () => number): Attempts {
  const change = (counted: string, whose: string | Buffer, to: Change): Promise<boolean> =>
    table.change(`tries#${counted}#${nameOf(whose)}`, to);
  return {
    count: async (counted, whose) => {
      const values = { ":one": 1, ":now": now(), ":end": now() + WINDOW_SECONDS };
      // The first that is counted at all is written with this too: most callers are counted with one request.
      const another: Change = {
        update: "SET tries = if_not_exists(tries, :none) + :one, expiresAt = if_not_exists(expiresAt, :end)",
        condition: "attribute_not_exists(expiresAt) OR (expiresAt > :now AND tries < :limit)",
        values: { ...values, ":none": 0, ":limit": LIMITS[counted] },
      };
      const anew: Change = { update: "SET tries = :one, expiresAt = :end", condition: "expiresAt <= :now", values };
      // The third covers another try that came first in between.
      for (const step of [another, anew, another]) if (await change(counted, whose, step)) return true;
      return false;
    },
    giveBack: async (counted, whose) => {
      await change(counted, whose, {
        update: "SET tries = tries - :one",
        condition: "expiresAt > :now AND tries > :none",
        values: { ":one": 1, ":none": 0, ":now": now() },
      });
    },
    clear: async (counted, whose) => {
      await change(counted, whose, {
        update: "SET tries = :none",
        condition: "expiresAt > :now",
        values: { ":none": 0, ":now": now() },
      });
    },
  };
}
