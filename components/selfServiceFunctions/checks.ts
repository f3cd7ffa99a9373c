import { DEFAULT_VERIFICATION_POLICY } from "../../handlers/shared/verificationPolicy";
import { fieldProblems } from "../shared/wholeBetween";
import type { VerificationPolicyArgs } from "./args";

/** Each field with its least and its greatest value. */
const LIMITS: Readonly<Record<keyof VerificationPolicyArgs, readonly [minimum: number, maximum: number]>> = {
  triesPerAccount: [1, 10],
  triesFromOwnNumber: [1, 10],
  triesPerCaller: [1, 100],
  triesPerCallerADay: [1, 1000],
  windowMinutes: [10, 24 * 60],
  failuresPerAccount: [3, 99],
  failuresFromOwnNumber: [1, 97],
  codesPerAccount: [1, 20],
  codesPerAccountADay: [1, 100],
  codesPerCaller: [1, 100],
  // One item counts them, and grows with each until the hour is over.
  codesPerEnvironment: [1, 2000],
};

/** NIST SP 800-63B (5.2.2): no more consecutive failed attempts on a single account. */
const MOST_IN_A_ROW = 100;

/** What is wrong with a policy, as sentences with their remedy. */
export function verificationProblems(policy: VerificationPolicyArgs): string[] {
  const { failuresPerAccount, failuresFromOwnNumber } = { ...DEFAULT_VERIFICATION_POLICY, ...policy };
  const inARow = failuresPerAccount + failuresFromOwnNumber;
  return [
    ...fieldProblems("verificationPolicy", policy, LIMITS),
    ...(inARow > MOST_IN_A_ROW
      ? [
          `verificationPolicy.failuresPerAccount and failuresFromOwnNumber are ${inARow} together. No more than ${MOST_IN_A_ROW} tries in a row may fail for an account (NIST SP 800-63B, 5.2.2): lower one of them.`,
        ]
      : []),
  ];
}
