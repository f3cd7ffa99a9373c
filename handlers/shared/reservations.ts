import type { StateTable } from "./stateTable";

/** An order that a caller gave and has not paid: it is confirmed or taken back, and never forgotten. */
export interface Reservation {
  /** The idempotency key that the order was given with. */
  readonly key: string;
  readonly orderSystem: string;
  readonly environment: string;
  readonly apiProfile: string;
  readonly customerId: string;
  readonly country: string;
  /** Left out for the add-on. */
  readonly productId?: string;
  /** Undefined while nobody knows whether the order system took it. */
  readonly orderId?: string;
}

export type Conclusion = "confirmed" | "cancelled" | "refused";

/** The reservations that callers made: each is noted before the order system is asked. */
export interface Reservations {
  open(reservation: Reservation): Promise<void>;
  /** Notes the order that the order system made of it. */
  ordered(key: string, orderId: string): Promise<void>;
  read(key: string): Promise<Reservation | undefined>;
  /** Nothing is left to be done for it. */
  close(key: string, conclusion: Conclusion): Promise<void>;
}

/** The value of the attribute `unsettled` by which the index finds reservations. */
const UNSETTLED_RESERVATION = "reservation";
const KEPT_SECONDS = 90 * 24 * 60 * 60;

/** @param now seconds since 1970 */
export function reservations(table: StateTable, now: () => number): Reservations {
  const keyOf = (key: string): string => `reservation#${key}`;
  return {
    open: async (reservation) => {
      await table.change(keyOf(reservation.key), {
        update: "SET reservation = :reservation, unsettled = :kind, unsettledSince = :now REMOVE conclusion, expiresAt",
        condition: "attribute_not_exists(reservation) OR conclusion = :refused",
        values: {
          ":reservation": reservation,
          ":kind": UNSETTLED_RESERVATION,
          ":now": now(),
          ":refused": "refused" satisfies Conclusion,
        },
      });
    },
    ordered: async (key, orderId) => {
      await table.change(keyOf(key), {
        update: "SET reservation.orderId = :orderId",
        condition: "attribute_exists(reservation)",
        values: { ":orderId": orderId },
      });
    },
    read: async (key) => (await table.read(keyOf(key)))?.["reservation"] as Reservation | undefined,
    close: async (key, conclusion) => {
      await table.change(keyOf(key), {
        update: "SET conclusion = :conclusion, expiresAt = :kept REMOVE unsettled, unsettledSince",
        condition: "attribute_exists(reservation)",
        values: { ":conclusion": conclusion, ":kept": now() + KEPT_SECONDS },
      });
    },
  };
}
