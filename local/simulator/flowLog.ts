import type { Json } from "../../flowLanguage";

/** A line of the flow log, as the service writes it after a block (reference section 6). */
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
