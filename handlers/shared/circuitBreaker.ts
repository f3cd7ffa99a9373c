/**
 * After failures for so many callers in a row a system is left alone for a while. One caller counts once, however often
 * they call: a record that a system fails on is no reason to take it from everybody.
 */
const CALLERS = 5;
const REST_MS = 15_000;

/** Spares callers the wait for a system that does not answer, and the system the requests. */
export interface CircuitBreaker {
  /** Whether a request may be made now. After the rest one is let through, to see. */
  permits(): boolean;
  succeeded(): void;
  /** @param whose whose call it was. Default: nobody's who was served before */
  failed(whose?: string): void;
}

/** @param now milliseconds; may be put back */
export function circuitBreaker(now: () => number): CircuitBreaker {
  const failedFor = new Set<unknown>();
  let restingSince = 0;
  return {
    permits: () => {
      if (failedFor.size < CALLERS) return true;
      if (Math.abs(now() - restingSince) < REST_MS) return false;
      // Others wait for what becomes of this one.
      restingSince = now();
      return true;
    },
    succeeded: () => failedFor.clear(),
    failed: (whose) => {
      if (failedFor.size < CALLERS) failedFor.add(whose ?? Symbol());
      restingSince = now();
    },
  };
}
