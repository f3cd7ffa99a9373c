/** One thing that the world could do one way or another, and what it did. */
export interface Choice {
  readonly what:
    "force" | "caller" | "queue" | "wait" | "thirdParty" | "percentile" | "behaviour" | "loop" | "agent" | "answer";
  /** Whose choice it was, where there are several: the queue's key, the behaviour's name. */
  readonly of: string;
  readonly value: unknown;
}

export type Choose = <Value>(what: Choice["what"], of: string, options: readonly Value[]) => Value;

/** Runs something once for every way in which the choices that it asks for can fall. */
export async function everyWay<Result>(
  run: (choose: Choose) => Promise<Result>,
): Promise<{ readonly choices: readonly Choice[]; readonly result: Result }[]> {
  const ways: { choices: Choice[]; result: Result }[] = [];
  for (let picks: number[] | undefined = []; picks !== undefined;) {
    const trail: { pick: number; of: number }[] = [];
    const choices: Choice[] = [];
    const given: readonly number[] = picks;
    const result = await run((what, of, options) => {
      const pick = given[trail.length] ?? 0;
      trail.push({ pick, of: options.length });
      const value = options[pick] as (typeof options)[number];
      if (options.length > 1) choices.push({ what, of, value });
      return value;
    });
    ways.push({ choices, result });
    picks = following(trail);
  }
  return ways;
}

/** The next combination: the last choice that has another way is changed, what came after it begins anew. */
function following(trail: readonly { readonly pick: number; readonly of: number }[]): number[] | undefined {
  const last = trail.findLastIndex(({ pick, of }) => pick + 1 < of);
  return last < 0 ? undefined : trail.slice(0, last + 1).map(({ pick }, index) => (index === last ? pick + 1 : pick));
}
