import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { dynamoTables } from "./dynamoTables";
import { type Answer, type LookupDeps, type LookupEvent, type LookupHandler, RowMissing } from "./lookup";

/** Connect's own limit for an answer, in bytes of UTF-8. */
const MAXIMUM_ANSWER_BYTES = 32_768;

function environmentVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`The function lacks the environment variable ${name}.`);
  return value;
}

/**
 * The function that Lambda runs: the lookup over the real tables, with its log lines and metrics.
 * Nothing of the event but the contact id is ever logged: it carries the caller's number.
 */
export function lambda(role: string, lookup: LookupHandler): (event: LookupEvent) => Promise<Answer> {
  const logger = new Logger({ serviceName: role });
  const metrics = new Metrics({ namespace: "ConnectIvr", serviceName: role });
  metrics.setDefaultDimensions({ stage: environmentVariable("STACK") });
  const deps: LookupDeps = {
    tables: dynamoTables({
      environments: environmentVariable("ENVIRONMENTS_TABLE"),
      routing: environmentVariable("ROUTING_TABLE"),
      prompts: environmentVariable("PROMPTS_TABLE"),
    }),
    now: () => new Date(),
  };
  return async (event) => {
    const contactId = event.Details.ContactData.ContactId;
    try {
      const answer = await lookup(event, deps);
      if (Buffer.byteLength(JSON.stringify(answer)) >= MAXIMUM_ANSWER_BYTES) throw new Error("The answer is larger than a flow can read.");
      return answer;
    } catch (error) {
      metrics.addMetric(error instanceof RowMissing ? "LookupMiss" : "LookupFailure", MetricUnit.Count, 1);
      metrics.publishStoredMetrics();
      logger.error("lookup failed", { contactId, reason: error instanceof Error ? `${error.name}: ${error.message}` : "unknown" });
      throw error;
    }
  };
}
