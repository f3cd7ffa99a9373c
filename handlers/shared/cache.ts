/** A function lives for hours: what it remembers of callers must not grow with their number. */
const MAXIMUM_ENTRIES = 500;

/**
 * Remembers answers for a while, and falls back on an outdated one when the source fails: a caller
 * is better served by yesterday's row than by an apology. Answers of `undefined` are not kept.
 */
export function cached<Key, Value>(
  load: (key: Key) => Promise<Value>,
  lifetimeMs: number,
  now: () => number = Date.now,
): (key: Key) => Promise<Value> {
  const entries = new Map<string, { value: Value; at: number }>();
  return async (key) => {
    const id = JSON.stringify(key);
    const entry = entries.get(id);
    if (entry && Math.abs(now() - entry.at) < lifetimeMs) return entry.value;
    try {
      const value = await load(key);
      if (value === undefined) entries.delete(id);
      else {
        // Set anew, so that the oldest entry stands first.
        entries.delete(id);
        entries.set(id, { value, at: now() });
        if (entries.size > MAXIMUM_ENTRIES) entries.delete(entries.keys().next().value as string);
      }
      return value;
    } catch (error) {
      if (entry) return entry.value;
      throw error;
    }
  };
}
