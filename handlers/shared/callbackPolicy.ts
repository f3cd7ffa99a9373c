import { policyOf } from "./policyOf";

/** How callbacks are guarded: a stack's configuration, with defaults that are safe. */
export interface CallbackPolicy {
  /** How many callbacks a day may be left to one number. Default: 3. */
  readonly perNumber: number;
  /** How many a day whoever calls from one number may leave, to whatever numbers. Default: 5. */
  readonly perCaller: number;
  /** How many a day an environment takes. Default: 1000. */
  readonly perEnvironment: number;
  /** How many minutes a callback that was not made keeps another one to its number from being left. Default: 240. */
  readonly openMinutes: number;
}

const DEFAULT_CALLBACK_POLICY: CallbackPolicy = { perNumber: 3, perCaller: 5, perEnvironment: 1000, openMinutes: 240 };

/** A policy as it is written down in JSON. */
export const callbackPolicyOf = (json: string): CallbackPolicy => policyOf(DEFAULT_CALLBACK_POLICY, json);
