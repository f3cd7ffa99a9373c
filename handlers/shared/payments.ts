import { hashOf } from "./hashOf";
import type { StateTable } from "./stateTable";

/** Where an order stands: the system that it is an order of, and how a call got there. */
export interface OrderPlace {
  /** The order system's name, whatever profile a call reaches it by: one order has one claim. */
  readonly orderSystem: string;
  readonly orderId: string;
  /** Where the systems are that can be asked about it. */
  readonly environment: string;
  readonly apiProfile: string;
}

/** What a customer owes: a debt is charged once. */
export interface Debt {
  /** In the minor unit of the currency. */
  readonly amount: number;
  readonly currency: string;
  /** Of the order: changes when what is due becomes another debt. Left out where the order system has none. */
  readonly revision?: string;
}

/** What a try ended with: `nothing` was taken and another may follow, `money` was, or it is in `doubt`. */
export type Holds = "nothing" | "money" | "doubt";

export type PaymentAnswer = Readonly<Record<string, string>>;

/** A payment that may have been made, until its gateway says what became of it. */
export interface Doubt {
  /** The idempotency key that it was sent with: the gateway is asked by it. */
  readonly paymentKey: string;
  /** Seconds since 1970. */
  readonly sentAt: number;
}

/**
 * `mine`: to be done now. `running`: another invocation of the same try is at it; `taken`: another try is. `doubt`: a
 * payment of the order has to be asked about first.
 */
export type Claimed =
  | {
      readonly state: "mine";
      /** The debt that was paid last, as `debtIdOf` names it, while the order system may not know of it. */
      readonly paid: string | undefined;
      /** The gateway's own id of the payment that was approved last. */
      readonly paymentId: string | undefined;
      /** The try that it was approved for, and its answer: others may have claimed the order since. */
      readonly approved: { readonly claim: string; readonly answer: PaymentAnswer } | undefined;
      /** How many cards were put to the bank for the order within the window that goes on, and its end. */
      readonly cards: number;
      readonly cardsUntil: number;
    }
  | { readonly state: "running" | "taken" }
  | { readonly state: "answered"; readonly answer: PaymentAnswer }
  | { readonly state: "doubt"; readonly doubt: Doubt };

/** What is open of an order. */
export interface Open {
  /** A payment in doubt whose request is over. */
  readonly doubt: Doubt | undefined;
  /** The debt that was paid last, as `debtIdOf` names it, while the order system may not know of it. */
  readonly paid: string | undefined;
}

/** A request for money that may be made from now on. */
export interface Sending {
  /** What is owed, as `debtIdOf` names it. */
  readonly debt: string;
  readonly paymentKey: string;
  /** Whose payment it is. Default: the claim's own */
  readonly owner?: string;
  /** How many cards were put to the bank for the order with this one, and when that is forgotten. */
  readonly cards: number;
  readonly cardsUntil: number;
}

/** How a claim ended. */
export interface Ended {
  readonly answer: PaymentAnswer;
  readonly holds: Holds;
  /** The debt that is paid, as `debtIdOf` names it, where money was taken. */
  readonly debt?: string;
  /** Whether nothing is left of an earlier payment that the order system may not know of. */
  readonly told: boolean;
  /** How many cards count for the order. Default: as many as were counted. */
  readonly cards?: number;
}

/** What a doubtful payment turned out to be. */
export type Finding =
  | { readonly status: "approved"; readonly answer: PaymentAnswer }
  /** Refused by the bank, or nothing that the gateway knows of, long enough after. */
  | { readonly status: "nothing" };

/** Who set a payment by hand, and why: it stays with the payment. */
export interface Trace {
  readonly by: string;
  readonly why: string;
}

/** What keeps a payment from being taken twice, and from being forgotten. */
export interface Payments {
  /**
   * Claims the order for one try to pay it, before anything is done for it.
   * @param claim the same for every invocation that belongs to the same try
   */
  claim(place: OrderPlace, claim: string): Promise<Claimed>;
  /** What is open of the order, without claiming it. */
  openOf(place: OrderPlace): Promise<Open>;
  /**
   * Notes that the gateway may be asked for money from now on: the payment is in doubt until the note is another.
   * @returns false when the order is no longer this claim's
   */
  sending(place: OrderPlace, claim: string, sending: Sending): Promise<boolean>;
  /** Keeps the answer for those who ask again. */
  answered(place: OrderPlace, claim: string, ended: Ended): Promise<void>;
  /**
   * Settles a doubt, unless another did meanwhile.
   * @param trace who found it out, where it was no function
   * @returns whether this did
   */
  settle(place: OrderPlace, doubt: Doubt, finding: Finding, trace?: Trace): Promise<boolean>;
  /** The order system knows of the payment of this debt. @returns false where it is not open any more */
  told(place: OrderPlace, debt: string, trace?: Trace): Promise<boolean>;
}

