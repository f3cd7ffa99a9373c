import type { ConnectInstance } from "../../callFlows/instance";

/** @returns one sentence a problem; a topic that is known during the deployment only is taken as it is */
export function topicProblems(topicArn: unknown, { partition, region }: ConnectInstance): string[] {
  if (typeof topicArn !== "string" || new RegExp(`^arn:${partition}:sns:${region}:\\d{12}:[\\w-]+$`).test(topicArn))
    return [];
  return [
    `alarmTopicArn is "${topicArn}". Write arn:${partition}:sns:${region}:<account>:<name>: an alarm tells topics of its own region.`,
  ];
}
