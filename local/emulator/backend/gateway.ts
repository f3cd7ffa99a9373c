import { randomUUID } from "node:crypto";
import type { Books, Money } from "./books";

/** Money that was taken. */
export interface Charge extends Money {
  readonly orderId: string;
  readonly key: string;
  /** The debt that it was taken for, where the request named one. */
  readonly reference?: string;
}

/** What became of a payment, as openapi.yaml describes it. */
export type Payment = { readonly paymentId: string } & (
  | { readonly status: "approved"; readonly token: string; readonly scheme: string; readonly lastFour: string }
  | { readonly status: "declined"; readonly declineCode: string }
  | { readonly status: "pending" }
);

/** A payment, and what it takes to decide it later. It holds no card number. */
interface Asked {
  readonly charge: Charge;
  readonly scheme: string;
  readonly lastFour: string;
  payment: Payment;
}

/** Card numbers of the industry's tests that are not approved; every other card is. */
const DECLINED: Readonly<Record<string, string>> = {
  "4000000000000002": "card_declined",
  "4000000000009995": "insufficient_funds",
};
const PENDING = "4000000000003220";

const SCHEMES = [
  [/^4/, "visa"],
  [/^(5[1-5]|2[2-7])/, "mastercard"],
  [/^3[47]/, "american-express"],
] as const;
const schemeOf = (card: string): string => SCHEMES.find(([numbers]) => numbers.test(card))?.[1] ?? "other";

/** What the payment gateway knows: the payments that it was asked for, and the money that it took. */
export class Gateway {
  readonly #asked = new Map<string, Asked>();

  constructor(
    private readonly books: Books,
    private readonly charges: Charge[],
  ) {}

  /** Takes money from a card. @returns undefined where the debt was charged before: the bank is not asked then */
  take(charge: Charge, cardNumber: string): Payment | undefined {
    // Nothing may wait between this and the charge: two requests for one debt would both find it uncharged.
    if (this.#isCharged(charge)) return undefined;
    const paymentId = randomUUID();
    const asked: Asked = {
      charge,
      scheme: schemeOf(cardNumber),
      lastFour: cardNumber.slice(-4),
      payment: { paymentId, status: "pending" },
    };
    this.#asked.set(charge.key, asked);
    this.books.begin(paymentId, charge.orderId);
    return cardNumber === PENDING ? asked.payment : this.#decide(asked, DECLINED[cardNumber]);
  }

  /** What became of the payment with a key; undefined where none is known. */
  paymentOf(key: string): Payment | undefined {
    return this.#asked.get(key)?.payment;
  }

  /** The bank decides a payment that was pending. It does not approve one whose debt another card has paid by now. */
  settle(key: string, outcome: "approved" | "declined"): void {
    const asked = this.#asked.get(key);
    if (asked?.payment.status !== "pending") throw new Error(`No payment with the key ${key} is pending.`);
    if (outcome === "declined") this.#decide(asked, "card_declined");
    else this.#decide(asked, this.#isCharged(asked.charge) ? "already_charged" : undefined);
  }

  #isCharged({ reference }: Charge): boolean {
    return reference !== undefined && this.charges.some((charge) => charge.reference === reference);
  }

  #decide(asked: Asked, declineCode: string | undefined): Payment {
    const { charge, scheme, lastFour } = asked;
    const { paymentId } = asked.payment;
    if (declineCode !== undefined) return (asked.payment = { paymentId, status: "declined", declineCode });
    this.charges.push(charge);
    this.books.book(paymentId, charge.orderId);
    return (asked.payment = { paymentId, status: "approved", token: `tok_${randomUUID()}`, scheme, lastFour });
  }
}
