import type { Condition, ErrorType, FlowType, Operator, Parameters } from "../block";
import type { VolatileNamespace } from "../references";
import type { Grade } from "./parameters";
import { type Choice, type Fields, type Pattern } from "./parameters";
/** What a contact is. */
export type Channel = "VOICE" | "CHAT" | "TASK" | "EMAIL";

/** The error branches of an action. */
export interface BranchSpec {
  /** The service refuses the action without them. */
  readonly required: readonly ErrorType[];
  /** Taken, but not asked for. */
  readonly allowed?: readonly ErrorType[];
  /** The documentation asks for them; the service was seen to do without, or not tried. */
  readonly documented?: readonly ErrorType[];
  /** How well it is known that every other branch is refused. Default: `live`. */
  readonly others?: Grade;
}

/** The conditions of an action. */
export interface ConditionSpec {
  readonly operators: readonly Operator[];
  /** All of these operands, and no other. */
  readonly operands?: readonly string[];
  /** At least one condition. */
  readonly needed?: true;
  /** What an operand must look like. */
  readonly operand?: Pattern;
}

/** The service's rules for one action type; one entry here is all that a new type needs for checking. */
export interface ActionSpec {
  /** Where the rules are from: a section of the reference, or a page, and the grade. */
  readonly source: string;
  /**
   * `documented`: nothing of this action was seen live, so none of its rules is more than documented. Default: `live`.
   */
  readonly grade?: Grade;
  /** Why the service does not take this action at all, and what to do instead; the other rules do not matter then. */
  readonly refused?: string;
  /** The channels whose contacts it runs for. Default: every channel. */
  readonly channels?: readonly Channel[];
  readonly parameters: Fields;
  /** How many of some parameters have to be there. */
  readonly choices?: readonly Choice[];
  /** Parameters that the others make necessary. */
  readonly needs?: (parameters: Parameters) => readonly string[];
  /** Parameters that the others rule out. */
  readonly excludes?: (parameters: Parameters) => readonly string[];
  /** What values must look like because of the other parameters. */
  readonly narrows?: (parameters: Parameters) => Readonly<Record<string, Pattern>>;
  readonly branches: (
    parameters: Parameters,
    flowType: FlowType,
    conditions: readonly Condition<string>[],
  ) => BranchSpec;
  /** Absent: no conditions. */
  readonly conditions?: (parameters: Parameters) => ConditionSpec | undefined;
  /** `none`: nothing follows. `optional`: the service accepts it without (the block holds the contact). */
  readonly next: "required" | "none" | "optional";
  /** The flow types that the documentation or a live observation allows. */
  readonly flowTypes: readonly FlowType[];
  /** Of the other flow types, those in which the service was seen to refuse it. */
  readonly refusedIn?: readonly FlowType[];
  /** The namespaces that its success fills. */
  readonly results?: (parameters: Parameters) => readonly VolatileNamespace[];
  /** The namespaces that are empty after it, unless it fills them. */
  readonly clears?: readonly VolatileNamespace[];
  /** The contact leaves the flow here although the service asks for a next block. */
  readonly leaves?: true;
  /** The block waits for the caller, so a circle through it is not endless by itself. */
  readonly waits?: true;
}

const TRANSFER: readonly FlowType[] = ["AGENT_TRANSFER", "QUEUE_TRANSFER"];
const WHISPER: readonly FlowType[] = ["CUSTOMER_WHISPER", "AGENT_WHISPER", "OUTBOUND_WHISPER"];
const HOLD: readonly FlowType[] = ["CUSTOMER_HOLD", "AGENT_HOLD"];

/** Sets of flow types, as the reference abbreviates them. */
export const flowTypes = {
  inbound: ["CONTACT_FLOW", ...TRANSFER] as readonly FlowType[],
  transfer: TRANSFER,
  whisper: WHISPER,
  hold: HOLD,
  all: [
    "CONTACT_FLOW",
    ...TRANSFER,
    ...WHISPER,
    ...HOLD,
    "CUSTOMER_QUEUE",
    "CAMPAIGN",
    "MODULE",
  ] as readonly FlowType[],
};

/** The one error branch that most actions need. */
export const anyError = (): BranchSpec => ({ required: ["NoMatchingError"] });
export const noError = (): BranchSpec => ({ required: [] });
/** Error branches of an action that was not seen live. */
export const documentedErrors = (...errors: readonly ErrorType[]): BranchSpec => ({
  required: [],
  documented: errors,
  others: "documented",
});
