/** A function lives for hours: what it remembers must not grow with its callers. */
const MAXIMUM_KEPT = 5000;

/** A pure function that works out each answer once. */
export function remembered<Key, Answer>(work: (key: Key) => Answer): (key: Key) => Answer {
  const kept = new Map<Key, Answer>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined || kept.has(key)) return known as Answer;
    if (kept.size >= MAXIMUM_KEPT) kept.clear();
    const answer = work(key);
    kept.set(key, answer);
    return answer;
  };
}
