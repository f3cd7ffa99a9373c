import { NONE, accountService as contract } from "../contracts";
import { type ApiClient, ApiRefused, ApiUnavailable } from "../shared/apiClient";
import { callOf, type Verifications } from "../shared/callState";
import type { CompanySystems } from "../shared/companySystems";
import { answer, type Answer, type LookupEvent, requireParameter } from "../shared/lookup";
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
  placedOrder,
} from "./companyApi";

export interface AccountServiceDeps {
  readonly systems: CompanySystems;
  readonly verifications: Pick<Verifications, "verified">;
}

/** What a task is done with. */
interface Service {
  readonly event: LookupEvent;
  readonly client: ApiClient;
  readonly customerId: string;
}

type Found = Partial<Record<(typeof contract.answers)[number], string>> & { readonly result: string };
type Task = (service: Service) => Promise<Found>;

/** Serves a caller from the company's systems, in words of the caller's language. */
export async function accountService(
  event: LookupEvent,
  { systems, verifications }: AccountServiceDeps,
): Promise<Answer> {
  const name = requireParameter(event, "task");
  const task = TASKS.get(name);
  if (task === undefined) throw new Error(`There is no task ${name}.`);
  const verified = await verifications.verified(callOf(event));
  const found = await serve(task, event, await systems(event), verified);
  return answer(event, { ...Object.fromEntries(contract.answers.map((key) => [key, NONE])), ...found });
}

async function serve(task: Task, event: LookupEvent, client: ApiClient, verified: string | undefined): Promise<Found> {
  try {
    const customerId = verified ?? (task === orderStatus ? await identified(event, client) : undefined);
    if (customerId !== undefined) return await task({ event, client, customerId });
    return { result: task === orderStatus ? NONE : "unverified" };
  } catch (error) {
    if (error instanceof NotTheirs) return { result: "unverified" };
    if (error instanceof ApiUnavailable || error instanceof ApiRefused) return { result: "unavailable" };
    throw error;
  }
}

/** Whose number the caller calls from: enough to hear of an order, and of nothing else. */
async function identified(event: LookupEvent, client: ApiClient): Promise<string | undefined> {
  const phoneNumber = event.Details.ContactData.CustomerEndpoint?.Address;
  if (!phoneNumber?.startsWith("+")) return undefined;
  return (await client.post("accounts", "/accounts/identify", { phoneNumber }, identification)).account?.accountId;
}

const pathOf = (customerId: string, rest: string): string => `/accounts/${encodeURIComponent(customerId)}/${rest}`;
const languageOf = (event: LookupEvent): string => requireParameter(event, "language");
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
    pathOf(customerId, `offer?country=${encodeURIComponent(countryOf(event))}`),
    offer,
  );
  return addOn ? { result: "offered", ...moneyOf(addOn, event) } : { result: NONE };
};

/** The key lets a function that is called again for the same call order once. */
const order: Task = async ({ event, client, customerId }) => {
  const { orderId } = await client.post(
    "orders",
    pathOf(customerId, "orders"),
    { country: countryOf(event) },
    placedOrder,
    { idempotencyKey: `${callOf(event)}:${customerId}` },
  );
  return { result: "ordered", orderId };
};

const quote: Task = async ({ event, client, customerId }) => {
  const orderId = requireParameter(event, "orderId");
  const due = await dueOf(client, orderId, customerId);
  return due ? { result: "due", orderId, ...moneyOf(due, event) } : { result: "settled" };
};

const TASKS: ReadonlyMap<string, Task> = new Map(
  Object.entries({ orderStatus, balance: balanceDue, password, offer: offered, order, quote }),
);
