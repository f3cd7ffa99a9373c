import * as v from "valibot";
import { NONE } from "../contracts";
import type { ApiClient } from "../shared/apiClient";
import { hashOf } from "../shared/hashOf";
import { type LookupEvent, requireParameter } from "../shared/lookup";
import type { Debt, OrderPlace } from "../shared/payments";
import { saysSomething, speakable } from "../shared/speakable";

/**
 * What the handlers read of the answers of the company's systems: the part of
 * local/emulator/backend/openapi.yaml that a flow can use. Other fields of an answer are dropped.
 *
 * What an answer can do without is read field by field: where it is not as described, it is as if it were not there.
 * Whose account it is, what is due and whether money was taken an answer cannot do without.
 */

/** Some systems write `null` for what is left out. */
const optional = <Shape extends v.GenericSchema>(shape: Shape) =>
  v.pipe(
    v.nullish(shape),
    v.transform((value) => value ?? undefined),
  );
/** What a voice reads out: without the signs that none can speak. */
const spoken = v.pipe(v.string(), v.transform(speakable), v.maxLength(60), v.check(saysSomething));
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,64}$/));
const date = v.pipe(v.string(), v.isoDate());
const amount = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000));
const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/));
const money = v.object({ amount, currency });
const account = v.object({ accountId: id, state: v.picklist(["current", "overdue"]) });

/** An amount in the minor unit of its ISO 4217 currency. */
export type Money = v.InferOutput<typeof money>;

export const identification = v.object({
  account: optional(v.object({ ...account.entries, name: v.fallback(v.optional(spoken), undefined) })),
});
/** Holds the account when the caller proved to be its owner. */
export const verification = v.object({ account: optional(account) });
/** Whether a telephone number is on file for an account. */
export const filing = v.object({ onFile: v.boolean() });
export const balance = v.variant("state", [
  v.object({ state: v.literal("settled") }),
  v.object({ state: v.picklist(["due", "overdue"]), orderId: id, dueDate: date, ...money.entries }),
]);
export const latestOrder = v.object({
  order: optional(
    v.variant("state", [
      v.object({ state: v.picklist(["received", "packed"]), orderId: id }),
      v.object({ state: v.picklist(["shipped", "delivered", "delayed"]), orderId: id, date }),
    ]),
  ),
});
export const offer = v.object({ offer: optional(money) });
export const products = v.object({
  // One that cannot be sold by phone is no reason to sell none.
  products: v.pipe(
    v.array(v.fallback(v.optional(v.object({ productId: id, name: spoken, ...money.entries })), undefined)),
    v.maxLength(20),
    v.transform((all) => all.filter((one) => one !== undefined)),
  ),
});
export const placedOrder = v.object({ orderId: id });
export const payment = v.variant("status", [
  v.object({
    status: v.literal("approved"),
    paymentId: id,
    scheme: v.fallback(v.pipe(v.string(), v.regex(/^[a-z-]{1,20}$/)), NONE),
    lastFour: v.pipe(v.string(), v.regex(/^\d{4}$/)),
  }),
  v.object({ status: v.literal("declined"), paymentId: id }),
  v.object({ status: v.literal("pending"), paymentId: id }),
]);
export type Payment = v.InferOutput<typeof payment>;
/** The answer where only that there is one matters. */
export const accepted = v.object({});

const REVISION = /^[A-Za-z0-9._:-]{1,64}$/;
/**
 * In whatever form a system names a debt, it is the same debt as long as the name is: one that is not as described is
 * known by its hash. Left out it would be another debt, and could be paid twice.
 */
const revision = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform(String),
  v.transform((named) => (REVISION.test(named) ? named : hashOf(named))),
);
const order = v.object({ accountId: id, due: optional(money), revision: v.fallback(v.optional(revision), undefined) });

/** The order system that a call reaches, and the way there. @throws ApiUnavailable where there is none */
export const orderSiteOf = (
  event: LookupEvent,
  client: ApiClient<"orders">,
): Pick<OrderPlace, "orderSystem" | "environment" | "apiProfile"> => ({
  orderSystem: client.systemOf("orders"),
  environment: requireParameter(event, "environment"),
  apiProfile: requireParameter(event, "apiProfile"),
});

/**
 * What is due of an order, or undefined when it is paid.
 * @throws as `ApiClient` does
 */
export async function owedOf(
  client: ApiClient<"orders">,
  orderId: string,
): Promise<{ readonly accountId: string; readonly due: Debt | undefined }> {
  const {
    accountId,
    due,
    revision: named,
  } = await client.get("orders", `/orders/${encodeURIComponent(orderId)}`, order);
  return { accountId, due: due && { ...due, ...(named !== undefined && { revision: named }) } };
}

/**
 * What a customer has to pay of an order, or undefined when it is paid.
 * @throws NotTheirs for an order of somebody else, and as `ApiClient` does
 */
export async function dueOf(
  client: ApiClient<"orders">,
  orderId: string,
  customerId: string,
): Promise<Debt | undefined> {
  const { accountId, due } = await owedOf(client, orderId);
  if (accountId !== customerId) throw new NotTheirs("The order belongs to another customer.");
  return due;
}

export class NotTheirs extends Error {
  override readonly name = "NotTheirs";
}
