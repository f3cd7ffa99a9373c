import { randomUUID } from "node:crypto";
import type { Books, Money } from "./books";
import { Idempotency } from "./idempotency";
import { created, ok, type Operations, UNKNOWN } from "./operations";

/** Money that was taken. */
export interface Charge extends Money {
  readonly orderId: string;
  readonly key: string;
}

interface PaymentRequest extends Money {
  readonly orderId: string;
  readonly card: { readonly number: string };
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

/** The payment gateway. It keeps no card number. */
export function paymentOperations(books: Books, charges: Charge[]): Operations {
  const payments = new Idempotency();
  return {
    takePayment: ({ body, key }) => {
      const { orderId, amount, currency, card } = body as PaymentRequest;
      return payments.once(key, body as object, () => {
        const paymentId = randomUUID();
        const declineCode = DECLINED[card.number];
        if (declineCode !== undefined) return created({ paymentId, status: "declined", declineCode });
        if (card.number === PENDING) return created({ paymentId, status: "pending" });
        charges.push({ orderId, amount, currency, key });
        const order = books.orders.get(orderId);
        if (order) order.due = undefined;
        return created({
          paymentId,
          status: "approved",
          token: `tok_${randomUUID()}`,
          scheme: schemeOf(card.number),
          lastFour: card.number.slice(-4),
        });
      });
    },
    getPayment: ({ path }) => {
      const payment = payments.answerTo(path["key"] as string);
      return payment ? ok(payment.body) : UNKNOWN;
    },
  };
}
