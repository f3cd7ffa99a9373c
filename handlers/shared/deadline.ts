import { AsyncLocalStorage } from "node:async_hooks";

/** By when an invocation has to be done with what it asks. */
interface Deadline {
  readonly tables: AbortSignal;
  readonly systems: AbortSignal;
}

const deadlines = new AsyncLocalStorage<Deadline>();

/**
 * For flows that wait 8 s: Lambda ends a function after 7, and it answers a second before. What it notes when the
 * company's systems have had their time takes the last of it.
 */
const LONGEST: DeadlineMs = { answer: 6000, systems: 4800 };

interface DeadlineMs {
  /** Milliseconds from now until the tables are given up, and with them all. */
  readonly answer: number;
  /** Milliseconds from now until the company's systems are given up. */
  readonly systems: number;
}

/** For flows that wait 4 s, and functions that note nothing. */
export const SHORT: DeadlineMs = { answer: 3500, systems: 3300 };

/**
 * Does the work of one invocation under one deadline, which every request that it makes shares: the clients of
 * DynamoDB, of secrets and of the company's systems give up when it is reached, however many requests came before.
 * Nothing is left running behind an answer, as a race against a timer would: a card could be charged after the caller
 * was told that it was not.
 */
export const withinDeadline = <Result>(
  work: () => Promise<Result>,
  { answer, systems }: DeadlineMs = LONGEST,
): Promise<Result> =>
  deadlines.run({ tables: AbortSignal.timeout(answer), systems: AbortSignal.timeout(systems) }, work);

/** Aborts when the company's systems have had the invocation's time. */
export const systemsDeadline = (): AbortSignal => deadlines.getStore()?.systems ?? AbortSignal.timeout(LONGEST.systems);

/** The deadline of the invocation, as the clients of the AWS SDK take it. */
export function sdkDeadline(): { readonly abortSignal?: AbortSignal } {
  const abortSignal = deadlines.getStore()?.tables;
  return abortSignal === undefined ? {} : { abortSignal };
}
