import { NONE } from "../contracts";
import { type ApiClient, ApiRefused, ApiUnavailable } from "../shared/apiClient";
import type { Claimed, Doubt, Finding, OrderPlace, PaymentAnswer, Payments } from "../shared/payments";
import { secondsOf } from "../shared/seconds";
import { type Payment, payment } from "./companyApi";

/** The answer of a try that ended with this word and without money. */
export const only = (result: string): PaymentAnswer => ({ result, scheme: NONE, lastFour: NONE, reference: NONE });

/** The answer of a payment that was approved. */
export const approved = ({ scheme, lastFour, paymentId }: Extract<Payment, { status: "approved" }>): PaymentAnswer => ({
  result: "approved",
  scheme,
  lastFour,
  reference: paymentId,
});

const NOT_FOUND = 404;

/**
 * Asks the gateway what became of a payment in doubt. It never posts. That the gateway knows no such payment is taken
 * for "nothing was charged" when the request can be on its way no longer: after the horizon.
 * @param now seconds since 1970
 * @returns undefined while nobody can say
 */
export async function askedAbout(
  client: ApiClient<"payments">,
  { paymentKey, sentAt }: Doubt,
  now: number,
  { horizonMinutes }: { readonly horizonMinutes: number },
): Promise<Finding | undefined> {
  try {
    const made = await client.get("payments", `/payments/${encodeURIComponent(paymentKey)}`, payment);
    if (made.status === "approved") return { status: "approved", answer: approved(made) };
    return made.status === "declined" ? { status: "nothing" } : undefined;
  } catch (error) {
    if (error instanceof ApiRefused && error.status === NOT_FOUND)
      return now - sentAt >= horizonMinutes * 60 ? { status: "nothing" } : undefined;
    if (error instanceof ApiRefused || error instanceof ApiUnavailable) return undefined;
    throw error;
  }
}

/** What is needed to claim an order that a payment may be in doubt of. */
export interface Asking {
  readonly client: ApiClient<"payments">;
  readonly payments: Payments;
  readonly now: () => Date;
  readonly policy: { readonly horizonMinutes: number };
}

/** Claims an order; an earlier payment in doubt is asked about first. */
export async function claimedAfterAsking(place: OrderPlace, claim: string, asking: Asking): Promise<Claimed> {
  const claimed = await asking.payments.claim(place, claim);
  if (claimed.state !== "doubt" || (await settledNow(place, claimed.doubt, asking)) === undefined) return claimed;
  return asking.payments.claim(place, claim);
}

/** Settles a payment in doubt, where the gateway can say what became of it now. */
export async function settledNow(place: OrderPlace, doubt: Doubt, asking: Asking): Promise<Finding | undefined> {
  const finding = await askedAbout(asking.client, doubt, secondsOf(asking.now()), asking.policy);
  if (finding !== undefined) await asking.payments.settle(place, doubt, finding);
  return finding;
}
