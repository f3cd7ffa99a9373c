import { policyOf } from "./policyOf";

/** How payments are guarded: a stack's configuration, with defaults that are safe. */
export interface PaymentPolicy {
  /** How many cards may be put to the bank for one order within the window; an agent takes over then. Default: 5. */
  readonly cardsPerOrder: number;
  /** The same for one account, whatever its orders are. Default: 6. */
  readonly cardsPerAccount: number;
  /** How long tries are counted, in minutes from the first: who is locked out is so for no longer. Default: 120. */
  readonly windowMinutes: number;
  /**
   * How old a payment has to be, in minutes, before "the gateway knows no such payment" is taken for "nothing was
   * charged". Before, it may still be on its way. Default: 60.
   */
  readonly horizonMinutes: number;
  /** How long an order is kept for a caller who has not paid it, in minutes. Default: 30. */
  readonly reservationMinutes: number;
}

export const DEFAULT_PAYMENT_POLICY: PaymentPolicy = {
  cardsPerOrder: 5,
  cardsPerAccount: 6,
  windowMinutes: 120,
  horizonMinutes: 60,
  reservationMinutes: 30,
};

/** A policy as it is written down in JSON. */
export const paymentPolicyOf = (json: string): PaymentPolicy => policyOf(DEFAULT_PAYMENT_POLICY, json);
