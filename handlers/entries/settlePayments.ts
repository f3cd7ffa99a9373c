import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { dynamoSettlement } from "../settlement/dynamoSettlement";
import { settlePayments, type Settlement } from "../settlement/settlePayments";
import { shortIdOf } from "../settlement/unsettled";
import { deployedPolicy } from "../shared/deployedPolicy";
import { environmentVariable } from "../shared/entry";
import { reasonOf } from "../shared/journal";
import { METRIC_NAMESPACE } from "../shared/metrics";

const logger = new Logger({ serviceName: "settlePayments" });
const metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName: "settlePayments" });
metrics.setDefaultDimensions({ stage: environmentVariable("STACK") });

const deps = dynamoSettlement({
  callStateTable: environmentVariable("CALL_STATE_TABLE"),
  environmentsTable: environmentVariable("ENVIRONMENTS_TABLE"),
  policy: deployedPolicy(),
  // An order's id says whom it is about: what is logged can be found with it, and not the other way round.
  failed: (key, error) => logger.error("payment not settled", { id: shortIdOf(key), reason: reasonOf(error) }),
});

/** Runs on a schedule. */
export const handler = async (): Promise<Settlement> => {
  const settlement = await settlePayments(deps);
  if (settlement.ran) {
    metrics.addMetric("OpenPayments", MetricUnit.Count, settlement.open);
    metrics.addMetric("SettledPayments", MetricUnit.Count, settlement.settled);
    metrics.addMetric("OldestOpenPaymentMinutes", MetricUnit.Count, settlement.oldestMinutes);
    metrics.publishStoredMetrics();
  }
  logger.info("payments settled", { ...settlement });
  return settlement;
};
