import * as connect from "@pulumi/aws/connect";
import type * as pulumi from "@pulumi/pulumi";
import type { SkillQueuesArgs } from "./args";

/** The logical key of the queue that carries the quick connects: taken. */
export const TRANSFER_LIST = "transfers";

/**
 * A quick connect to each queue, and the one queue that carries them all. Agents see the quick connects of
 * the queues in their routing profile, so this queue stands in every profile, and no contact is ever led
 * to it. If the queues carried them themselves, each would need what needs it first.
 * @param common what the queue shares with the others
 */
export function transferList(
  name: string,
  { queues: descriptions, namePrefix, transferFlowId }: SkillQueuesArgs & { transferFlowId: pulumi.Input<string> },
  queues: Readonly<Record<string, connect.Queue>>,
  common: { instanceId: string; hoursOfOperationId: pulumi.Input<string> },
  child: pulumi.CustomResourceOptions,
): connect.Queue {
  const { instanceId } = common;
  const quickConnects = Object.entries(queues).map(
    ([key, { queueId }]) =>
      new connect.QuickConnect(
        `${name}-to-${key}`,
        {
          instanceId,
          name: `${namePrefix}-${key}`,
          description: descriptions[key] as string,
          quickConnectConfig: { quickConnectType: "QUEUE", queueConfigs: [{ contactFlowId: transferFlowId, queueId }] },
        },
        child,
      ),
  );
  return new connect.Queue(
    `${name}-${TRANSFER_LIST}`,
    {
      ...common,
      name: `${namePrefix}-${TRANSFER_LIST}`,
      description: "Holds the quick connects that agents see. No contact comes here.",
      quickConnectIds: quickConnects.map(({ quickConnectId }) => quickConnectId),
    },
    child,
  );
}
