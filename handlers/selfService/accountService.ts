import type { AskedBy } from "../askedApis";
import { NONE, accountService as contract } from "../contracts";
import { callerNumberOf } from "../shared/callerNumber";
import { type ApiClient, ApiRefused, ApiUnavailable } from "../shared/apiClient";
import { callOf, type Verifications } from "../shared/callState";
import type { CompanySystems } from "../shared/companySystems";
import { withinDeadline } from "../shared/deadline";
import { hashOf } from "../shared/hashOf";
import {
  answer,
  type Answer,
  languageOf as languagePassed,
  type LookupEvent,
  parameter,
  quoted,
  requireParameter,
} from "../shared/lookup";
import { MalformedEvent } from "../shared/malformedEvent";
import type { LegacyClaims } from "../shared/legacyClaims";
import { debtIdOf, type Payments } from "../shared/payments";
import type { Reservations } from "../shared/reservations";
import { spokenAmount, spokenDate } from "../shared/spoken";
import {
  accepted,
  balance,
  dueOf,
  identification,
  latestOrder,
  type Money,
  NotTheirs,
  offer,
  orderSiteOf,
  products,
} from "./companyApi";
import { settledNow } from "./askedAbout";
import { concluded, reserved } from "./concluded";

type Client = ApiClient<AskedBy<"accountService">>;

export interface AccountServiceDeps {
  readonly systems: CompanySystems<AskedBy<"accountService">>;
  readonly verifications: Pick<Verifications, "verified">;
  readonly payments: Payments;
  readonly reservations: Reservations;
  readonly legacy: LegacyClaims;
  readonly policy: { readonly horizonMinutes: number };
  readonly now: () => Date;
}

/** What a task is done with. */
interface Service {
  readonly event: LookupEvent;
  readonly client: Client;
  readonly customerId: string;
  readonly deps: AccountServiceDeps;
}

type Found = Partial<Record<(typeof contract.answers)[number], string>> & { readonly result: string };
type Task = (service: Service) => Promise<Found>;

/** Serves a caller from the company's systems, in words of the caller's language. */
export const accountService = (event: LookupEvent, deps: AccountServiceDeps): Promise<Answer> =>
  withinDeadline(async () => {
    const name = requireParameter(event, "task");
    const task = TASKS.get(name);
    if (task === undefined) throw new MalformedEvent(`There is no task ${quoted(name)}.`);
    const verified = await deps.verifications.verified(callOf(event));
    const found = await serve(task, event, await deps.systems(event), verified, deps);
    return answer(event, { ...Object.fromEntries(contract.answers.map((key) => [key, NONE])), ...found });
  });

async function serve(
  task: Task,
  event: LookupEvent,
  client: Client,
  verified: string | undefined,
  deps: AccountServiceDeps,
): Promise<Found> {
  try {
    const customerId = verified ?? (task === orderStatus ? await identified(event, client) : undefined);
    if (customerId !== undefined) return await task({ event, client, customerId, deps });
    return { result: task === orderStatus ? NONE : "unverified" };
  } catch (error) {
    if (error instanceof NotTheirs) return { result: "unverified" };
    if (error instanceof ApiUnavailable || error instanceof ApiRefused) return { result: "unavailable" };
    throw error;
  }
}

/** Whose number the caller calls from: enough to hear of an order, and of nothing else. */
async function identified(event: LookupEvent, client: Client): Promise<string | undefined> {
  const phoneNumber = callerNumberOf(event);
  if (phoneNumber === undefined) return undefined;
  return (await client.post("accounts", "/accounts/identify", { phoneNumber }, identification)).account?.accountId;
}

const pathOf = (customerId: string, rest: string): string => `/accounts/${encodeURIComponent(customerId)}/${rest}`;
const languageOf = (event: LookupEvent): string => languagePassed(event) ?? requireParameter(event, "language");
const countryOf = (event: LookupEvent): string => requireParameter(event, "country");

const moneyOf = ({ amount, currency }: Money, event: LookupEvent) => ({
  amount: spokenAmount(amount, currency, languageOf(event)),
  amountMinor: String(amount),
  currency,
});

