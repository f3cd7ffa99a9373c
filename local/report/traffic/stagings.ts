import type { CallKind, TrafficCall } from "./calls";
import { HALF_HOUR } from "./moments";

/** What of a moment a call finds: a country whose numbers are open, closed or on holiday. */
const found = ({ number, hours }: CallKind): string => `${number.country} ${hours}`;

/** Into the half-hour, so that it has begun for whoever opens with it. */
const SECONDS = 60;

/**
 * When one call of each kind is simulated, in seconds since 1970: at as few moments as show every
 * country as its calls find it, so that functions still know what they read for the call before.
 */
export function stagingsOf(calls: readonly TrafficCall[]): (kind: CallKind) => number {
  const halfHours = new Map<number, Set<string>>();
  for (const { kind, at } of calls) {
    const begun = at - (at % HALF_HOUR);
    halfHours.set(begun, (halfHours.get(begun) ?? new Set()).add(found(kind)));
  }
  const moments = new Map<string, number>();
  const newIn = (what: ReadonlySet<string>): string[] => [...what].filter((one) => !moments.has(one));
  for (;;) {
    const [begun, what] = [...halfHours].reduce(
      (best, one) => (newIn(one[1]).length > newIn(best[1]).length ? one : best),
      [0, new Set<string>()],
    );
    if (what.size === 0) return (kind) => moments.get(found(kind)) as number;
    for (const one of newIn(what)) moments.set(one, begun + SECONDS);
  }
}
