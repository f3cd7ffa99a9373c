/** A queue that a flow names by its ARN, because nothing has to be looked up then. */
export interface NamedQueue {
  readonly flow: string;
  readonly arn: string;
  readonly instanceArn: string;
  readonly queueId: string;
}

const QUEUE_ARN = /(arn:[a-z-]+:connect:[^"\s]*:instance\/[0-9a-f-]{36})\/queue\/([0-9a-f-]{36})/g;

/** The queues that flows name by ARN, each with the first flow that does. */
export function namedQueues(flows: Readonly<Record<string, { readonly content: string }>>): NamedQueue[] {
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
