import type { Json } from "connect-ivr/flow";
import type { Contact } from "./contact";
import { type DeployedFlow, find } from "./instance";
import { textOf } from "./resolve";
import type { World } from "./world";

/** The flow that a parameter names by ARN, id or reference; undefined where the instance has none: the error branch. */
export const findFlow = (parameter: Json | undefined, contact: Contact, world: World): DeployedFlow | undefined =>
  find(world.instance.flows, textOf(parameter, contact, world));

/** An agent by ARN or id. Agents stand outside of stacks, so whatever looks like one is taken as it stands. */
const AGENT = /^(?:.*:instance\/[^/]+\/agent\/)?([0-9A-Za-z][\w-]*)$/;

/** A queue as a target: a stack's own, or that of one agent. */
export interface Target {
  readonly queue: { readonly arn: string };
  readonly agent?: { readonly arn: string };
}

/**
 * The queue that a block's `QueueId` or `AgentId` names, or the contact's target queue where it names none.
 * @returns undefined where there is none: the service takes the error branch
 */
export function targetOf(
  { QueueId, AgentId }: Readonly<Record<string, Json>>,
  contact: Contact,
  world: World,
): Target | undefined {
  if (AgentId !== undefined) return agentTarget(textOf(AgentId, contact, world), world);
  if (QueueId === undefined) return contact.queue && { queue: contact.queue };
  const text = textOf(QueueId, contact, world);
  const queue = find(world.instance.queues, text);
  return queue && { queue: { arn: queue.arn } };
}

function agentTarget(text: string, { instance }: World): Target | undefined {
  const id = AGENT.exec(text)?.[1];
  return id === undefined
    ? undefined
    : { queue: { arn: `${instance.arn}/queue/agent/${id}` }, agent: { arn: `${instance.arn}/agent/${id}` } };
}

/** How a queue is called: its logical key, `agent/<id>` for an agent's own, else its name or ARN. */
export const queueKey = (arn: string, { instance }: World): string =>
  instance.logicalKeys.get(arn) ?? instance.queues.get(arn)?.name ?? arn.split("/queue/")[1] ?? arn;
