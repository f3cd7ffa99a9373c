import type { Utterance } from "../simulator/observed";

/** Which of the things heard is most like the words that were expected. */
export function nearest(words: string, heard: readonly Utterance[]): Utterance | undefined {
  const wanted = pairs(words);
  let best: { utterance: Utterance; likeness: number } | undefined;
  for (const utterance of heard) {
    const likeness = shared(wanted, pairs(utterance.text)) / wanted.length;
    if (best === undefined || likeness > best.likeness) best = { utterance, likeness };
  }
  return best?.utterance;
}

/** Pairs of neighbouring characters: they compare languages with and without spaces alike. */
const pairs = (text: string): string[] =>
  Array.from({ length: Math.max(1, text.length - 1) }, (_, index) => text.slice(index, index + 2).toLowerCase());

function shared(wanted: readonly string[], heard: readonly string[]): number {
  const left = new Map<string, number>();
  for (const pair of heard) left.set(pair, (left.get(pair) ?? 0) + 1);
  return wanted.filter((pair) => {
    const count = left.get(pair) ?? 0;
    left.set(pair, count - 1);
    return count > 0;
  }).length;
}
