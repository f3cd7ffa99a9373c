import { contracts } from "../../handlers";

/** What an instance keeps a limited number of. */
export type Quota = "flows" | "modules" | "queues" | "hours" | "quickConnects" | "routingProfiles" | "functions";

interface QuotaFacts {
  readonly called: string;
  /** What AWS grants an instance without being asked; the lower figure where older accounts have less. */
  readonly limit: number;
  /** What a newer account has, where that is more. */
  readonly newerLimit?: number;
  /** What a new instance holds of it already: AWS's own samples. */
  readonly present: number;
}

/**
 * Limits: administrator's guide, Connect Customer service quotas, as of 2026; the lower ones are those of 2023
 * (reference 1.9). What a new instance holds is not published: about 20 flows (8 by default, the samples),
 * `BasicQueue`, `Basic Hours` and `Basic Routing Profile` (the guide's sample flows, and lists in tools that copy
 * instances).
 */
const QUOTAS: Readonly<Record<Quota, QuotaFacts>> = {
  flows: { called: "flows", limit: 100, present: 20 },
  modules: { called: "flow modules", limit: 200, present: 0 },
  queues: { called: "queues", limit: 50, newerLimit: 100, present: 1 },
  hours: { called: "hours of operation", limit: 100, present: 1 },
  quickConnects: { called: "quick connects", limit: 100, present: 0 },
  routingProfiles: { called: "routing profiles", limit: 100, newerLimit: 500, present: 1 },
  functions: { called: "Lambda functions", limit: 50, present: 0 },
};

/** From this share of a limit on it is said: AWS may take three weeks to raise a quota. */
export const NEAR = 0.8;

/** What a program puts on an instance; what AWS put there itself is added. */
export type Counts = Readonly<Partial<Record<Quota, number>>>;

/** The maps of an environment by whose keys it can be counted. */
export type CountedEnvironment = Readonly<
  Record<"flows" | "modules" | "queues" | "hours", Readonly<Record<string, unknown>>>
>;

/**
 * What the environments of an instance name, and what the library makes beside: the queue that carries the quick
 * connects, a quick connect to each queue, the hours that are always open, and the functions that flows call. Routing
 * profiles are counted where they are made, by `SkillQueues`. What environments share has the same key and counts once.
 */
export function countsOf(environments: readonly CountedEnvironment[]): Counts {
  const distinct = (map: keyof CountedEnvironment): number =>
    new Set(environments.flatMap((environment) => Object.keys(environment[map]))).size;
  const queues = distinct("queues");
  return {
    flows: distinct("flows"),
    modules: distinct("modules"),
    queues: queues + 1,
    hours: distinct("hours") + 1,
    quickConnects: queues,
    functions: contracts.FUNCTION_ROLES.length,
  };
}

/**
 * Where an instance comes near a quota or would pass it, as sentences with their remedy. What other stacks hold on the
 * instance cannot be seen.
 */
export const headroomWarnings = (counts: Counts): string[] =>
  (Object.entries(counts) as [Quota, number][]).flatMap(([quota, added]) => {
    const { called, limit, newerLimit, present } = QUOTAS[quota];
    const count = added + present;
    if (count < NEAR * limit) return [];
    const newer = newerLimit === undefined ? "" : ` (${newerLimit} in newer accounts)`;
    const ofAws = present === 0 ? "" : ", AWS's own among them,";
    const standing = count > limit ? "are more than" : "come near";
    return [
      `${count} ${called}${ofAws} ${standing} the ${limit} that AWS grants an instance${newer}; those of other stacks are not counted. Look at Service Quotas and have the quota raised before you deploy, which may take weeks, or give an environment an instance of its own.`,
    ];
  });

/** How large a row is, in bytes of UTF-8. */
export interface RowSize {
  /** The row in words, such as `main@ of fr-CA in prompts`. */
  readonly row: string;
  /** The whole item. */
  readonly itemBytes: number;
  /** What a function answers of it to a flow; left out where an answer is a few of its values. */
  readonly answerBytes?: number;
}

/** The largest item that DynamoDB keeps, in bytes (developer guide, constraints). */
export const MAXIMUM_ITEM_BYTES = 400 * 1024;
/** What a flow can read of one answer, in bytes. */
export const MAXIMUM_ANSWER_BYTES = 32 * 1024;

/** Rows that come near what a table keeps or a flow can read, as sentences with their remedy. */
export const sizeWarnings = (rows: readonly RowSize[]): string[] =>
  rows.flatMap(({ row, itemBytes, answerBytes = 0 }) => [
    ...(itemBytes >= NEAR * MAXIMUM_ITEM_BYTES
      ? [
          `The row ${row} has ${kilobytes(itemBytes)} of the ${kilobytes(MAXIMUM_ITEM_BYTES)} that DynamoDB keeps in an item. Split it before it cannot be written.`,
        ]
      : []),
    ...(answerBytes >= NEAR * MAXIMUM_ANSWER_BYTES
      ? [
          `The row ${row} answers ${kilobytes(answerBytes)} of the ${kilobytes(MAXIMUM_ANSWER_BYTES)} that a flow can read. Split it before it cannot be read.`,
        ]
      : []),
  ]);

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1024)} KB`;
