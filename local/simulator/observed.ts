import type { Json } from "connect-ivr/flow";

/** A block that the contact passed. */
export interface Step {
  readonly flow: string;
  readonly block: string;
  readonly type: string;
  /** The branch that was taken out of it. */
  readonly branch: string;
}

/** A call of a function, without personal data. */
export interface LookupCall {
  readonly function: string;
  readonly flow: string;
  readonly block: string;
  readonly outcome: "answered" | "failed";
  readonly error?: string;
}

/** A view that was shown to the agent, with what the flow passed to it. */
export interface ShownView {
  readonly flow: string;
  readonly block: string;
  /** The ARN of the view, with its version. */
  readonly view: string;
  readonly data: Json;
}

export type End = "queue" | "callback" | "transfer" | "hangup" | "goodbye" | "error";

export interface Route {
  readonly type: "queue" | "callback" | "number" | "agent";
  /** Logical key of the queue (`agent/<id>` for an agent's own), the number, or the agent's id. */
  readonly key: string;
  readonly arn?: string;
}

/** How a contact left the flows. */
export interface Ended {
  readonly end: End;
  readonly route?: Route;
  /** What stopped the simulator, where `end` is `error`. */
  readonly problem?: string;
}

/** A line of the flow log, as the service writes it after a block (reference 6). */
export interface FlowLogRecord {
  readonly ContactId: string;
  readonly ContactFlowId: string;
  readonly ContactFlowName: string;
  /** The block's name of old, not its action type. */
  readonly ContactFlowModuleType: string;
  readonly Identifier: string;
  readonly Timestamp: string;
  readonly Parameters: { readonly [key: string]: Json };
  readonly Results?: string;
  readonly ExternalResults?: { readonly [key: string]: Json };
}
