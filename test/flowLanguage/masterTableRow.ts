import type { Channel, ErrorType, FlowType, Operator, Parameters, VolatileNamespace } from "../../flowLanguage";

/** A row of the service's master table (reference 2.0, 2.3, 2.6, 2.7), with an example that the service takes. */
export interface Row {
  readonly type: string;
  /** Which of the action's forms, where it has several. */
  readonly form?: string;
  readonly parameters: Parameters;
  /** Its operators; and its operands, where the service fixes them. Absent: none. */
  readonly conditions?: {
    readonly operators: readonly Operator[];
    readonly operands?: readonly string[];
    readonly needed?: true;
  };
  /** Whether the example has conditions, where that decides on its branches. */
  readonly branching?: true;
  /** Error branches that the service insists on. */
  readonly errors?: readonly ErrorType[];
  /** Error branches that only the documentation asks for. */
  readonly documented?: readonly ErrorType[];
  /** Error branches that the service takes but nobody asks for. */
  readonly tolerated?: readonly ErrorType[];
  readonly next: "yes" | "terminal" | "optional";
  /** In the abbreviations of the reference. */
  readonly flowTypes: string;
  /** The type of flow that the form is for. Default: the first of `flowTypes`. */
  readonly within?: FlowType;
  /** Flow types in which the service was seen to refuse it. */
  readonly seenRefusedIn?: string;
  /** Parameters without which the service refuses the action; reached by a path of keys. */
  readonly required: readonly string[];
  /** Parameters that may be left out, alone or together with others. */
  readonly optional?: readonly string[];
  /** Parameters that take static text only. */
  readonly static?: readonly string[];
  /** Parameters that take static text or one whole reference. */
  readonly path?: readonly string[];
  /** Parameters that take one reference only. */
  readonly reference?: readonly string[];
  /** Parameters that mix text and references. */
  readonly any?: readonly string[];
  /** Absent: every channel. */
  readonly channels?: readonly Channel[];
  /** Namespaces that its success fills. */
  readonly fills?: readonly VolatileNamespace[];
  /** Namespaces that are empty after it. */
  readonly clears?: readonly VolatileNamespace[];
}

export const ALL = "IN TR CW AW OW CQ CH AH CAMP M";
const ABBREVIATIONS: Readonly<Record<string, readonly FlowType[]>> = {
  IN: ["CONTACT_FLOW"],
  TR: ["AGENT_TRANSFER", "QUEUE_TRANSFER"],
  AT: ["AGENT_TRANSFER"],
  QT: ["QUEUE_TRANSFER"],
  CQ: ["CUSTOMER_QUEUE"],
  CH: ["CUSTOMER_HOLD"],
  AH: ["AGENT_HOLD"],
  CW: ["CUSTOMER_WHISPER"],
  AW: ["AGENT_WHISPER"],
  OW: ["OUTBOUND_WHISPER"],
  CAMP: ["CAMPAIGN"],
  M: ["MODULE"],
};
export const flowTypesOf = (abbreviations: string): FlowType[] =>
  abbreviations.split(" ").flatMap((abbreviation) => ABBREVIATIONS[abbreviation] ?? []);
