import type { Account, Books, Money } from "./books";
import { ADD_ON_PRICES, productsIn } from "./exampleCorp";
import { Idempotency } from "./idempotency";
import { created, ok, type Operations, problem, UNKNOWN } from "./operations";

/** The orders API. */
export function orderOperations(books: Books): Operations {
  const [placed, confirmed, cancelled] = [new Idempotency(), new Idempotency(), new Idempotency()];
  const offered = ({ accountId }: Account, country: string): Money | undefined =>
    books.hasAddOn(accountId) ? undefined : ADD_ON_PRICES[country];
  return {
    getLatestOrder: ({ path }) => {
      const account = books.account(path["accountId"] as string);
      return account ? ok(account.latestOrder ? { order: account.latestOrder } : {}) : UNKNOWN;
    },
    getOffer: ({ path, query }) => {
      const account = books.account(path["accountId"] as string);
      const offer = account && offered(account, query["country"] as string);
      return account ? ok(offer ? { offer } : {}) : UNKNOWN;
    },
    getProducts: ({ path, query }) => {
      const { country, language } = query as { country: string; language: string };
      return books.account(path["accountId"] as string) ? ok({ products: productsIn(country, language) }) : UNKNOWN;
    },
    placeOrder: ({ path, body, key }) => {
      const account = books.account(path["accountId"] as string);
      if (account === undefined) return UNKNOWN;
      const { country, productId } = body as { country: string; productId?: string };
      return placed.once(key, [account.accountId, country, productId], () => {
        const price =
          productId === undefined
            ? offered(account, country)
            : productsIn(country).find((product) => product.productId === productId);
        if (price === undefined) return problem(409, "Nothing of the kind is offered to the account.");
        return created({ orderId: books.reserve(account.accountId, price, productId === undefined) });
      });
    },
    getOrder: ({ path }) => {
      const order = books.order(path["orderId"] as string);
      if (order === undefined) return UNKNOWN;
      const { accountId, due, revision } = order;
      return ok({ accountId, ...(due && { due, revision: String(revision) }) });
    },
    confirmOrder: ({ path, body, key }) => {
      const orderId = path["orderId"] as string;
      const order = books.order(orderId);
      if (order === undefined) return UNKNOWN;
      const { paymentId } = body as { paymentId: string };
      return confirmed.once(key, [orderId, paymentId], () => {
        if (order.reservation?.state === "cancelled") return problem(409, "The order was taken back.", "cancelled");
        // The gateway may not have told yet.
        books.book(paymentId, orderId);
        books.confirm(orderId);
        return ok({});
      });
    },
    cancelOrder: ({ path, key }) => {
      const orderId = path["orderId"] as string;
      const order = books.order(orderId);
      if (order === undefined) return UNKNOWN;
      return cancelled.once(key, [orderId], () => {
        const { reservation, due } = order;
        if (reservation === undefined) return problem(409, "The order never was a reservation.", "not_reserved");
        const paid = reservation.state === "confirmed" || (reservation.state === "reserved" && due === undefined);
        if (paid) return problem(409, "The order was paid.", "paid");
        books.cancel(orderId);
        return ok({});
      });
    },
  };
}
