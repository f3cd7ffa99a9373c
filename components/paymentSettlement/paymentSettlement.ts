import { join } from "node:path";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { parseInstanceArn } from "../../callFlows/instance";
import { refuse } from "../../contentModel/refuse";
import { UNSETTLED_INDEX } from "../../handlers/shared/unsettledIndex";
import { packageFolder } from "../connectFunction/bundle";
import { bundledFunction } from "../connectFunction/bundledFunction";
import { METRIC_NAMESPACE } from "../../handlers/shared/metrics";
import { alarm } from "../shared/alarm";
import { topicProblems } from "../shared/alarmTopic";
import { decryptBy, onTable, readTokens } from "../connectFunction/connectFunctions";
import { given } from "../shared/given";
import type { PaymentSettlementArgs } from "./args";
import { DEFAULT_ALARM_AFTER_MINUTES, DEFAULT_EVERY_MINUTES, settlementProblems } from "./checks";

const ROLE = "settlePayments";
/** Longer than the settler works: it begins nothing new in the last quarter. */
const TIMEOUT_SECONDS = 60;

/**
 * The function that settles payments in doubt on a schedule, and the alarm that says when one stays open. It asks the
 * company's systems what became of a payment, and never charges: it has no key of callers' input.
 */
export class PaymentSettlement extends pulumi.ComponentResource {
  /** Name of the function, to run it by hand. */
  readonly functionName: pulumi.Output<string>;

  constructor(name: string, args: PaymentSettlementArgs, opts?: pulumi.ComponentResourceOptions) {
    const instance = parseInstanceArn(args.instanceArn);
    refuse(`PaymentSettlement ${name} cannot be deployed:`, [
      ...settlementProblems(args),
      ...topicProblems(args.alarmTopicArn, instance),
    ]);
    super("connect-ivr:index:PaymentSettlement", name, {}, opts);
    const child = { parent: this };
    const { environmentsTable, callStateTable, apis = {}, everyMinutes = DEFAULT_EVERY_MINUTES } = args;
    const settler = bundledFunction(
      name,
      {
        functionName: `${args.namePrefix}-${ROLE}`,
        account: instance.account,
        entry: join(packageFolder(), "handlers", "entries", `${ROLE}.ts`),
        environment: {
          STACK: pulumi.getStack(),
          POWERTOOLS_LOG_LEVEL: "INFO",
          ENVIRONMENTS_TABLE: environmentsTable.name,
          CALL_STATE_TABLE: callStateTable.name,
          PAYMENT_POLICY: JSON.stringify(args.paymentPolicy ?? {}),
        },
        permissions: [
          onTable(environmentsTable, "GetItem"),
          onTable(callStateTable, "GetItem", "UpdateItem", "Scan"),
          {
            actions: ["dynamodb:Query"],
            resources: [pulumi.interpolate`${callStateTable.arn}/index/${UNSETTLED_INDEX.name}`],
          },
          ...decryptBy(args.tablesKmsKeyArn, "dynamodb"),
          ...readTokens(ROLE, apis),
        ],
        timeoutSeconds: TIMEOUT_SECONDS,
        ...given(args, "logRetentionDays", "logKmsKeyArn"),
      },
      this,
    );
    const rule = new cloudwatch.EventRule(
      `${name}-schedule`,
      {
        description: `Runs ${args.namePrefix}-${ROLE}.`,
        scheduleExpression: everyMinutes === 1 ? "rate(1 minute)" : `rate(${everyMinutes} minutes)`,
      },
      child,
    );
    const permission = new lambda.Permission(
      `${name}-permission`,
      {
        action: "lambda:InvokeFunction",
        function: settler.name,
        principal: "events.amazonaws.com",
        sourceArn: rule.arn,
        sourceAccount: instance.account,
      },
      child,
    );
    new cloudwatch.EventTarget(
      `${name}-target`,
      {
        rule: rule.name,
        arn: settler.arn,
        // The next run does what one missed: two are not needed at once.
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
      },
      { ...child, dependsOn: [permission] },
    );
    this.#alarm(name, args);
    this.functionName = settler.name;
    this.registerOutputs({ functionName: this.functionName });
  }

  #alarm(
    name: string,
    {
      namePrefix,
      alarmTopicArn,
      everyMinutes = DEFAULT_EVERY_MINUTES,
      alarmAfterMinutes = DEFAULT_ALARM_AFTER_MINUTES,
    }: PaymentSettlementArgs,
  ): void {
    alarm(
      `${name}-open-alarm`,
      {
        section: "openPayments",
        description: `A payment has been open for more than ${alarmAfterMinutes} minutes, or the settler ${namePrefix}-${ROLE} does not run.`,
        namespace: METRIC_NAMESPACE,
        metricName: "OldestOpenPaymentMinutes",
        dimensions: { service: ROLE, stage: pulumi.getStack() },
        statistic: "Maximum",
        comparisonOperator: "GreaterThanThreshold",
        threshold: alarmAfterMinutes,
        // One run at least falls into each period.
        period: Math.max(900, 120 * everyMinutes),
        evaluationPeriods: 1,
        treatMissingData: "breaching",
      },
      alarmTopicArn,
      this,
    );
  }
}
