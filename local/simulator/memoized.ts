/** Far more than the texts of all flows of an instance. */
const MAXIMUM_KEPT = 5000;

/** A pure function of a text that works out each answer once. */
export function memoized<Answer>(work: (text: string) => Answer): (text: string) => Answer {
  const kept = new Map<string, Answer>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined || kept.has(text)) return known as Answer;
    if (kept.size >= MAXIMUM_KEPT) kept.clear();
    const answer = work(text);
    kept.set(text, answer);
    return answer;
  };
}
