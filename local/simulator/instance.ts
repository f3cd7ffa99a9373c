import { UUID } from "connect-ivr/internal/handlers/shared/uuid";
import type { ParsedFlow } from "connect-ivr/flow";
import type { Hours } from "./hours";

/** A flow or module as it stands on the instance. */
export interface DeployedFlow {
  readonly arn: string;
  /** The logical name: that of the component's argument. */
  readonly name: string;
  readonly type: string;
  readonly content: ParsedFlow;
}

export interface DeployedQueue {
  readonly arn: string;
  readonly name: string;
  /** What a customer hears whom an agent calls out of this queue: a flow by ARN or id. */
  readonly outboundFlow?: string;
  /** The ARN or id of its hours of operation. */
  readonly hours?: string;
}

export interface DeployedPrompt {
  readonly arn: string;
  readonly name: string;
}

/** An Amazon Connect instance with what is deployed on it, by ARN. */
export interface Instance {
  readonly arn: string;
  readonly flows: ReadonlyMap<string, DeployedFlow>;
  readonly modules: ReadonlyMap<string, DeployedFlow>;
  readonly queues: ReadonlyMap<string, DeployedQueue>;
  readonly hours: ReadonlyMap<string, Hours>;
  readonly prompts: ReadonlyMap<string, DeployedPrompt>;
  /** Logical keys by ARN, from the rows of the environments table. */
  readonly logicalKeys: ReadonlyMap<string, string>;
  /** Public keys in PEM by the id of the security key; left out where nothing is known of them, and any is taken. */
  readonly securityKeys?: ReadonlyMap<string, string>;
}

const VERSION = new RegExp(`(${UUID}):[^:]+$`);

/** An ARN or id without the version or alias behind it. */
export const unversioned = (arnOrId: string): string => arnOrId.replace(VERSION, "$1");

/** Finds by ARN or by id, with or without a version or alias behind it. */
export function find<T>(items: ReadonlyMap<string, T>, arnOrId: string): T | undefined {
  const bare = unversioned(arnOrId);
  const direct = items.get(bare);
  if (direct !== undefined || bare === "") return direct;
  for (const [arn, item] of items) if (arn.endsWith(`/${bare}`)) return item;
  return undefined;
}
