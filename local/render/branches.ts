import { type Action, specOf } from "../../flowLanguage";
import { spelledOut } from "./words";

/** One way out of a block, in words. */
export interface Branch {
  readonly says: string;
  readonly target: string;
  /** The action failed: not what the caller chose, nor what was found. */
  readonly failure: boolean;
}

const THEN = "then";
/** The way on of a transfer: taken only when the contact is not gone. */
const STAYS = "if the contact stays";

const OPERATORS: Readonly<Record<string, string>> = {
  Equals: "=",
  TextStartsWith: "starts with",
  TextEndsWith: "ends with",
  TextContains: "contains",
  NumberGreaterThan: ">",
  NumberGreaterOrEqualTo: "≥",
  NumberLessThan: "<",
  NumberLessOrEqualTo: "≤",
};

/** What the fixed operands of actions mean. */
const OPERANDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CheckHoursOfOperation: { True: "open", False: "closed" },
  Loop: { ContinueLooping: "again", DoneLooping: "done" },
  MessageParticipantIteratively: { MessagesInterrupted: "interrupted" },
};

const ERRORS: Readonly<Record<string, string>> = {
  NoMatchingError: "on error",
  NoMatchingCondition: "otherwise",
  InputTimeLimitExceeded: "silence",
  QueueAtCapacity: "queue full",
  CallbackNumberNotDialable: "number not dialable",
  ConnectionTimeLimitExceeded: "no answer",
};

/** Outcomes that the flow language counts among errors although nothing failed. */
const NO_FAILURES: readonly string[] = ["NoMatchingCondition", "InputTimeLimitExceeded"];

/**
 * The ways out of a block: conditions in their order, the way on, errors. The way on of an action with
 * conditions is left out where it only repeats one of its branches, as the service demands.
 */
export function branchesOf(action: Action): Branch[] {
  const conditions = action.conditions.map(({ operator, operands, next }) => ({ says: conditionWords(action.type, operator, operands), target: next, failure: false }));
  const errors = Object.entries(action.errors).map(([error, target]) => ({ says: errorWords(action.type, error), target, failure: !NO_FAILURES.includes(error) }));
  const repeated = conditions.length > 0 && [...conditions, ...errors.filter(({ failure }) => !failure)].some(({ target }) => target === action.next);
  const leaves = specOf(action.type)?.leaves === true;
  const onward = action.next === undefined || repeated ? [] : [{ says: leaves ? STAYS : THEN, target: action.next, failure: leaves }];
  return [...conditions, ...onward, ...errors];
}

/** All branches of a block that lead to the same one. */
export interface Exit {
  readonly from: string;
  readonly to: string;
  /** The branches in words; empty when the block goes on there in any case, or simply next. */
  readonly says: string;
  readonly failure: boolean;
}

/** Where a block leads, each target once. */
export function exitsOf(action: Action): Exit[] {
  const branches = branchesOf(action);
  return [...new Set(branches.map(({ target }) => target))].map((to) => {
    const same = branches.filter(({ target }) => target === to);
    const plain = same.length === branches.length || same.every(({ says }) => says === THEN);
    return { from: action.identifier, to, says: plain ? "" : same.map(({ says }) => says).join(", "), failure: same.every(({ failure }) => failure) };
  });
}

function conditionWords(type: string, operator: string, operands: readonly string[]): string {
  const operand = operands.join(", ");
  if (operator === "Equals") {
    if (type === "GetParticipantInput") return `key ${operand}`;
    const fixed = OPERANDS[type]?.[operand];
    if (fixed !== undefined) return fixed;
  }
  return `${OPERATORS[operator] ?? spelledOut(operator).toLowerCase()} ${operand}`;
}

function errorWords(type: string, error: string): string {
  if (type === "GetParticipantInput" && error === "NoMatchingCondition") return "other key";
  return ERRORS[error] ?? spelledOut(error).toLowerCase();
}
