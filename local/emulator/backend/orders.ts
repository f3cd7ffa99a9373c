import type { Account, Books, Money } from "./books";
import { ADD_ON_PRICES } from "./exampleCorp";
import { Idempotency } from "./idempotency";
import { created, ok, type Operations, problem, UNKNOWN } from "./operations";

/** The orders API. */
export function orderOperations(books: Books): Operations {
  const placed = new Idempotency();
  const offered = (account: Account, country: string): Money | undefined =>
    books.owners.has(account.accountId) ? undefined : ADD_ON_PRICES[country];
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
    placeOrder: ({ path, body, key }) => {
      const account = books.account(path["accountId"] as string);
      if (account === undefined) return UNKNOWN;
      const { country } = body as { country: string };
      return placed.once(key, [account.accountId, country], () => {
        const due = offered(account, country);
        if (due === undefined) return problem(409, "Nothing is offered to the account.");
        const orderId = `P-${account.accountId.slice(2)}`;
        books.orders.set(orderId, { accountId: account.accountId, due });
        books.owners.add(account.accountId);
        return created({ orderId });
      });
    },
    getOrder: ({ path }) => {
      const order = books.orders.get(path["orderId"] as string);
      return order ? ok({ accountId: order.accountId, ...(order.due && { due: order.due }) }) : UNKNOWN;
    },
  };
}
