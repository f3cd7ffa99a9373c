import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

/** What an alarm watches, when it rings, and what whoever is told has to know. */
export interface AlarmArgs extends Omit<cloudwatch.MetricAlarmArgs, "alarmActions" | "okActions" | "alarmDescription"> {
  /** Its section of docs/runbook.md. */
  readonly section: string;
  /** What callers or the company notice. */
  readonly description: string;
}

/**
 * One alarm, which tells the topic when it rings and when that is over.
 * @param topicArn left out, the alarm changes its state and tells nobody
 */
export function alarm(
  name: string,
  { section, description, ...condition }: AlarmArgs,
  topicArn: pulumi.Input<string> | undefined,
  parent: pulumi.Resource,
): cloudwatch.MetricAlarm {
  const actions = topicArn === undefined ? [] : [topicArn];
  return new cloudwatch.MetricAlarm(
    name,
    {
      ...condition,
      alarmDescription: `${description} What to do: docs/runbook.md, ${section}.`,
      alarmActions: actions,
      okActions: actions,
    },
    { parent },
  );
}
