/** A failure that is counted under a name of its own, because another remedy helps than against the rest. */
export abstract class CountedFailure extends Error {
  /** The metric, in place of `LookupFailure`. */
  abstract readonly metric: string;
}
