import type { ErrorType, FlowType, Json, Operator, Parameters } from "../block";

/**
 * How a parameter may be given: `static` text only, `path` static text or one whole reference,
 * `reference` one reference only, `any` a mix of text and references, `nested` a structure of its own.
 */
export type ParameterRule = "static" | "path" | "reference" | "any" | "nested";

export interface ParameterSpec {
  readonly rule: ParameterRule;
  readonly required?: true;
  /** What a static value must look like, with the wording of the remedy. */
  readonly pattern?: { readonly test: { test(text: string): boolean }; readonly says: string };
  /** What a structure must look like, with the wording of the remedy. */
  readonly shape?: { readonly test: (value: Json) => boolean; readonly says: string };
}

/** The branches that the service demands (`required`) and tolerates (`allowed`) for an action. */
export interface BranchSpec {
  readonly required: readonly ErrorType[];
  readonly allowed?: readonly ErrorType[];
}

/** The service's rules for one action type; one entry here is all that a new type needs for checking. */
export interface ActionSpec {
  readonly parameters: Readonly<Record<string, ParameterSpec>>;
  /** How many of these parameters have to be there. */
  readonly choice?: { readonly of: readonly string[]; readonly least: number; readonly most: number };
  /** Parameters that the others make necessary. */
  readonly needs?: (parameters: Parameters) => readonly string[];
  readonly branches: (parameters: Parameters, flowType: FlowType) => BranchSpec;
  /** Operators and, where the service fixes them, operands of the conditions; absent: no conditions. */
  readonly conditions?: (parameters: Parameters) => ConditionSpec | undefined;
  /** `none`: nothing follows. `optional`: the service accepts it without (the block holds the contact). */
  readonly next: "required" | "none" | "optional";
  readonly flowTypes: readonly FlowType[];
  /** The contact leaves the flow here although the service asks for a next block. */
  readonly leaves?: true;
  /** The block waits for the caller, so a circle through it is not endless by itself. */
  readonly waits?: true;
  /** The namespaces that it fills (reference section 3.1). */
  readonly results?: readonly string[];
}

export interface ConditionSpec {
  readonly operators: readonly Operator[];
  /** All of these operands, and no other. */
  readonly operands?: readonly string[];
  /** At least one condition. */
  readonly needed?: true;
  readonly operandPattern?: RegExp;
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
  all: ["CONTACT_FLOW", ...TRANSFER, ...WHISPER, ...HOLD, "CUSTOMER_QUEUE", "MODULE"] as readonly FlowType[],
};

export const required = (rule: ParameterRule, pattern?: ParameterSpec["pattern"]): ParameterSpec => ({
  rule,
  required: true,
  ...(pattern && { pattern }),
});
export const optional = (rule: ParameterRule, pattern?: ParameterSpec["pattern"]): ParameterSpec => ({
  rule,
  ...(pattern && { pattern }),
});

/** The one error branch that most actions need. */
export const anyError = (): BranchSpec => ({ required: ["NoMatchingError"] });
export const noError = (): BranchSpec => ({ required: [] });

export const wholeNumber = (low: number, high: number): NonNullable<ParameterSpec["pattern"]> => ({
  test: { test: (text) => /^\d+$/.test(text) && Number(text) >= low && Number(text) <= high },
  says: `a whole number from ${low} to ${high}`,
});
