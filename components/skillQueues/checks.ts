import type { SkillQueuesArgs } from "./args";
import { TRANSFER_LIST } from "./transferList";
import { refuse } from "../../contentModel/refuse";

/** The service takes this many quick connects of a queue in one request. */
const MAXIMUM_QUICK_CONNECTS = 50;

/** What is wrong with the queues that agents shall be able to transfer to. */
const transferProblems = ({ queues, transferFlowId }: SkillQueuesArgs): string[] =>
  transferFlowId === undefined
    ? []
    : [
        ...(TRANSFER_LIST in queues
          ? [`The queue ${TRANSFER_LIST} carries the quick connects. Give your own another key.`]
          : []),
        ...(Object.keys(queues).length > MAXIMUM_QUICK_CONNECTS
          ? [
              `${Object.keys(queues).length} queues are more than the ${MAXIMUM_QUICK_CONNECTS} that a list of quick connects can hold. Leave out transferFlowId and make quick connects yourself.`,
            ]
          : []),
      ];

export function checkProfiles(name: string, args: SkillQueuesArgs): void {
  const { queues, routingProfiles } = args;
  const problems = Object.entries(routingProfiles).flatMap(([profile, keys]) => [
    ...(keys.length === 0 ? [`The routing profile ${profile} serves no queue. Name one.`] : []),
    ...keys
      .filter((key) => !(key in queues))
      .map((key) => `The routing profile ${profile} serves ${key}, which is not among the queues. Add it.`),
  ]);
  refuse(`SkillQueues ${name} cannot be deployed:`, [...problems, ...transferProblems(args)]);
}

/** @param maker name of the component that makes the same attribute on the instance, where there is one */
export function checkSkill(name: string, attribute: string, maker: string | undefined): void {
  const problems =
    maker === undefined
      ? []
      : [
          `SkillQueues ${maker} makes the attribute ${attribute} on this instance, where it can stand once. Set skill.existing here, and give ${maker} the values of both.`,
        ];
  refuse(`SkillQueues ${name} cannot be deployed:`, problems);
}
