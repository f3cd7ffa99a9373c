import * as pulumi from "@pulumi/pulumi";
import { parseInstanceArn } from "../../callFlows/instance";
import { refuse } from "../../contentModel/refuse";
import { alarm } from "../shared/alarm";
import { topicProblems } from "../shared/alarmTopic";
import type { CallAlarmsArgs } from "./args";
import { callAlarmRules } from "./rules";

/** Alarms for what callers feel: how the functions fare, what they count, and what the instance refuses. */
export class CallAlarms extends pulumi.ComponentResource {
  constructor(name: string, args: CallAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { instanceArn, namePrefix, alarmTopicArn } = args;
    const instance = parseInstanceArn(instanceArn);
    refuse(`CallAlarms ${name} cannot be deployed:`, topicProblems(alarmTopicArn, instance));
    super("connect-ivr:index:CallAlarms", name, {}, opts);
    for (const rule of callAlarmRules({ instanceId: instance.id, namePrefix, stage: pulumi.getStack() }))
      alarm(
        `${name}-${rule.name}-alarm`,
        {
          ...rule,
          section: rule.name,
          // The first that whoever is woken reads.
          name: `${namePrefix}-${rule.name}`,
          comparisonOperator: "GreaterThanThreshold",
          treatMissingData: "notBreaching",
        },
        alarmTopicArn,
        this,
      );
    this.registerOutputs();
  }
}
