import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { ApiUnavailable } from "./apiClient";
import { contactIdOf } from "./checkedEvent";
import { type LookupEvent, RowMissing } from "./lookup";
import { MalformedEvent } from "./malformedEvent";
import { maskDigits } from "./maskDigits";

/** What callers feel and is counted, beside what a function fails of. The runbook says what each means. */
export type CallMetric =
  /** What a caller keyed could not be deciphered. */
  | "DecryptionFailure"
  /** A number was dialed that no row knows. */
  | "UnknownNumber"
  /** A one-time code was not sent, because too many were. */
  | "CodesOverBudget"
  /** A callback was not taken, because too many were, or the number is none that may be called. */
  | "CallbacksOverBudget"
  /** An answer that is older than it should be was given, because its source failed. */
  | "StaleAnswer";

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

function failureMetricOf(error: unknown): "LookupMiss" | "MalformedEvent" | "LookupFailure" {
  if (error instanceof RowMissing) return "LookupMiss";
  return error instanceof MalformedEvent ? "MalformedEvent" : "LookupFailure";
}

/** @param stage the stack, as the dimension of the metrics */
export function journalOf(role: string, stage: string): Journal {
  const logger = new Logger({ serviceName: role });
  const metrics = new Metrics({ namespace: "ConnectIvr", serviceName: role });
  metrics.setDefaultDimensions({ stage });
  const count = (metric: string): void => {
    metrics.addMetric(metric, MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  };
  return {
    failed: (event, error) => {
      count(failureMetricOf(error));
      logger.error("lookup failed", { contactId: contactIdOf(event), reason: reasonOf(error) });
    },
    unavailable: (event, { api, why }) => {
      count("ApiUnavailable");
      logger.warn("API not available", { contactId: contactIdOf(event), api, why });
    },
    noted: (event, metric) => {
      count(metric);
      logger.warn("noted", { contactId: contactIdOf(event), metric });
    },
  };
}
