import type { AskedBy } from "../askedApis";
import { settledNow } from "../selfService/askedAbout";
import { owedOf } from "../selfService/companyApi";
import { concluded, reserved } from "../selfService/concluded";
import type { ApiClient } from "../shared/apiClient";
import { withinDeadline } from "../shared/deadline";
import type { LegacyClaims } from "../shared/legacyClaims";
import type { PaymentPolicy } from "../shared/paymentPolicy";
import { debtIdOf, type Payments } from "../shared/payments";
import type { Reservations } from "../shared/reservations";
import { secondsOf } from "../shared/seconds";
import type { LegacySweep } from "./legacySweep";
import type { Cursors, Lease } from "./lease";
import type { Unsettled, UnsettledIndex, UnsettledPayment, UnsettledReservation } from "./unsettled";

export interface SettlePaymentsDeps {
  readonly index: UnsettledIndex;
  readonly lease: Lease;
  readonly payments: Payments;
  readonly reservations: Reservations;
  readonly legacy: LegacyClaims;
  readonly sweep: LegacySweep;
  /** The systems of an environment and API profile. */
  readonly systems: (environment: string, apiProfile: string) => Promise<ApiClient<AskedBy<"settlePayments">>>;
  readonly policy: PaymentPolicy;
  readonly now: () => Date;
  /** Milliseconds that only ever grow. */
  readonly elapsed: () => number;
  /** Told of what could not be settled because something broke. */
  readonly failed: (key: string, error: unknown) => void;
}

/** What a run found and did. */
export interface Settlement {
  /** False where another settler was at it: then all figures are 0. */
  readonly ran: boolean;
  readonly seen: number;
  readonly settled: number;
  readonly open: number;
  /** How long the oldest of what is open has been so, in minutes; 0 where nothing is. */
  readonly oldestMinutes: number;
}

/**
 * Lambda ends the settler after a minute. Who begins an item later than this may not end it; each kind has a time of
 * its own, so that none waits behind the others for ever.
 */
const LATEST_BEGIN_MS = { sweep: 10_000, payment: 30_000, reservation: 45_000 } as const;

/**
 * Settles what nobody may forget: asks gateways what became of payments in doubt, sees whether order systems know of
 * those that were approved, and confirms or takes back orders whose caller is gone. It never posts a charge. One runs
 * at a time; what it does is conditional, so that it does no harm twice, nor beside a caller who pays.
 */
export async function settlePayments(deps: SettlePaymentsDeps): Promise<Settlement> {
  const lease = await deps.lease.take();
  if (lease === undefined) return { ran: false, seen: 0, settled: 0, open: 0, oldestMinutes: 0 };
  const began = deps.elapsed();
  const mayBegin = (what: keyof typeof LATEST_BEGIN_MS) => (): boolean =>
    deps.elapsed() - began < LATEST_BEGIN_MS[what];
  const { cursors } = lease;
  const swept = await deps.sweep
    .next(cursors["sweep"], mayBegin("sweep"))
    .catch((error: unknown) => (deps.failed("sweep", error), cursors["sweep"]));
  const payments = await through("payment", settledPayment, cursors, mayBegin("payment"), deps);
  const reservations = await through("reservation", settledReservation, cursors, mayBegin("reservation"), deps);
  await lease.release({
    ...(swept && { sweep: swept }),
    ...(payments.next && { payment: payments.next }),
    ...(reservations.next && { reservation: reservations.next }),
  });
  const seen = payments.seen + reservations.seen;
  const settled = payments.settled + reservations.settled;
  return { ran: true, seen, settled, open: seen - settled, oldestMinutes: await oldestMinutes(deps) };
}

/** Goes through what is open of a kind, from where the run before stopped, for as long as it may. */
async function through<Kind extends keyof Unsettled>(
  kind: Kind,
  settle: (one: Unsettled[Kind], deps: SettlePaymentsDeps) => Promise<boolean>,
  cursors: Cursors,
  mayBegin: () => boolean,
  deps: SettlePaymentsDeps,
) {
  let [seen, settled, next] = [0, 0, cursors[kind]];
  do {
    const page = await deps.index.page(kind, next);
    for (const one of page.items) {
      if (!mayBegin()) return { seen, settled, next };
      seen += 1;
      const done = await withinDeadline(() => settle(one, deps)).catch(
        (error: unknown) => (deps.failed(one.key, error), false),
      );
      if (done) settled += 1;
      next = { key: one.key, unsettled: kind, unsettledSince: one.unsettledSince };
    }
    next = page.next;
  } while (next !== undefined && mayBegin());
  return { seen, settled, next };
}

/** @returns whether nothing is left to be done for the payment */
async function settledPayment(payment: UnsettledPayment, deps: SettlePaymentsDeps): Promise<boolean> {
  const { place, holds, claimedUntil = 0, paymentKey, sentAt, paid } = payment;
  // A caller is at it.
  if (claimedUntil > secondsOf(deps.now())) return false;
  const client = await deps.systems(place.environment, place.apiProfile);
  if (holds === "doubt" && paymentKey !== undefined && sentAt !== undefined) {
    const finding = await settledNow(place, { paymentKey, sentAt }, { ...deps, client });
    if (finding === undefined) return false;
    if (finding.status === "nothing") return true;
    return payment.debt !== undefined && (await toldOf(payment.debt, payment, client, deps));
  }
  return paid !== undefined && (await toldOf(paid, payment, client, deps));
}

/** Whether the order system says that this debt is paid, and asks for no other payment of it. */
async function toldOf(
  debt: string,
  { place }: UnsettledPayment,
  client: ApiClient<"orders">,
  { payments }: SettlePaymentsDeps,
): Promise<boolean> {
  const { due } = await owedOf(client, place.orderId);
  return (due === undefined || debtIdOf(due) !== debt) && payments.told(place, debt);
}

/** @returns whether nothing is left to be done for the order */
async function settledReservation(
  { reservation, unsettledSince }: UnsettledReservation,
  deps: SettlePaymentsDeps,
): Promise<boolean> {
  // The caller may still be paying.
  if (secondsOf(deps.now()) - unsettledSince < deps.policy.reservationMinutes * 60) return false;
  const client = await deps.systems(reservation.environment, reservation.apiProfile);
  const concluding = { ...deps, client };
  // Nobody knows whether the order system took it: the same request again tells, and makes no second order.
  const orderId = reservation.orderId ?? (await reserved(reservation, concluding));
  return orderId === undefined || (await concluded({ ...reservation, orderId }, concluding)) !== "pending";
}

async function oldestMinutes({ index, now }: SettlePaymentsDeps): Promise<number> {
  const began = (await Promise.all([index.oldest("payment"), index.oldest("reservation")])).filter(
    (since) => since !== undefined,
  );
  return began.length === 0 ? 0 : Math.floor((secondsOf(now()) - Math.min(...began)) / 60);
}
