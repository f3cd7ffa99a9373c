import type { Holds, PaymentAnswer, Payments } from "./callState";
import type { StateTable } from "./stateTable";

/** A function lives for seven seconds: who claimed an order longer ago and sent nothing will never send. */
const CLAIM_SECONDS = 30;
const DAY_SECONDS = 24 * 60 * 60;
/** An order system knows of a payment within a day; a payment that nobody knows of is searched for by people. */
const HELD_SECONDS: Readonly<Record<Holds, number>> = {
  nothing: DAY_SECONDS,
  money: DAY_SECONDS,
  doubt: 7 * DAY_SECONDS,
};

/**
 * Payments in the table: one item an order, so that two tries to pay it cannot both go on, in
 * whatever calls they are.
 * @param now seconds since 1970
 */
export function payments(table: StateTable, now: () => number): Payments {
  const keyOf = (order: string): string => `payment#${order}`;
  return {
    claim: async (order, claim) => {
      const mine = await table.change(keyOf(order), {
        update: "SET claimedBy = :claim, expiresAt = :end REMOVE answer, holds, paymentKey",
        condition: "attribute_not_exists(expiresAt) OR expiresAt <= :now OR (holds = :nothing AND claimedBy <> :claim)",
        values: {
          ":claim": claim,
          ":now": now(),
          ":end": now() + CLAIM_SECONDS,
          ":nothing": "nothing" satisfies Holds,
        },
      });
      if (mine) return { state: "mine" };
      const item = await table.read(keyOf(order));
      if (item?.["claimedBy"] !== claim) return { state: "taken" };
      return item["answer"] === undefined
        ? { state: "running" }
        : { state: "answered", answer: item["answer"] as PaymentAnswer };
    },
    sending: (order, claim, paymentKey) =>
      table.change(keyOf(order), {
        update: "SET paymentKey = :paymentKey, holds = :doubt, expiresAt = :end",
        condition: "claimedBy = :claim AND attribute_not_exists(paymentKey)",
        values: {
          ":claim": claim,
          ":paymentKey": paymentKey,
          ":doubt": "doubt" satisfies Holds,
          ":end": now() + HELD_SECONDS.doubt,
        },
      }),
    answered: async (order, claim, answer, holds) => {
      await table.change(keyOf(order), {
        update: "SET answer = :answer, holds = :holds, expiresAt = :end",
        condition: "claimedBy = :claim",
        values: { ":claim": claim, ":answer": answer, ":holds": holds, ":end": now() + HELD_SECONDS[holds] },
      });
    },
  };
}
