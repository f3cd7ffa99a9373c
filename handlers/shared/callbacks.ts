import type { Attempts, Counted } from "./callState";
import type { CallbackPolicy } from "./callbackPolicy";
import type { Limits } from "./limits";
import type { StateTable } from "./stateTable";

/** Who wants a callback, and where to. */
export interface Wish {
  /** The call that it is left in. */
  readonly call: string;
  /** Where it goes, in E.164. */
  readonly number: string;
  /** The caller's own number; undefined for one that names nobody, by which nothing is counted. */
  readonly caller: string | undefined;
  readonly environment: string;
}

/** What is remembered of callbacks: the number itself never is. */
export interface Callbacks {
  /** Opens a callback. Asked again in the same call, it is opened once, and counted once. */
  open(wish: Wish): Promise<"opened" | "open" | "limited">;
  /** The callback to the number was made, or not left after all: another one may be. */
  close(number: string): Promise<void>;
}

const DAY_SECONDS = 24 * 60 * 60;

/**
 * Callbacks in the table of call state: one open to a number, and so many a day.
 * @param nameOf a name for a number that does not show it
 * @param now seconds since 1970
 */
export function callbacks(
  table: StateTable,
  { count, giveBack }: Pick<Attempts, "count" | "giveBack">,
  nameOf: (number: string) => string,
  { perNumber, perCaller, perEnvironment, openMinutes }: CallbackPolicy,
  now: () => number,
): Callbacks {
  const keyOf = (number: string): string => `callback#${nameOf(number)}`;

  const close = async (number: string): Promise<void> => {
    await table.change(keyOf(number), {
      update: "SET expiresAt = :now",
      condition: "expiresAt > :now",
      values: { ":now": now() },
    });
  };

  /** Counts the callback wherever it is counted, or nowhere. */
  async function counted({ number, caller, environment }: Wish): Promise<boolean> {
    const aDay = (tries: number): Limits => ({ aDay: { tries, seconds: DAY_SECONDS } });
    const budgets: readonly (readonly [Counted, string, Limits])[] = [
      ["callbacksToNumber", number, aDay(perNumber)],
      ...(caller === undefined ? [] : [["callbacksOfCaller", caller, aDay(perCaller)] as const]),
      ["callbacksOfEnvironment", environment, aDay(perEnvironment)],
    ];
    for (const [index, budget] of budgets.entries())
      if (!(await count(...budget))) {
        for (const taken of budgets.slice(0, index)) await giveBack(...taken);
        return false;
      }
    return true;
  }

  return {
    open: async (wish) => {
      const { number, call } = wish;
      const { applied, item } = await table.change(keyOf(number), {
        update: "SET openedBy = :call, expiresAt = :end",
        condition: "attribute_not_exists(openedBy) OR openedBy = :call OR expiresAt <= :now",
        values: { ":call": call, ":now": now(), ":end": now() + openMinutes * 60 },
      });
      if (!applied) return "open";
      if (item?.["countedFor"] === call) return "opened";
      if (!(await counted(wish))) {
        await close(number);
        return "limited";
      }
      await table.change(keyOf(number), { update: "SET countedFor = :call", values: { ":call": call } });
      return "opened";
    },
    close,
  };
}
