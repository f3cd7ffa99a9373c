import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { ApiUnavailable } from "./apiClient";
import { type LookupEvent, RowMissing } from "./lookup";
import { maskDigits } from "./maskDigits";

/**
 * The log lines and metrics of a function. Nothing of an event but the contact's id is ever written
 * down: it carries the caller's number, and may carry what the caller keyed.
 */
export interface Journal {
  /** The function threw: the flow takes its error branch. */
  failed(event: LookupEvent, error: unknown): void;
  /** One of the company's systems could not serve the caller. */
  unavailable(event: LookupEvent, unavailable: ApiUnavailable): void;
}

/** What of an error may be written down: what a system or a library threw may quote what it was given. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? maskDigits(`${error.name}: ${error.message}`) : "unknown";

/** @param stage the stack, as the dimension of the metrics */
export function journalOf(role: string, stage: string): Journal {
  const logger = new Logger({ serviceName: role });
  const metrics = new Metrics({ namespace: "ConnectIvr", serviceName: role });
  metrics.setDefaultDimensions({ stage });
  const count = (metric: string): void => {
    metrics.addMetric(metric, MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  };
  const contactId = (event: LookupEvent): string => event.Details.ContactData.ContactId;
  return {
    failed: (event, error) => {
      count(error instanceof RowMissing ? "LookupMiss" : "LookupFailure");
      logger.error("lookup failed", { contactId: contactId(event), reason: reasonOf(error) });
    },
    unavailable: (event, { api, why }) => {
      count("ApiUnavailable");
      logger.warn("API not available", { contactId: contactId(event), api, why });
    },
  };
}
