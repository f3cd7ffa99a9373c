import type { Proofs } from "./callState";
import { counted } from "./counted";
import { countersOf, type Limits, oneTryLess } from "./limits";
import type { Item, StateTable } from "./stateTable";
import { ACCOUNT_SECONDS, type AccountLimits } from "./verificationPolicy";

/** How many numbers are remembered as the owner's, the latest first. */
const OWN_NUMBERS = 5;
/** So long a system that gave no verdict is not asked whose a number is. */
const UNANSWERED_SECONDS = 30 * 60;

/**
 * Tries to prove who owns an account: one item an account, with what was counted and the numbers that it was proven
 * from.
 * @param nameOf a name for a number that does not show it
 * @param now seconds since 1970
 */
export function proofs(table: StateTable, nameOf: (number: string | Buffer) => string, now: () => number): Proofs {
  const keyOf = (accountNumber: string | Buffer): string => `account#${nameOf(accountNumber)}`;
  return {
    begin: async (accountNumber, { number, isFree, isOnFile }, limits) => {
      const key = keyOf(accountNumber);
      const from = number === undefined ? undefined : nameOf(number);
      const count = (some: Limits) => counted(table, key, some, now(), ACCOUNT_SECONDS);
      const unanswered = async (): Promise<void> => {
        await table.change(key, {
          update: "SET unansweredUntil = :end",
          values: { ":end": now() + UNANSWERED_SECONDS },
        });
      };
      const isOwn = async (item: Item | undefined): Promise<boolean> => {
        if (from === undefined) return false;
        if (ownNumbersOf(item).includes(from)) return true;
        if (!isFree || unansweredUntil(item) > now()) return false;
        const told = await isOnFile();
        if (told === undefined) await unanswered();
        return told === true;
      };
      const anywhere = isFree ? await count(limits.anywhere) : { applied: false, item: await table.read(key) };
      const isFromOwn = !anywhere.applied && (await isOwn(anywhere.item));
      const { applied, item } = isFromOwn ? await count(limits.ownNumber) : anywhere;
      if (!applied) return undefined;
      return {
        giveBack: async () => {
          await table.change(key, oneTryLess(isFromOwn ? limits.ownNumber : limits.anywhere, now()));
        },
        unanswered,
        passed: async () => {
          const numbers = [...new Set([...(from === undefined ? [] : [from]), ...ownNumbersOf(item)])];
          await table.change(key, {
            update: `SET ownNumbers = :numbers, expiresAt = :kept REMOVE ${forgotten(limits)}`,
            values: { ":numbers": numbers.slice(0, OWN_NUMBERS), ":kept": now() + ACCOUNT_SECONDS },
          });
        },
      };
    },
    unlock: async (accountNumber, limits, trace) => {
      const key = keyOf(accountNumber);
      const item = await table.read(key);
      const failed = ["failuresAnywhere", "failuresFromOwnNumber"].map(
        (name) => (item?.[name] as number | undefined) ?? 0,
      );
      const failures = failed.reduce((sum, one) => sum + one);
      if (failures > 0)
        await table.change(key, {
          update: `SET unlocked = :trace REMOVE ${forgotten(limits)}`,
          values: { ":trace": { ...trace, at: now() } },
        });
      return failures;
    },
  };
}

const ownNumbersOf = (item: Item | undefined): readonly string[] =>
  (item?.["ownNumbers"] as readonly string[] | undefined) ?? [];

const unansweredUntil = (item: Item | undefined): number => (item?.["unansweredUntil"] as number | undefined) ?? 0;

/** What is forgotten when a proof succeeded: all that was counted, and the nonces of the writes that counted it. */
const forgotten = ({ anywhere, ownNumber }: AccountLimits): string =>
  [...countersOf(anywhere), ...countersOf(ownNumber), "unansweredUntil", "writes"].join(", ");
