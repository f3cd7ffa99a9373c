import type { Money } from "./books";
import type { Gateway } from "./gateway";
import { Idempotency } from "./idempotency";
import { created, ok, type Operations, problem, UNKNOWN } from "./operations";

interface PaymentRequest extends Money {
  readonly orderId: string;
  readonly card: { readonly number: string };
}

/** The payments API. */
export function paymentOperations(gateway: Gateway): Operations {
  const asked = new Idempotency();
  return {
    takePayment: ({ body, key, reference }) => {
      const { orderId, amount, currency, card } = body as PaymentRequest;
      return asked.once(key, body as object, () => {
        const charge = { orderId, amount, currency, key, ...(reference !== undefined && { reference }) };
        const payment = gateway.take(charge, card.number);
        return payment ? created(payment) : problem(409, "The debt was charged before.", "already_charged");
      });
    },
    getPayment: ({ path }) => {
      const payment = gateway.paymentOf(path["key"] as string);
      return payment ? ok(payment) : UNKNOWN;
    },
  };
}
