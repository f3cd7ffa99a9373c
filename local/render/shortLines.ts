import type { Arrow } from "../../flowLanguage/sections";

/** A line that passes more layers than this is hard to follow, and is told in words instead. */
const MOST_LAYERS = 3;

/**
 * The arrows of a section that are worth a line: the short ones, and of the long ones those without which
 * a block could not be found by its lines.
 * @param layers how many layers each arrow passes, in the order of the arrows
 */
export function worthALine<A extends Arrow>(head: string, arrows: readonly A[], layers: readonly number[]): A[] {
  const byLength = arrows
    .map((arrow, index) => ({ arrow, length: layers[index] as number }))
    .sort((one, other) => one.length - other.length);
  const kept = new Set(byLength.filter(({ length }) => length <= MOST_LAYERS).map(({ arrow }) => arrow));
  const dropped = byLength.filter(({ arrow }) => !kept.has(arrow)).map(({ arrow }) => arrow);
  for (let found = foundFrom(head, kept); ; found = foundFrom(head, kept)) {
    const missing = dropped.find(({ from, to }) => found.has(from) && !found.has(to));
    if (missing === undefined) return arrows.filter((arrow) => kept.has(arrow));
    kept.add(missing);
  }
}

function foundFrom(head: string, arrows: Iterable<Arrow>): ReadonlySet<string> {
  const targets = new Map<string, string[]>();
  for (const { from, to } of arrows) targets.set(from, [...(targets.get(from) ?? []), to]);
  const found = new Set([head]);
  for (const name of found) for (const target of targets.get(name) ?? []) found.add(target);
  return found;
}
