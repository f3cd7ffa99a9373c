import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { ApiUnavailable } from "./apiClient";
import { contactIdOf } from "./checkedEvent";
import type { LookupEvent } from "./lookup";
import { maskDigits } from "./maskDigits";
import { type CallMetric, CountedFailure, type Metric, METRIC_NAMESPACE } from "./metrics";

/**
 * The log lines and metrics of a function. Nothing of an event but the contact's id is ever written
 * down: it carries the caller's number, and may carry what the caller keyed.
 */
export interface Journal {
  /**
   * The function threw: the flow takes its error branch.
   * @param event whatever was sent
   */
  failed(event: unknown, error: unknown): void;
  /** One of the company's systems could not serve the caller. */
  unavailable(event: LookupEvent, unavailable: ApiUnavailable): void;
  /**
   * The caller was served otherwise than is usual.
   * @param event undefined where it concerns whoever calls
   */
  noted(event: LookupEvent | undefined, metric: CallMetric): void;
}

/** What of an error may be written down: what a system or a library threw may quote what it was given. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? maskDigits(`${error.name}: ${error.message}`) : "unknown";

/**
 * Metrics are counted twice: of the function, for whoever looks where trouble is, and of the stack, for its alarms.
 * @param stage the stack, as the dimension of the metrics
 */
export function journalOf(role: string, stage: string): Journal {
  const logger = new Logger({ serviceName: role });
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE });
  metrics.clearDefaultDimensions();
  metrics.setDefaultDimensions({ stage });
  const count = (metric: Metric): void => {
    metrics.addDimensions({ service: role });
    metrics.addDimensions({});
    metrics.addMetric(metric, MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  };
  return {
    failed: (event, error) => {
      count(error instanceof CountedFailure ? error.metric : "LookupFailure");
      logger.error("lookup failed", { contactId: contactIdOf(event), reason: reasonOf(error) });
    },
    unavailable: (event, { api, why }) => {
      // A company may do without a system: its callers are told so by design.
      if (why !== "not configured") count("ApiUnavailable");
      logger.warn("API not available", { contactId: contactIdOf(event), api, why });
    },
    noted: (event, metric) => {
      count(metric);
      logger.warn("noted", { contactId: contactIdOf(event), metric });
    },
  };
}
