import type { Change, Item } from "./stateTable";

/** How often something may be done within so many seconds. */
export interface Limit {
  readonly tries: number;
  readonly seconds: number;
  /** Whether the time begins again with each try, and not with the first alone. Default: false. */
  readonly renewed?: boolean;
}

/** Limits that hold at once, by the name of the attribute that counts for each: one item counts for all. */
export type Limits = Readonly<Record<string, Limit>>;

const untilOf = (name: string): string => `${name}Until`;

/** The attributes that count. */
export const countersOf = (limits: Limits): string[] => Object.keys(limits).flatMap((name) => [name, untilOf(name)]);

/** As long as a limit needs its count. */
const longestOf = (limits: Limits): number => Math.max(...Object.values(limits).map(({ seconds }) => seconds));

/**
 * The change that counts one more try. That a time is over is compared in the condition: DynamoDB takes its time to
 * clean up.
 * @param item what stands there, as far as is known: undefined for nothing at all
 * @param now seconds since 1970
 * @param kept how many seconds the item is kept. Default: as long as its limits need it
 * @returns undefined where one of the limits is reached
 */
export function anotherTry(
  limits: Limits,
  item: Item | undefined,
  now: number,
  kept = longestOf(limits),
): Change | undefined {
  const parts = Object.entries(limits).map(([name, limit]) => partOf(name, limit, item, now));
  if (parts.some(({ isReached }) => isReached)) return undefined;
  return {
    update: `SET ${[...parts.map(({ set }) => set), "expiresAt = :kept"].join(", ")}`,
    condition: allOf(parts.map(({ condition }) => condition)),
    values: Object.assign({ ":one": 1, ":now": now, ":kept": now + kept }, ...parts.map(({ values }) => values)) as {
      readonly [name: string]: unknown;
    },
    anew: parts.some(({ begins }) => begins),
  };
}

/** DynamoDB refuses parentheses around what stands in some already. */
const allOf = (conditions: readonly string[]): string =>
  conditions.length === 1 ? (conditions[0] as string) : conditions.map((one) => `(${one})`).join(" AND ");

function partOf(name: string, { tries, seconds, renewed = false }: Limit, item: Item | undefined, now: number) {
  const until = untilOf(name);
  const end = item?.[until] as number | undefined;
  const values = { [`:${until}`]: now + seconds };
  if (end !== undefined && end <= now)
    return {
      begins: true,
      isReached: false,
      set: `${name} = :one, ${until} = :${until}`,
      condition: `${until} <= :now`,
      values,
    };
  return {
    begins: false,
    isReached: end !== undefined && (item?.[name] as number) >= tries,
    set: [
      `${name} = if_not_exists(${name}, :none) + :one`,
      `${until} = ${renewed ? `:${until}` : `if_not_exists(${until}, :${until})`}`,
    ].join(", "),
    condition: `attribute_not_exists(${until}) OR (${until} > :now AND ${name} < :${name})`,
    values: { ...values, ":none": 0, [`:${name}`]: tries },
  };
}

/** The change that takes one try back, of times that still go on. */
export const oneTryLess = (limits: Limits, now: number): Change => ({
  update: `SET ${Object.keys(limits)
    .map((name) => `${name} = ${name} - :one`)
    .join(", ")}`,
  condition: Object.keys(limits)
    .map((name) => `${untilOf(name)} > :now AND ${name} > :none`)
    .join(" AND "),
  values: { ":one": 1, ":none": 0, ":now": now },
});
