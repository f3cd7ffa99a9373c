/** Where functions count what callers feel. */
export const METRIC_NAMESPACE = "ConnectIvr";

/** What callers feel and is counted, beside what a function fails of. docs/runbook.md says what each means. */
export type CallMetric =
  /** What a caller keyed could not be encrypted or deciphered. */
  | "DecryptionFailure"
  /** A number was dialed that no row knows. */
  | "UnknownNumber"
  /** A one-time code was not sent, because too many were. */
  | "CodesOverBudget"
  /** A callback was not taken, because too many were, or the number is none that may be called. */
  | "CallbacksOverBudget"
  /** An answer that is older than it should be was given, because its source failed. */
  | "StaleAnswer";

/** All that a function counts. */
export type Metric =
  | CallMetric
  /** The function threw, for no reason that is counted apart. */
  | "LookupFailure"
  /** A flow, or whoever else may call the function, sent what is no event of it. */
  | "MalformedEvent"
  /** A row was not there. */
  | "LookupMiss"
  /** One of the company's systems could not serve the caller. */
  | "ApiUnavailable";

/** A failure that is counted under a name of its own, because another remedy helps than against the rest. */
export abstract class CountedFailure extends Error {
  /** The metric, in place of `LookupFailure`. */
  abstract readonly metric: Metric;
}
