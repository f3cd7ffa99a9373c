import { functionName } from "../../callFlows/instance";
import { TIME_LIMIT_SECONDS } from "../../flowLanguage/actions/lambda";
import { contracts } from "../../handlers";
import { type Metric, METRIC_NAMESPACE } from "../../handlers/shared/metrics";

/** Where the calls of a stack come in. */
export interface CallSite {
  readonly instanceId: string;
  readonly namePrefix: string;
  readonly stage: string;
}

/** When an alarm rings: so many of the last periods were above the threshold. */
interface Condition {
  readonly threshold: number;
  /** Length of a period in seconds. */
  readonly period: number;
  readonly datapointsToAlarm: number;
  readonly evaluationPeriods: number;
}

/** What must never happen: the first time rings. */
const ONCE: Condition = { threshold: 0, period: 300, datapointsToAlarm: 1, evaluationPeriods: 1 };
/** What happens to a caller on the best of days: it rings when it goes on. */
const AGAIN: Condition = { ...ONCE, datapointsToAlarm: 2, evaluationPeriods: 3 };
/** What callers bring about themselves now and then: it rings when ten do within an hour. */
const MANY: Condition = { ...ONCE, threshold: 9, period: 3600 };

/** Each metric of the functions with what callers notice, so that none is counted and watched by nobody. */
const COUNTED: Readonly<Record<Metric, readonly [Condition, string]>> = {
  LookupFailure: [AGAIN, "Functions fail: callers hear the apology and come to an agent."],
  MalformedEvent: [ONCE, "A flow sends a function what is no event of it: its callers hear the apology."],
  LookupMiss: [ONCE, "A row is missing: whoever needs it hears the apology and comes to an agent."],
  ApiUnavailable: [
    AGAIN,
    "One of the company's systems does not serve: callers are told that a service is not available.",
  ],
  DecryptionFailure: [ONCE, "What callers key in cannot be read: nobody can be verified or pay by card."],
  UnknownNumber: [ONCE, "A dialed number has no row: all who call it hear the apology."],
  CodesOverBudget: [MANY, "One-time codes are refused in numbers: somebody may be having them sent on purpose."],
  CallbacksOverBudget: [MANY, "Callbacks are refused in numbers: somebody may be having calls made on purpose."],
  StaleAnswer: [AGAIN, "Callers are served from memory, because a table or a secret does not answer."],
};

/** A function is slow when one call in a hundred takes this share of the time that flows wait. */
const SLOW = 0.75;

const secondsOf = (role: contracts.FunctionRole): number => {
  const contract = contracts[role];
  return "seconds" in contract ? contract.seconds : TIME_LIMIT_SECONDS;
};

/** All alarms of what callers feel; each rings above its threshold. `name` is its section of docs/runbook.md. */
export const callAlarmRules = (site: CallSite) => [
  ofFunctions(
    site,
    "functionErrors",
    AGAIN,
    "Functions end in errors: callers hear the apology and come to an agent.",
    { roles: contracts.FUNCTION_ROLES, metricName: "Errors", stat: "Sum", together: "SUM" },
  ),
  ofFunctions(site, "functionThrottles", ONCE, "Lambda refuses to run functions: callers hear the apology.", {
    roles: contracts.FUNCTION_ROLES,
    metricName: "Throttles",
    stat: "Sum",
    together: "SUM",
  }),
  slow(site, "slowLookups", TIME_LIMIT_SECONDS),
  slow(site, "slowSelfService", contracts.takePayment.seconds),
  ...Object.entries(COUNTED).map(([metricName, [condition, description]]) => ({
    ...condition,
    name: metricName.charAt(0).toLowerCase() + metricName.slice(1),
    description,
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensions: { stage: site.stage },
    statistic: "Sum",
  })),
  ofInstance(
    site,
    "callsOverQuota",
    "CallsBreachingConcurrencyQuota",
    "More calls at once than the instance may have: callers hear a busy line.",
  ),
  ofInstance(
    site,
    "callsThrottled",
    "ThrottledCalls",
    "More calls in a second than the instance takes: callers hear a busy line.",
  ),
  ofInstance(
    site,
    "numbersWithoutFlow",
    "MisconfiguredPhoneNumbers",
    "A number of the instance leads to no flow: calls to it fail.",
  ),
  ofInstance(site, "flowFatalErrors", "ContactFlowFatalErrors", "A flow could not go on: its callers were cut off."),
];

const slow = (site: CallSite, name: string, seconds: number) =>
  ofFunctions(
    site,
    name,
    { ...AGAIN, threshold: SLOW * seconds * 1000 },
    `Functions that flows wait ${seconds} s for take nearly as long: callers hear silence, then the apology.`,
    {
      roles: contracts.FUNCTION_ROLES.filter((role) => secondsOf(role) === seconds),
      metricName: "Duration",
      stat: "p99",
      together: "MAX",
    },
  );

interface OfFunctions {
  /** At most ten: an alarm takes no more metrics (API reference, PutMetricAlarm). */
  readonly roles: readonly contracts.FunctionRole[];
  readonly metricName: string;
  readonly stat: string;
  readonly together: "SUM" | "MAX";
}

/** One alarm of several functions. */
const ofFunctions = (
  { namePrefix }: CallSite,
  name: string,
  { period, ...condition }: Condition,
  description: string,
  { roles, metricName, stat, together }: OfFunctions,
) => ({
  ...condition,
  name,
  description,
  metricQueries: [
    ...roles.map((role) => ({
      id: role,
      metric: {
        namespace: "AWS/Lambda",
        metricName,
        dimensions: { FunctionName: functionName(namePrefix, role) },
        period,
        stat,
      },
    })),
    // A function that nobody called has no figure.
    { id: "together", expression: `${together}(FILL(METRICS(), 0))`, returnData: true },
  ],
});

/** Of the instance, whatever other dimensions a metric has: sources disagree on them (reference 6). */
const ofInstance = ({ instanceId }: CallSite, name: string, metricName: string, description: string) => {
  const { period, ...condition } = ONCE;
  const expression = `SELECT SUM(${metricName}) FROM "AWS/Connect" WHERE InstanceId = '${instanceId}'`;
  return { ...condition, name, description, metricQueries: [{ id: "all", expression, period, returnData: true }] };
};
