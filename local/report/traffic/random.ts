import { createHash } from "node:crypto";

/** Draws that the same seed gives again, each from 0 up to 1. */
export type Random = () => number;

/** The generator mulberry32: 32 bits of state are enough for a month of calls. */
export function randomOf(seed: string): Random {
  let state = createHash("sha256").update(seed).digest().readUInt32BE();
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Draws one of several by their weights. */
export interface Choice<T> {
  draw(random: Random): T;
}

/** @throws Error where nothing has a weight */
export function choiceOf<T>(weighted: readonly (readonly [value: T, weight: number])[]): Choice<T> {
  const values: T[] = [];
  const sums: number[] = [];
  let sum = 0;
  for (const [value, weight] of weighted) {
    if (weight <= 0) continue;
    values.push(value);
    sums.push((sum += weight));
  }
  if (values.length === 0) throw new Error("There is nothing to choose from.");
  return { draw: (random) => values[firstAbove(sums, random() * sum)] as T };
}

/** Draws a name by the weights of all. */
export const weighted = <Name extends string>(weights: Readonly<Record<Name, number>>): Choice<Name> =>
  choiceOf(Object.entries(weights) as [Name, number][]);

/** The place of the first sum that is above a value, by halves. */
function firstAbove(sums: readonly number[], value: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Seconds around a median, most near it and a few far beyond: how waits and talks are spread. */
export function secondsAround([median, spread]: readonly [median: number, spread: number], random: Random): number {
  // Box and Muller's way from even draws to a bell curve.
  const bell = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.max(1, Math.round(median * Math.exp(spread * bell)));
}