/** A name for a debt of an order. */
export const debtIdOf = ({ amount, currency, revision = "" }: Debt): string =>
  hashOf(String(amount), currency, revision);

/** An invocation lives for seven seconds: who claimed an order longer ago and sent nothing will never send. */
const CLAIM_SECONDS = 30;
/** What is over can be looked up for three months, by whom a customer asks about it. */
const KEPT_SECONDS = 90 * 24 * 60 * 60;

/** The value of the attribute `unsettled` by which the index finds payments. */
const UNSETTLED_PAYMENT = "payment";

const keyOf = ({ orderSystem, orderId }: OrderPlace): string => `order#${orderSystem}#${orderId}`;
const DOUBT: Holds = "doubt";
const NO_CLAIM = "(attribute_not_exists(claimedUntil) OR claimedUntil <= :now)";
const SETTLED = "unsettled, unsettledSince";

/**
 * Payments in the table: one item an order, whatever profile it is reached by. A payment in doubt, and one that the
 * order system may not know of, has the attribute `unsettled` and no `expiresAt`: neither time nor DynamoDB forgets it.
 * @param now seconds since 1970
 */
export function payments(table: StateTable, now: () => number): Payments {
  const kept = (): number => now() + KEPT_SECONDS;
  return {
    claim: async (place, claim) => {
      const { applied, item } = await table.change(keyOf(place), {
        update:
          "SET claimedBy = :claim, claimedUntil = :end, place = :place REMOVE answer, holds, paymentKey, expiresAt",
        condition: [
          "(attribute_not_exists(holds) OR holds <> :doubt)",
          NO_CLAIM,
          "(attribute_not_exists(answer) OR claimedBy <> :claim)",
        ].join(" AND "),
        values: {
          ":claim": claim,
          ":now": now(),
          ":end": now() + CLAIM_SECONDS,
          ":doubt": DOUBT,
          ":place": placeOf(place),
        },
        anew: true,
      });
      return applied ? claimed(item as PaymentItem, now()) : standing(item, claim, now());
    },
    openOf: async (place) => {
      const item = (await table.read(keyOf(place))) as PaymentItem | undefined;
      const standing = standingOf(item, now());
      return { doubt: standing?.state === "doubt" ? standing.doubt : undefined, paid: item?.paid };
    },
    sending: async (place, claim, { debt, paymentKey, owner = claim, cards, cardsUntil }) => {
      const { applied } = await table.change(keyOf(place), {
        update: [
          "SET paymentKey = :key, debt = :debt, holds = :doubt, sentAt = :now, cards = :cards, cardsUntil = :until,",
          "unsettled = :payment, unsettledSince = :now, claimedBy = :owner",
          "REMOVE paid, paymentId, approvedFor, approval",
          // Nobody is at a payment that was sent before.
          ...(owner === claim ? [] : [", claimedUntil"]),
        ].join(" "),
        condition: "claimedBy = :claim AND attribute_not_exists(paymentKey)",
        values: {
          ":claim": claim,
          ":owner": owner,
          ":key": paymentKey,
          ":debt": debt,
          ":doubt": DOUBT,
          ":now": now(),
          ":cards": cards,
          ":until": cardsUntil,
          ":payment": UNSETTLED_PAYMENT,
        },
      });
      return applied;
    },
    answered: async (place, claim, ended) => {
      const { set, remove, values } = endOf(ended, now());
      await table.change(keyOf(place), {
        update: `SET ${["answer = :answer", ...set].join(", ")} REMOVE ${["claimedUntil", ...remove].join(", ")}`,
        // Whoever settled the doubt meanwhile knew more.
        condition: "claimedBy = :claim AND (attribute_not_exists(holds) OR holds = :doubt)",
        values: { ":claim": claim, ":doubt": DOUBT, ":answer": ended.answer, ...values },
      });
    },
    settle: async (place, { paymentKey }, finding, trace) => {
      const approved = finding.status === "approved";
      const traced = traceOf(trace, now());
      const { applied } = await table.change(keyOf(place), {
        update: approved
          ? [
              "SET holds = :holds, paid = debt, paymentId = :paymentId, answer = :answer,",
              `approvedFor = claimedBy, approval = :answer${traced.set} REMOVE claimedUntil`,
            ].join(" ")
          : `SET holds = :holds, expiresAt = :kept${traced.set} REMOVE claimedUntil, answer, ${SETTLED}`,
        condition: `holds = :doubt AND paymentKey = :key AND ${NO_CLAIM}`,
        values: {
          ":doubt": DOUBT,
          ":key": paymentKey,
          ":now": now(),
          ":holds": (approved ? "money" : "nothing") satisfies Holds,
          ...(approved
            ? { ":answer": finding.answer, ":paymentId": finding.answer["reference"] }
            : { ":kept": kept() }),
          ...traced.values,
        },
      });
      return applied;
    },
    told: async (place, debt, trace) => {
      const traced = traceOf(trace, now());
      const { applied } = await table.change(keyOf(place), {
        update: `SET expiresAt = :kept${traced.set} REMOVE paid, ${SETTLED}`,
        condition: `paid = :debt AND ${NO_CLAIM}`,
        values: { ":debt": debt, ":now": now(), ":kept": kept(), ...traced.values },
      });
      return applied;
    },
  };
}

