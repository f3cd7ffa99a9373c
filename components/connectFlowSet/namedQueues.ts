import type { ConnectFlowSetArgs } from "./args";

/** A queue that a flow names by its ARN, because nothing has to be looked up then. */
export interface NamedQueue {
  readonly flow: string;
  readonly arn: string;
  readonly instanceArn: string;
  readonly queueId: string;
}

const QUEUE_ARN = /(arn:[a-z-]+:connect:[^"\s]*:instance\/[0-9a-f-]{36})\/queue\/([0-9a-f-]{36})/g;

/** The queues that flows name by ARN, each with the first flow that does. */
export function namedQueues(flows: ConnectFlowSetArgs["flows"]): NamedQueue[] {
  const named = Object.entries(flows).flatMap(([flow, { content }]) =>
    [...content.matchAll(QUEUE_ARN)].map(([arn, instanceArn = "", queueId = ""]) => ({
      flow,
      arn,
      instanceArn,
      queueId,
    })),
  );
  return [...new Map(named.reverse().map((queue) => [queue.arn, queue])).values()].reverse();
}

/**
 * What the instance says of such a queue has to be another's: a queue of the stack names the stack's flows, and would
 * be gone, or not be there yet, when it is needed.
 * @throws Error for a queue of the stack itself
 */
export function checkNamedQueue(
  { flow, arn }: NamedQueue,
  { name }: { readonly name: string },
  namePrefix: string,
): void {
  if (name.startsWith(`${namePrefix}-`))
    throw new Error(
      `${flow} names ${arn}, which is ${name}: a queue that this program makes. Name one that was on the instance before, such as BasicQueue.`,
    );
}
