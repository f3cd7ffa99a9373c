import { randomUUID } from "node:crypto";
import { NONE } from "../contracts";
import { type ApiClient, ApiRefused } from "../shared/apiClient";
import { hashOf } from "../shared/hashOf";
import { type LegacyClaims, legacyKeysOf } from "../shared/legacyClaims";
import { debtIdOf, type OrderPlace, placeOf } from "../shared/payments";
import type { Reservation, Reservations } from "../shared/reservations";
import { type Asking, claimedAfterAsking, only } from "./askedAbout";
import { accepted, owedOf, placedOrder } from "./companyApi";

export interface Concluding extends Asking {
  readonly client: ApiClient<"orders" | "payments">;
  readonly reservations: Reservations;
  readonly legacy: Pick<LegacyClaims, "fence">;
}

/**
 * Brings a reservation to its end, as the payment of the order says and whatever the flow believes: confirmed where the
 * order was paid, taken back where it was not. A payment in doubt does neither: it is `pending`.
 * @throws as `ApiClient` does
 */
export async function concluded(
  reservation: Reservation & { readonly orderId: string },
  deps: Concluding,
): Promise<"ordered" | "cancelled" | "pending"> {
  const { client, payments, reservations } = deps;
  const { key, orderId } = reservation;
  const place = placeOf(reservation);
  const claim = randomUUID();
  // The claim keeps a card from being charged for an order that is being taken back.
  const claimed = await claimedAfterAsking(place, claim, deps);
  if (claimed.state !== "mine") return "pending";
  let told = claimed.paid === undefined;
  try {
    if (claimed.paymentId !== undefined && claimed.paymentId !== NONE) {
      const options = { idempotencyKey: `confirm-${hashOf(orderId, claimed.paymentId)}` };
      await client.post("orders", `${pathOf(orderId)}/confirm`, { paymentId: claimed.paymentId }, accepted, options);
      told = true;
      await reservations.close(key, "confirmed");
      return "ordered";
    }
    const { due } = await owedOf(client, orderId);
    told ||= due === undefined || debtIdOf(due) !== claimed.paid;
    // Paid by a payment that only the gateway can name: the order system hears of it from there.
    if (!told || (await isBeingPaid(place, claim, deps)) || !(await cancelled(client, orderId))) return "pending";
    await reservations.close(key, "cancelled");
    return "cancelled";
  } finally {
    await payments.answered(place, claim, { answer: only("concluded"), holds: "nothing", told });
  }
}

/** Whether a function before decision 18 charged the order, or may have; from here on none will. */
const isBeingPaid = async (place: OrderPlace, claim: string, { client, legacy }: Concluding): Promise<boolean> =>
  (await legacy.fence(legacyKeysOf(place, client.profiles), claim)) !== undefined;

const CONFLICT = 409;

/** Whether the order is taken back. One that was paid in a way that only the order system knows stays, for a person. */
async function cancelled(client: ApiClient<"orders">, orderId: string): Promise<boolean> {
  try {
    const options = { idempotencyKey: `cancel-${hashOf(orderId)}` };
    await client.post("orders", `${pathOf(orderId)}/cancel`, {}, accepted, options);
    return true;
  } catch (error) {
    if (error instanceof ApiRefused && error.status === CONFLICT) return false;
    throw error;
  }
}

const pathOf = (orderId: string): string => `/orders/${encodeURIComponent(orderId)}`;

/** Refusals of an order by which there is none. Others, such as 401 and 429, say nothing of an earlier request. */
const DECIDED = [400, 404, CONFLICT, 410];

/**
 * Has the order system reserve, which does so once for all requests with the reservation's key.
 * @returns the order's id; undefined where the order system refuses it for good
 * @throws as `ApiClient` does: then nobody knows whether there is an order
 */
export async function reserved(
  { key, customerId, country, productId }: Reservation,
  { client, reservations }: Pick<Concluding, "client" | "reservations">,
): Promise<string | undefined> {
  try {
    const { orderId } = await client.post(
      "orders",
      `/accounts/${encodeURIComponent(customerId)}/orders`,
      { country, ...(productId !== undefined && { productId }) },
      placedOrder,
      { idempotencyKey: key },
    );
    await reservations.ordered(key, orderId);
    return orderId;
  } catch (error) {
    if (!(error instanceof ApiRefused) || !DECIDED.includes(error.status)) throw error;
    await reservations.close(key, "refused");
    return undefined;
  }
}
