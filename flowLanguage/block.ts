/** A JSON value as it stands in an action's parameters. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The parameters of an action: every scalar is a string on the wire, as the service writes it. */
export type Parameters = { readonly [key: string]: Json };

/**
 * The comparison operators that the service accepts in a condition; `KeyExists` is undocumented, and for `Compare`
 * only.
 */
export const OPERATORS = [
  "Equals",
  "TextStartsWith",
  "TextEndsWith",
  "TextContains",
  "NumberGreaterThan",
  "NumberGreaterOrEqualTo",
  "NumberLessThan",
  "NumberLessOrEqualTo",
  "KeyExists",
] as const;
export type Operator = (typeof OPERATORS)[number];

/** The names of the error branches of all action types. */
export const ERROR_TYPES = [
  "NoMatchingError",
  "NoMatchingCondition",
  "InputTimeLimitExceeded",
  "InvalidPhoneNumber",
  "TimeLimitExceeded",
  "ParticipantNotFound",
  "QueueAtCapacity",
  "InvalidCallbackNumber",
  "CallbackNumberNotDialable",
  "CallFailed",
  "ConnectionTimeLimitExceeded",
  "ChannelMismatch",
  "InFlightRedactionConfigurationFailed",
  "MultipleFoundError",
  "NoneFoundError",
  "MultipleFound",
  "NoneFound",
  "ContactNotLinked",
] as const;
export type ErrorType = (typeof ERROR_TYPES)[number];

/** One branch that is taken when the action's value satisfies `operator operand`. */
export interface Condition<Target extends string> {
  readonly operator: Operator;
  readonly operand: string;
  readonly next: Target;
}

/**
 * One block of a flow. `Target` is the union of the block names it leads to, so that
 * `defineFlow` can refuse, while compiling, a branch that leads nowhere.
 */
export interface Block<Target extends string = string> {
  readonly type: string;
  readonly parameters: Parameters;
  readonly next?: Target;
  readonly errors?: { readonly [Error in ErrorType]?: Target };
  readonly conditions?: readonly Condition<Target>[];
  /** For a Lambda call: the keys of its answer, so that reads of `$.External` can be checked. */
  readonly answers?: readonly string[];
}

/** The flow types of the service; `MODULE` stands for a flow module. */
export const FLOW_TYPES = [
  "CONTACT_FLOW",
  "CUSTOMER_QUEUE",
  "CUSTOMER_HOLD",
  "CUSTOMER_WHISPER",
  "AGENT_HOLD",
  "AGENT_WHISPER",
  "OUTBOUND_WHISPER",
  "AGENT_TRANSFER",
  "QUEUE_TRANSFER",
  "CAMPAIGN",
  "MODULE",
] as const;
export type FlowType = (typeof FLOW_TYPES)[number];

/** A flow or flow module: named blocks, one of them the first. */
export interface Flow {
  /** The logical name, by which routes and other flows refer to it. */
  readonly name: string;
  readonly type: FlowType;
  /** What the flow is for, shown in the service's list of flows. Never empty. */
  readonly description: string;
  readonly start: string;
  readonly blocks: Readonly<Record<string, Block>>;
}

/** Every way out of a block, with the name of the branch as a person would say it. */
export function exitsOf(block: Block): { branch: string; target: string }[] {
  const exits: { branch: string; target: string }[] = [];
  if (block.next !== undefined) exits.push({ branch: "next", target: block.next });
  for (const { operator, operand, next } of block.conditions ?? [])
    exits.push({ branch: `${operator} ${operand}`, target: next });
  for (const [error, target] of Object.entries(block.errors ?? {}))
    if (target !== undefined) exits.push({ branch: error, target });
  return exits;
}
