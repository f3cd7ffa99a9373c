/** What the explorer can find wrong, and how it is said. */
export const VIOLATIONS = {
  "dead-end": "The call breaks off: the service drops the caller, or nobody knows what it does.",
  "missing-branch": "A block lacks an error branch that the service demands.",
  "silent-hang-up": "The system hangs up without a word since the caller last did something.",
  failure: "A block fails in a call that nothing goes wrong in.",
  "unspeakable-prompt": "A prompt is empty, or is SSML that the voice cannot speak.",
  "unfilled-prompt": "A prompt is spoken with a placeholder or a reference in it.",
  "wrong-language": "A prompt is not in the language of the voice that speaks it, or of the caller.",
  "wrong-voice": "A prompt is spoken by a voice that is not the one of its language.",
  "sensitive-input": "Input that is encrypted is taken while the flow log or a recording is on.",
  "held-input": "A module ends and still holds encrypted input in a flow attribute.",
  "not-restored": "A module ends and has left the flow log off, or a recording that the caller agreed to.",
  "endless-loop": "The call can go round for ever, without the caller doing anything.",
  "unreachable-block": "No call reaches a block.",
} as const;
export type ViolationId = keyof typeof VIOLATIONS;

/** Something wrong with one block. */
export interface Finding {
  readonly id: ViolationId;
  readonly flow: string;
  readonly block: string;
  readonly message: string;
}

/** Findings that are the same thing, however often they are met. */
export const keyOf = ({ id, flow, block }: Pick<Finding, "id" | "flow" | "block">): string => `${id} ${flow}/${block}`;
