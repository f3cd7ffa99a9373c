import { type Random, randomOf } from "../local/report/traffic/random";

/** Draws from a seed: the same in every run. */
export interface Draws {
  /** From 0 up to 1. */
  readonly random: Random;
  /** A whole number from 0 up to the limit. */
  readonly below: (limit: number) => number;
  readonly of: <One>(list: readonly One[]) => One;
  readonly digits: (count: number) => string;
}

export function drawsOf(seed: string | number): Draws {
  const random = randomOf(String(seed));
  const below = (limit: number): number => Math.floor(random() * limit);
  return {
    random,
    below,
    of: (list) => list[below(list.length)] as (typeof list)[number],
    digits: (count) => Array.from({ length: count }, () => below(10)).join(""),
  };
}
