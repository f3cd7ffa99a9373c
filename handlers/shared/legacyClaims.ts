import { hashOf } from "./hashOf";
import { type Debt, debtIdOf, type Doubt, type Holds, type OrderPlace, type PaymentAnswer } from "./payments";
import type { Item, StateTable } from "./stateTable";

/**
 * Claims as functions before decision 18 made them: an item for each environment, API profile and order. While such
 * functions still serve, and for as long as their claims live, an order is charged under its old keys too.
 */
export interface LegacyClaims {
  /**
   * Puts a doubt under each of the old keys, which keeps functions of before from charging.
   * @param keys the old keys of the order
   * @returns what stands in the way, if anything does
   */
  fence(keys: readonly string[], claim: string): Promise<LegacyClaim | undefined>;
  /** What functions of before left of one try. Nothing is written. */
  ofTry(keys: readonly string[], claim: string): Promise<LegacyClaim | undefined>;
  /** Nothing was charged: functions of before may go on. */
  release(keys: readonly string[], claim: string): Promise<void>;
  /** A doubt of before was settled: from now on the order's own item says what became of it. */
  adopt(key: string, doubt: Doubt): Promise<void>;
}

/** What a function of before left. */
export type LegacyClaim =
  | { readonly state: "running"; readonly claim: string }
  | { readonly state: "doubt"; readonly claim: string; readonly key: string; readonly doubt: Doubt }
  | {
      readonly state: "paid";
      readonly claim: string;
      readonly key: string;
      readonly doubt: Doubt;
      readonly answer: PaymentAnswer;
    };

const HASH = /^[0-9a-f]{64}$/;

/**
 * A name for the debt that a function of before charged: that of what is due now, unless it is seen to be another. Such
 * a function made its key of the claim and the amount.
 */
export function legacyDebtOf(claim: string, paymentKey: string, due: Debt | undefined): string {
  if (due === undefined) return hashOf("before", paymentKey);
  const isAnother =
    HASH.test(claim) && HASH.test(paymentKey) && paymentKey !== hashOf(claim, String(due.amount), due.currency);
  return isAnother ? hashOf("before", paymentKey) : debtIdOf(due);
}

/** The keys of an order under all API profiles that reach its order system, the call's own first. */
export const legacyKeysOf = (
  { environment, apiProfile, orderId }: OrderPlace,
  profiles: readonly string[],
): readonly string[] =>
  [...new Set([apiProfile, ...profiles])].map((profile) => legacyKeyOf(environment, profile, orderId));

export const legacyKeyOf = (environment: string, apiProfile: string, orderId: string): string =>
  `payment#${environment}#${apiProfile}#${orderId}`;

/** What stands in the way most, first. */
const WEIGHT: readonly LegacyClaim["state"][] = ["paid", "doubt", "running"];

/** So long functions of before held a doubt. */
const DOUBT_SECONDS = 7 * 24 * 60 * 60;

/** @param now seconds since 1970 */
export function legacyClaims(table: StateTable, now: () => number): LegacyClaims {
  const release = async (keys: readonly string[], claim: string): Promise<void> => {
    await Promise.all(
      keys.map((key) =>
        table.change(key, {
          update: "SET holds = :nothing",
          condition: "claimedBy = :claim AND governedBy = :claim",
          values: { ":claim": claim, ":nothing": "nothing" satisfies Holds },
        }),
      ),
    );
  };
  return {
    fence: async (keys, claim) => {
      const fenced = await Promise.all(
        keys.map(async (key) => {
          // A function of before that claims the order anew writes `claimedBy` and not `governedBy`.
          const { applied, item } = await table.change(key, {
            update: "SET claimedBy = :claim, governedBy = :claim, holds = :doubt, expiresAt = :end REMOVE answer",
            condition:
              "attribute_not_exists(expiresAt) OR expiresAt <= :now OR holds = :nothing OR claimedBy = governedBy",
            values: {
              ":claim": claim,
              ":doubt": "doubt" satisfies Holds,
              ":nothing": "nothing" satisfies Holds,
              ":now": now(),
              ":end": now() + DOUBT_SECONDS,
            },
          });
          return applied ? undefined : standing(key, item);
        }),
      );
      const [inTheWay] = fenced
        .filter((one) => one !== undefined)
        .sort((one, other) => WEIGHT.indexOf(one.state) - WEIGHT.indexOf(other.state));
      // A doubt or a payment under one key keeps functions of before from charging under the others too.
      if (inTheWay?.state === "running") await release(keys, claim);
      return inTheWay;
    },
    ofTry: async (keys, claim) => {
      const items = await Promise.all(keys.map(async (key) => [key, await table.read(key)] as const));
      const [found] = items.filter(
        ([, item]) => item?.["claimedBy"] === claim && ["doubt", "money"].includes(item["holds"] as string),
      );
      return found && standing(...found);
    },
    release,
    adopt: async (key, { paymentKey }) => {
      await table.change(key, {
        update: "SET governedBy = claimedBy",
        condition: "paymentKey = :key",
        values: { ":key": paymentKey },
      });
    },
  };
}

function standing(key: string, item: Item = {}): LegacyClaim {
  const { claimedBy, holds, paymentKey, answer, expiresAt } = item as {
    claimedBy: string;
    holds?: Holds;
    paymentKey?: string;
    answer?: PaymentAnswer;
    expiresAt: number;
  };
  if (paymentKey === undefined || holds === undefined || holds === "nothing")
    return { state: "running", claim: claimedBy };
  const doubt = { paymentKey, sentAt: expiresAt - DOUBT_SECONDS };
  return holds === "money"
    ? { state: "paid", claim: claimedBy, key, doubt, answer: answer as PaymentAnswer }
    : { state: "doubt", claim: claimedBy, key, doubt };
}