const orderStatus: Task = async ({ event, client, customerId }) => {
  const { order } = await client.get("orders", pathOf(customerId, "orders/latest"), latestOrder);
  if (order === undefined) return { result: NONE };
  return {
    result: "found",
    orderState: order.state,
    orderId: order.orderId,
    ...("date" in order && { date: spokenDate(order.date, languageOf(event)) }),
  };
};

const balanceDue: Task = async ({ event, client, customerId }) => {
  const owed = await client.get("accounts", pathOf(customerId, "balance"), balance);
  if (owed.state === "settled") return { result: "settled", accountState: "current" };
  const accountState = owed.state === "overdue" ? "overdue" : "current";
  return {
    result: owed.state,
    orderId: owed.orderId,
    date: spokenDate(owed.dueDate, languageOf(event)),
    accountState,
    ...moneyOf(owed, event),
  };
};

const password: Task = async ({ event, client, customerId }) => {
  await client.post("accounts", pathOf(customerId, "password-reset"), { language: languageOf(event) }, accepted);
  return { result: "sent" };
};

const offered: Task = async ({ event, client, customerId }) => {
  const { offer: addOn } = await client.get(
    "orders",
    pathOf(customerId, `offer?${new URLSearchParams({ country: countryOf(event) })}`),
    offer,
  );
  return addOn ? { result: "offered", ...moneyOf(addOn, event) } : { result: NONE };
};

/** The product after the one that the caller heard last. */
const product: Task = async ({ event, client, customerId }) => {
  const query = new URLSearchParams({ country: countryOf(event), language: languageOf(event) });
  const sold = await client.get("orders", pathOf(customerId, `products?${query}`), products);
  const heard = sold.products.findIndex(({ productId }) => productId === parameter(event, "productId"));
  const next = sold.products[heard + 1];
  if (next === undefined) return { result: NONE };
  return { result: "offered", productId: next.productId, product: next.name, ...moneyOf(next, event) };
};

/**
 * Reserves a product, or the add-on where none is named. The key is the same for a function that is called again, and
 * another for the next purchase of the same call: it is told by the purchase before.
 */
const order: Task = async ({ event, client, customerId, deps }) => {
  const named = parameter(event, "productId");
  const productId = named === NONE ? undefined : named;
  const reservation = {
    key: hashOf(callOf(event), customerId, productId ?? "", parameter(event, "lastPurchase") ?? NONE),
    ...orderSiteOf(event, client),
    customerId,
    country: countryOf(event),
    ...(productId !== undefined && { productId }),
  };
  // Noted first: whatever happens to the order now, it is confirmed or taken back.
  await deps.reservations.open(reservation);
  const orderId = await reserved(reservation, { client, reservations: deps.reservations });
  return orderId === undefined
    ? { result: "unavailable" }
    : { result: "ordered", orderId, reservation: reservation.key };
};

/** Confirms an order that was paid, and takes back one that was not: the payment decides, not the flow. */
const conclude: Task = async ({ event, client, customerId, deps }) => {
  const reservation = await deps.reservations.read(requireParameter(event, "reservation"));
  if (reservation?.customerId !== customerId) return { result: "unverified" };
  const { orderId } = reservation;
  if (orderId === undefined) return { result: "pending" };
  return { result: await concluded({ ...reservation, orderId }, { ...deps, client }) };
};

/** What is to be paid; while a payment of it is in doubt, and the gateway cannot say, that it is pending. */
const quote: Task = async ({ event, client, customerId, deps }) => {
  const orderId = requireParameter(event, "orderId");
  const place = { ...orderSiteOf(event, client), orderId };
  const due = await dueOf(client, orderId, customerId);
  if (due === undefined) return { result: "settled" };
  let open = await deps.payments.openOf(place);
  if (open.doubt !== undefined && (await settledNow(place, open.doubt, { ...deps, client })) !== undefined)
    open = await deps.payments.openOf(place);
  if (open.doubt !== undefined) return { result: "pending", orderId };
  // The order system may not know yet of what was paid.
  return debtIdOf(due) === open.paid ? { result: "settled" } : { result: "due", orderId, ...moneyOf(due, event) };
};

const TASKS: ReadonlyMap<string, Task> = new Map(
  Object.entries({ orderStatus, balance: balanceDue, password, offer: offered, product, order, conclude, quote }),
);
