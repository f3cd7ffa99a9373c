/** Whether the service refuses a flow or a caller suffers (`error`), or there is reason to look again (`warning`). */
export type Severity = "error" | "warning";

/** One thing that flows are checked for. */
export interface Rule {
  /**
   * The severity of its problems. Where only the documentation has a part of the rule, a breach of that part is a
   * warning.
   */
  readonly severity: Severity;
  /**
   * The severity in a flow that is written with this library, where it differs: what a designer leaves behind is a slip
   * of an author's.
   */
  readonly authored?: Severity;
  readonly reason: string;
  /** The page or observation that the rule is from. */
  readonly source: string;
  /**
   * How well it is known. L1, L2: the live service was seen to do so. X: real exports have it. B: the model of
   * the service's API. D, A: developer's or administrator's guide. ours: follows from how flows run.
   */
  readonly grade: "L1" | "L2" | "X" | "B" | "D" | "A" | "ours";
}

const ACTIONS = "Amazon Connect flow language, actions";
const RUNNING = "how a contact runs through a flow";
const PROBES = "published probes of CreateContactFlow";

/** Every rule by its id, in the order in which they are looked at. */
export const rules = {
  version: {
    severity: "error",
    reason: "The flow language has one version.",
    source: "Amazon Connect flow language, example",
    grade: "ours",
  },
  size: {
    severity: "error",
    authored: "error",
    reason: "The service takes 250 actions and 256,000 characters.",
    source: "API model, ContactFlowContent; flow language, actions",
    grade: "B",
  },
  description: {
    severity: "error",
    reason: "A flow without a description cannot be updated later.",
    source: PROBES,
    grade: "L1",
  },
  "module-settings": {
    severity: "error",
    reason: "The content of a module carries Settings, the content of a flow does not.",
    source: PROBES,
    grade: "L1",
  },
  shape: {
    severity: "error",
    reason: "Every part of an action has the form that the language gives it.",
    source: ACTIONS,
    grade: "ours",
  },
  "unknown-key": {
    severity: "warning",
    reason: "Nothing reads a key that the language does not know.",
    source: ACTIONS,
    grade: "D",
  },
  identifier: {
    severity: "warning",
    authored: "error",
    reason: "An identifier has 1 to 50 characters, without some signs and words.",
    source: ACTIONS,
    grade: "D",
  },
  "duplicate-identifier": {
    severity: "error",
    reason: "Where two actions have one identifier, nothing says which of them runs.",
    source: RUNNING,
    grade: "ours",
  },
  target: { severity: "error", reason: "A contact that is led to no action is lost.", source: RUNNING, grade: "ours" },
  type: {
    severity: "warning",
    authored: "error",
    reason: "An action of unknown type is kept as it is; it can be neither checked nor simulated.",
    source: ACTIONS,
    grade: "D",
  },
  "refused-type": {
    severity: "error",
    reason: "The service takes some documented action types under another name or not at all.",
    source: PROBES,
    grade: "L1",
  },
  "flow-type": {
    severity: "error",
    reason: "An action is allowed in some types of flow only.",
    source: ACTIONS,
    grade: "L1",
  },
  parameter: {
    severity: "error",
    reason: "The service refuses a missing or an unknown parameter.",
    source: PROBES,
    grade: "L1",
  },
  empty: {
    severity: "error",
    reason: "The service refuses an empty text anywhere in the parameters.",
    source: PROBES,
    grade: "L1",
  },
  static: {
    severity: "warning",
    reason: "Some parameters take no reference.",
    source: "Amazon Connect flow language, parameter restrictions",
    grade: "D",
  },
  path: {
    severity: "warning",
    reason: "Some parameters take text or one reference, but no mix.",
    source: "Amazon Connect flow language, parameter restrictions",
    grade: "D",
  },
  reference: {
    severity: "error",
    reason: "Some parameters take one reference to a value and nothing else.",
    source: PROBES,
    grade: "L1",
  },
  value: { severity: "error", reason: "Parameters have lists and ranges of values.", source: ACTIONS, grade: "L1" },
  next: {
    severity: "error",
    reason: "Every action that does not end the flow names the next, even where branches cover everything.",
    source: PROBES,
    grade: "L1",
  },
  "error-branch": {
    severity: "error",
    reason: "The service asks for some error branches of an action and refuses others.",
    source: PROBES,
    grade: "L1",
  },
  condition: {
    severity: "error",
    reason: "A condition has a known operator and one static operand; some actions fix the operands.",
    source: PROBES,
    grade: "L1",
  },
  "else-branch": {
    severity: "warning",
    reason: "The designer writes what happens otherwise twice: as NextAction and as a branch.",
    source: "exports of the designer",
    grade: "X",
  },
  "prompt-length": {
    severity: "warning",
    reason: "A prompt has up to 6,000 characters, 3,000 without tags; a longer one takes the error branch.",
    source: "administrator's guide, get customer input",
    grade: "A",
  },
  "attribute-key": {
    severity: "warning",
    reason: "The name of a contact attribute holds neither $ nor a dot.",
    source: "administrator's guide, set contact attributes",
    grade: "A",
  },
  "own-module": {
    severity: "error",
    reason: "A module that calls itself never comes back.",
    source: "administrator's guide, flow modules; how a contact runs through a flow",
    grade: "ours",
  },
  "cancel-key": {
    severity: "warning",
    reason: "The key * cancels an entry, so it ends none unless DisableCancelKey is True.",
    source: "flow language, GetParticipantInput",
    grade: "D",
  },
  milliseconds: {
    severity: "warning",
    reason: "OldestContactInQueueAgeSeconds is compared in milliseconds despite its name.",
    source: "exports of the sample flows",
    grade: "L2",
  },
  percentage: {
    severity: "warning",
    reason: "The operands of a distribution are 1 + the percentages so far: rising, from 2 to 100.",
    source: "exports of the sample flows",
    grade: "L2",
  },
  unreachable: {
    severity: "warning",
    authored: "error",
    reason: "Nothing leads to the block, so it never runs.",
    source: RUNNING,
    grade: "ours",
  },
  endless: {
    severity: "error",
    reason: "From the block no contact ever comes to an end.",
    source: RUNNING,
    grade: "ours",
  },
  circle: {
    severity: "error",
    reason: "A circle without an input or a count runs on by itself.",
    source: RUNNING,
    grade: "ours",
  },
  "stale-result": {
    severity: "error",
    reason: "A result is there until the next one of its kind, and not after a failure.",
    source: "administrator's guide, list of attributes; how a contact runs through a flow",
    grade: "ours",
  },
  "sensitive-input": {
    severity: "error",
    reason: "What is entered to be encrypted also stands in the flow log and the recording, unless both are off.",
    source: "administrator's guide, flow logs",
    grade: "ours",
  },
  "queue-prompts": {
    severity: "warning",
    reason: "A contact is moved to another queue only from a loop of prompts.",
    source: "administrator's guide, transfer to queue",
    grade: "A",
  },
  "function-time": {
    severity: "warning",
    reason: "Functions called in a row have 20 seconds together, until the caller hears something.",
    source: "training notes of AWS, not found in the guides",
    grade: "A",
  },
  function: {
    severity: "error",
    reason: "A flow calls functions that its site has.",
    source: "this library",
    grade: "ours",
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** The id of a rule, as messages and the documentation name it. */
export type RuleId = keyof typeof rules;
