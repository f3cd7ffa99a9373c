/** The remedy for a name that is not among those known: the closest of them, or all. */
export function suggest(name: string, known: Iterable<string>): string {
  const names = [...known];
  const close = names
    .map((candidate) => ({ candidate, distance: distance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (close && close.distance <= Math.max(2, name.length / 3)) return `Did you mean ${close.candidate}?`;
  return names.length === 0
    ? "There are none yet."
    : `Known: ${names.slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}.`;
}

/** Levenshtein's edit distance. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++)
      current[j] = Math.min(
        (previous[j] as number) + 1,
        (current[j - 1] as number) + 1,
        (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    previous = current;
  }
  return previous[b.length] as number;
}
