/** A function lives for hours: what it remembers of callers must not grow with their number. */
const MAXIMUM_ENTRIES = 500;

/** Whoever asks for what is nowhere, however often, has the source asked once in this time. */
const PAUSE_MS = 1000;

/** Whether a remembered value has what is wanted of it. */
export type Suffices<Value> = (value: Value) => boolean;

/** Reads a value. A remembered one that does not suffice is read past the cache, at most once a second for each key. */
export type CachedRead<Key, Value> = (key: Key, suffices?: Suffices<NonNullable<Value>>) => Promise<Value>;

interface Entry<Value> {
  readonly value: NonNullable<Value>;
  /** When it was read. */
  readonly at: number;
  /** When its source was last asked, whether it answered or not. */
  askedAt: number;
}

/** How old an answer may become, in milliseconds since it was read. */
export interface Lifetime {
  /** For so long the source is not asked. */
  readonly freshMs: number;
  /** For so long an answer is given when the source fails; none that is older ever is. */
  readonly usableMs: number;
  /** Told of each answer that was given because the source failed. */
  readonly stale: () => void;
}

/**
 * Remembers answers for a while, and falls back on an outdated one when the source fails, for as long as it is usable:
 * a caller is better served by this morning's row than by an apology. Answers of `undefined` are not kept.
 *
 * A release adds to rows that warm functions remember. So who asks says by `suffices` whether a remembered answer will
 * do, and is given what the source has now where it will not. Readers of one key share a request, so that no answer
 * can overtake a newer one.
 * @param load with `newest` only the latest state will do: an answer that may lag behind could be older than the one
 * that it replaces
 */
export function cached<Key, Value>(
  load: (key: Key, newest: boolean) => Promise<Value>,
  { freshMs, usableMs, stale }: Lifetime,
  now: () => number = Date.now,
): CachedRead<Key, Value> {
  const entries = new Map<string, Entry<Value>>();
  const loading = new Map<string, Promise<Value>>();
  const isWithin = (milliseconds: number, since: number): boolean => Math.abs(now() - since) < milliseconds;

  const loaded = async (id: string, key: Key, newest: boolean): Promise<Value> => {
    const entry = entries.get(id);
    try {
      const value = await load(key, newest);
      // Set anew, so that the oldest entry stands first.
      entries.delete(id);
      if (value !== undefined) {
        const at = now();
        entries.set(id, { value: value as NonNullable<Value>, at, askedAt: at });
        if (entries.size > MAXIMUM_ENTRIES) entries.delete(entries.keys().next().value as string);
      }
      return value;
    } catch (error) {
      if (entry === undefined || !isWithin(usableMs, entry.at)) throw error;
      entry.askedAt = now();
      if (!isWithin(freshMs, entry.at)) stale();
      return entry.value;
    }
  };

  const shared = (id: string, key: Key, newest: boolean): Promise<Value> => {
    const running = loading.get(id) ?? loaded(id, key, newest).finally(() => loading.delete(id));
    loading.set(id, running);
    return running;
  };

  return async (key, suffices = () => true) => {
    const id = JSON.stringify(key);
    const entry = entries.get(id);
    if (entry === undefined || !isWithin(freshMs, entry.at)) return shared(id, key, false);
    if (suffices(entry.value) || isWithin(PAUSE_MS, entry.askedAt)) return entry.value;
    return shared(id, key, true);
  };
}