/** The item of an order, as far as this file reads it. */
interface PaymentItem {
  readonly claimedBy?: string;
  readonly claimedUntil?: number;
  readonly answer?: PaymentAnswer;
  readonly holds?: Holds;
  readonly paymentKey?: string;
  readonly sentAt?: number;
  readonly paid?: string;
  readonly paymentId?: string;
  readonly approvedFor?: string;
  readonly approval?: PaymentAnswer;
  readonly cards?: number;
  readonly cardsUntil?: number;
}

const claimed = (item: PaymentItem, now: number): Claimed => {
  const { paid, paymentId, approvedFor, approval, cards = 0, cardsUntil = 0 } = item;
  return {
    state: "mine",
    paid,
    paymentId,
    approved:
      approvedFor !== undefined && approval !== undefined ? { claim: approvedFor, answer: approval } : undefined,
    ...(cardsUntil > now ? { cards, cardsUntil } : { cards: 0, cardsUntil: 0 }),
  };
};

/** What stands where nothing could be claimed. */
function standing(item: PaymentItem | undefined, claim: string, now: number): Claimed {
  const isMine = item?.claimedBy === claim;
  const found = standingOf(item, now);
  if (found !== undefined) return found.state === "claimed" ? { state: isMine ? "running" : "taken" } : found;
  return isMine && item?.answer !== undefined ? { state: "answered", answer: item.answer } : { state: "taken" };
}

/** What keeps everybody from an order: a claim that somebody is at, or a doubt. */
function standingOf(
  item: PaymentItem | undefined,
  now: number,
): { readonly state: "claimed" } | Extract<Claimed, { state: "doubt" }> | undefined {
  if (item?.claimedUntil !== undefined && item.claimedUntil > now) return { state: "claimed" };
  return item?.holds === "doubt"
    ? { state: "doubt", doubt: { paymentKey: item.paymentKey as string, sentAt: item.sentAt as number } }
    : undefined;
}

/** What is written where a claim ends, beside its answer. */
function endOf({ holds, debt, told, cards, answer }: Ended, now: number) {
  if (holds === "doubt") return { set: [], remove: [], values: {} };
  if (holds === "money")
    return {
      set: [
        "holds = :holds",
        "paid = :paid",
        "paymentId = :paymentId",
        "approvedFor = :claim",
        "approval = :answer",
        "unsettled = :payment",
        "unsettledSince = if_not_exists(unsettledSince, :now)",
      ],
      remove: ["cards", "cardsUntil"],
      values: {
        ":holds": holds,
        ":paid": debt as string,
        ":paymentId": answer["reference"],
        ":payment": UNSETTLED_PAYMENT,
        ":now": now,
      },
    };
  const back = cards === undefined ? { set: [], values: {} } : { set: ["cards = :cards"], values: { ":cards": cards } };
  // What was paid before stays open until the order system was seen to know of it.
  return told
    ? {
        set: ["holds = :holds", "expiresAt = :kept", ...back.set],
        remove: ["paid", SETTLED],
        values: { ":holds": holds, ":kept": now + KEPT_SECONDS, ...back.values },
      }
    : { set: ["holds = :holds", ...back.set], remove: [], values: { ":holds": holds, ...back.values } };
}

function traceOf(trace: Trace | undefined, now: number) {
  return trace === undefined
    ? { set: "", values: {} }
    : {
        set: ", trace = list_append(if_not_exists(trace, :none), :trace)",
        values: { ":none": [], ":trace": [{ ...trace, at: now }] },
      };
}

/** The place alone, of what else is known with it. */
export const placeOf = ({ orderSystem, orderId, environment, apiProfile }: OrderPlace): OrderPlace => ({
  orderSystem,
  orderId,
  environment,
  apiProfile,
});
