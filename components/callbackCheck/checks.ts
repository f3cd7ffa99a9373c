import { logRetentionProblems } from "../shared/logRetention";
import { reservedConcurrencyProblems } from "../shared/reservedConcurrency";
import { fieldProblems } from "../shared/wholeBetween";
import type { CallbackCheckArgs, CallbackPolicyArgs } from "./args";

/** Each field with its least and its greatest value; a callback is tried for a day at most. */
const LIMITS: Readonly<Record<keyof CallbackPolicyArgs, readonly [minimum: number, maximum: number]>> = {
  perNumber: [1, 20],
  perCaller: [1, 100],
  perEnvironment: [1, 100_000],
  openMinutes: [10, 24 * 60],
};

/** What is wrong with the arguments, as sentences with their remedy. */
export const callbackCheckProblems = ({
  policy = {},
  logRetentionDays,
  reservedConcurrency,
}: CallbackCheckArgs): string[] => [
  ...fieldProblems("policy", policy, LIMITS),
  ...logRetentionProblems("logRetentionDays", logRetentionDays),
  ...reservedConcurrencyProblems(reservedConcurrency),
];
