import type { RowEvent } from "connect-ivr/internal/handlers/rowWriter/writeRows";
import type { Graph } from "../engine/graph";
import { invocationsOf } from "../engine/rowSets";
import { startFunctions } from "./functions";
import { InputError } from "../shared/errors";

/** Longer than any company's rows take on a laptop. */
const LIMIT_MS = 300_000;

/**
 * Invokes what the stack invokes when it is deployed, so that the stack's own writer fills the tables.
 * @param services by these environment variables functions find the services on this machine
 * @throws InputError with what a function said that failed
 */
export async function deployRows(graph: Graph, services: Readonly<Record<string, string>>): Promise<void> {
  const byFunction = new Map<string, RowEvent[]>();
  for (const { functionName, event } of invocationsOf(graph))
    byFunction.set(functionName, [...(byFunction.get(functionName) ?? []), event]);
  const writers = graph.resources.filter(
    ({ type, outputs }) => type === "aws:lambda/function:Function" && byFunction.has(outputs["name"] as string),
  );
  const functions = startFunctions({ ...graph, resources: writers }, services);
  try {
    // Each has a table of its own, and nobody calls yet: only the order of one function's invocations matters.
    await Promise.all(
      writers.map(async ({ outputs }) => {
        for (const event of byFunction.get(outputs["name"] as string) ?? []) {
          const created = { ...event, tf: { action: "create", prev_input: null } };
          const { error } = await functions.invoke(outputs["arn"] as string, created, new Date(), LIMIT_MS);
          if (error !== undefined) throw new InputError(`The rows of ${event.table} cannot be written: ${error}`);
        }
      }),
    );
  } finally {
    await functions.close();
  }
}
