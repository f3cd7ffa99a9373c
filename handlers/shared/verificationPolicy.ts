import type { Limits } from "./limits";
import { policyOf } from "./policyOf";

/** How proofs of who calls are guarded: a stack's configuration, with defaults that are safe. */
export interface VerificationPolicy {
  /**
   * How often an account may be tried within the window, with a PIN or a code, from whatever numbers. Default: 3.
   */
  readonly triesPerAccount: number;
  /** How often from the owner's own numbers beside these, when they are used up. Default: 3. */
  readonly triesFromOwnNumber: number;
  /** How often one number, or one call where the number is withheld, may try within the window. Default: 5. */
  readonly triesPerCaller: number;
  /** The same in a day. Default: 20. */
  readonly triesPerCallerADay: number;
  /** How long tries are counted, in minutes from the first. Default: 30. */
  readonly windowMinutes: number;
  /** How many tries in a row may fail for an account, however slowly they come. Default: 20. */
  readonly failuresPerAccount: number;
  /** How many in a row may fail from the owner's own numbers beside these. Default: 10. */
  readonly failuresFromOwnNumber: number;
  /** How many one-time codes are sent to an account in an hour. Default: 3. */
  readonly codesPerAccount: number;
  /** The same in a day. Default: 10. */
  readonly codesPerAccountADay: number;
  /** How many one-time codes one number, or one call where it is withheld, may ask for in an hour. Default: 5. */
  readonly codesPerCaller: number;
  /** How many one-time codes are sent for an environment in an hour, to whomever. Default: 200. */
  readonly codesPerEnvironment: number;
}

export const DEFAULT_VERIFICATION_POLICY: VerificationPolicy = {
  triesPerAccount: 3,
  triesFromOwnNumber: 3,
  triesPerCaller: 5,
  triesPerCallerADay: 20,
  windowMinutes: 30,
  failuresPerAccount: 20,
  failuresFromOwnNumber: 10,
  codesPerAccount: 3,
  codesPerAccountADay: 10,
  codesPerCaller: 5,
  codesPerEnvironment: 200,
};

/** The limits of a policy, by what is counted. */
export interface VerificationLimits {
  readonly account: AccountLimits;
  readonly caller: Limits;
  readonly codesToAccount: Limits;
  readonly codesForCaller: Limits;
  readonly codesOfEnvironment: Limits;
}

/** Limits of the tries for one account. Both stand in one item, so their names differ. */
export interface AccountLimits {
  readonly anywhere: Limits;
  readonly ownNumber: Limits;
}

const HOUR = 60 * 60;
const DAY = 24 * HOUR;
/** Longer than a year: failures in a row are not forgotten by waiting, and who calls once a year is known. */
export const ACCOUNT_SECONDS = 400 * DAY;

/** The limits of a policy as it is written down in JSON; what is left out has the default. */
export function verificationLimitsOf(json: string): VerificationLimits {
  const policy = policyOf(DEFAULT_VERIFICATION_POLICY, json);
  const window = policy.windowMinutes * 60;
  const inARow = (tries: number) => ({ tries, seconds: ACCOUNT_SECONDS, renewed: true });
  return {
    account: {
      anywhere: {
        triesAnywhere: { tries: policy.triesPerAccount, seconds: window },
        failuresAnywhere: inARow(policy.failuresPerAccount),
      },
      ownNumber: {
        triesFromOwnNumber: { tries: policy.triesFromOwnNumber, seconds: window },
        failuresFromOwnNumber: inARow(policy.failuresFromOwnNumber),
      },
    },
    caller: {
      triesInWindow: { tries: policy.triesPerCaller, seconds: window },
      triesInADay: { tries: policy.triesPerCallerADay, seconds: DAY },
    },
    codesToAccount: {
      codesInAnHour: { tries: policy.codesPerAccount, seconds: HOUR },
      codesInADay: { tries: policy.codesPerAccountADay, seconds: DAY },
    },
    codesForCaller: { codesInAnHour: { tries: policy.codesPerCaller, seconds: HOUR } },
    codesOfEnvironment: { codesInAnHour: { tries: policy.codesPerEnvironment, seconds: HOUR } },
  };
}
