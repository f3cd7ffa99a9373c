import type * as pulumi from "@pulumi/pulumi";

export interface CallAlarmsArgs {
  /** ARN of the Amazon Connect instance that takes the calls. */
  instanceArn: string;
  /** Beginning of the functions' names, as `LookupFunctions` and `SelfServiceFunctions` have it, and of the alarms'. */
  namePrefix: string;
  /** ARN of the SNS topic that is told of alarms, in the region of the instance. Default: nobody is. */
  alarmTopicArn?: pulumi.Input<string>;
}
