/** After so many failures in a row a system is left alone for a while. */
const FAILURES = 5;
const REST_MS = 15_000;

/** Spares callers the wait for a system that does not answer, and the system the requests. */
export interface CircuitBreaker {
  /** Whether a request may be made now. After the rest one is let through, to see. */
  permits(): boolean;
  succeeded(): void;
  failed(): void;
}

/** @param now milliseconds; may be put back */
export function circuitBreaker(now: () => number): CircuitBreaker {
  let failures = 0;
  let restingSince = 0;
  return {
    permits: () => {
      if (failures < FAILURES) return true;
      if (Math.abs(now() - restingSince) < REST_MS) return false;
      // Others wait for what becomes of this one.
      restingSince = now();
      return true;
    },
    succeeded: () => {
      failures = 0;
    },
    failed: () => {
      failures += 1;
      restingSince = now();
    },
  };
}
