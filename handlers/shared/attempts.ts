import { type Attempts, type Limit, LIMITS } from "./callState";
import type { Change, StateTable } from "./stateTable";

/**
 * Attempts in the table. That a window is over is compared in the conditions: DynamoDB takes its
 * time to clean up.
 * @param nameOf a name for whose tries they are that does not show it
 * @param now seconds since 1970
 */
export function attempts(table: StateTable, nameOf: (whose: string | Buffer) => string, now: () => number): Attempts {
  const change = async (counted: string, whose: string | Buffer, to: Change): Promise<boolean> =>
    (await table.change(`tries#${counted}#${nameOf(whose)}`, to)).applied;
  return {
    count: async (
      counted: string,
      whose: string | Buffer,
      { tries, seconds }: Limit = LIMITS[counted as keyof typeof LIMITS],
    ) => {
      const values = { ":one": 1, ":now": now(), ":end": now() + seconds };
      // The first that is counted at all is written with this too: most callers are counted with one request.
      const another: Change = {
        update: "SET tries = if_not_exists(tries, :none) + :one, expiresAt = if_not_exists(expiresAt, :end)",
        condition: "attribute_not_exists(expiresAt) OR (expiresAt > :now AND tries < :limit)",
        values: { ...values, ":none": 0, ":limit": tries },
      };
      const anew: Change = {
        update: "SET tries = :one, expiresAt = :end",
        condition: "expiresAt <= :now",
        values,
        anew: true,
      };
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
