import { checkedEvent } from "./checkedEvent";
import { SHORT, withinDeadline } from "./deadline";
import { dynamoTables } from "./dynamoTables";
import { type Journal, journalOf } from "./journal";
import type { Answer, LookupDeps, LookupEvent, LookupHandler } from "./lookup";
import { maskDigits } from "./maskDigits";

/** Connect's own limit for an answer, in bytes of UTF-8. */
const MAXIMUM_ANSWER_BYTES = 32_768;

/** A variable that the deployment sets. @throws Error when it did not */
export function environmentVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`The function lacks the environment variable ${name}.`);
  return value;
}

/**
 * The function that Lambda runs: a handler with what it needs, its log lines and its metrics. What it throws was
 * written to the log, once.
 */
export function connectFunction<Deps>(
  role: string,
  handle: (event: LookupEvent, deps: Deps) => Promise<Answer>,
  depsOf: (journal: Journal) => Deps,
): (event: unknown) => Promise<Answer> {
  const journal = journalOf(role, environmentVariable("STACK"));
  const deps = depsOf(journal);
  return async (event) => {
    try {
      const answer = await handle(checkedEvent(event), deps);
      if (Object.values(answer).some((value) => typeof value !== "string"))
        throw new Error("The answer is not flat: a flow reads texts alone.");
      if (Buffer.byteLength(JSON.stringify(answer)) >= MAXIMUM_ANSWER_BYTES)
        throw new Error("The answer is larger than a flow can read.");
      return answer;
    } catch (error) {
      journal.failed(event, error);
      throw masked(error);
    }
  };
}

/** What Lambda itself writes to the log of an error that leaves a function. */
function masked(error: unknown): Error {
  if (!(error instanceof Error)) return new Error("unknown");
  error.message = maskDigits(error.message);
  error.stack = maskDigits(error.stack ?? "");
  return error;
}

/** The function of a lookup, over the real tables. */
export const lambda = (role: string, lookup: LookupHandler): ((event: unknown) => Promise<Answer>) =>
  connectFunction<LookupDeps>(
    role,
    (event, deps) => withinDeadline(() => lookup(event, deps), SHORT),
    (journal) => ({
      tables: dynamoTables(
        {
          environments: environmentVariable("ENVIRONMENTS_TABLE"),
          routing: environmentVariable("ROUTING_TABLE"),
          prompts: environmentVariable("PROMPTS_TABLE"),
        },
        () => journal.noted(undefined, "StaleAnswer"),
      ),
      now: () => new Date(),
    }),
  );
