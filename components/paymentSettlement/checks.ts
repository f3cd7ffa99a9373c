import { logRetentionProblems } from "../shared/logRetention";
import { fieldProblems, wholeBetween } from "../shared/wholeBetween";
import type { PaymentPolicyArgs, PaymentSettlementArgs } from "./args";

export const DEFAULT_EVERY_MINUTES = 5;
export const DEFAULT_ALARM_AFTER_MINUTES = 120;

const DAY_MINUTES = 24 * 60;
/** Each field with its least and its greatest value. */
const LIMITS: Readonly<Record<keyof PaymentPolicyArgs, readonly [minimum: number, maximum: number]>> = {
  cardsPerOrder: [1, 20],
  cardsPerAccount: [1, 20],
  windowMinutes: [10, 7 * DAY_MINUTES],
  // A gateway may take minutes to tell of a payment that it took.
  horizonMinutes: [10, 7 * DAY_MINUTES],
  // A call that pays has to come to its end before.
  reservationMinutes: [15, 7 * DAY_MINUTES],
};

/** What is wrong with a policy, as sentences with their remedy. */
export const policyProblems = (policy: PaymentPolicyArgs): string[] => fieldProblems("paymentPolicy", policy, LIMITS);

export const settlementProblems = ({
  paymentPolicy = {},
  everyMinutes = DEFAULT_EVERY_MINUTES,
  alarmAfterMinutes = DEFAULT_ALARM_AFTER_MINUTES,
  logRetentionDays,
}: PaymentSettlementArgs): string[] => [
  ...policyProblems(paymentPolicy),
  ...wholeBetween("everyMinutes", everyMinutes, [1, 60]),
  ...wholeBetween("alarmAfterMinutes", alarmAfterMinutes, [10, 7 * DAY_MINUTES]),
  ...logRetentionProblems("logRetentionDays", logRetentionDays),
];
