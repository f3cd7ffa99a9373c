import { type Action, specOf } from "connect-ivr/flow";
import { spelledOut } from "./words";

/** One way out of a block, in words. */
export interface Branch {
  /** What decides for it: a relation to a value, such as `key`, or all there is to say, such as `on error`. */
  readonly relation: string;
  /** The value; absent where there is none. */
  readonly operand?: string;
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
  const conditions = action.conditions.map(({ operator, operands, next }) => ({
    ...conditionWords(action.type, operator, operands),
    target: next,
    failure: false,
  }));
  const errors = Object.entries(action.errors).map(([error, target]) => ({
    relation: errorWords(action.type, error),
    target,
    failure: !NO_FAILURES.includes(error),
  }));
  const repeated =
    conditions.length > 0 &&
    [...conditions, ...errors.filter(({ failure }) => !failure)].some(({ target }) => target === action.next);
  const leaves = specOf(action.type)?.leaves === true;
  const onward =
    action.next === undefined || repeated
      ? []
      : [{ relation: leaves ? STAYS : THEN, target: action.next, failure: leaves }];
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

/** Branches in words, those of one relation together: `key 1, 2, on error`. */
export const sayingOf = (branches: readonly Branch[]): string =>
  [...new Set(branches.map(({ relation }) => relation))]
    .map((relation) =>
      [
        relation,
        branches
          .flatMap((branch) => (branch.relation === relation && branch.operand !== undefined ? [branch.operand] : []))
          .join(", "),
      ]
        .join(" ")
        .trim(),
    )
    .join(", ");

/** Where a block leads, each target once. */
export function exitsOf(action: Action): Exit[] {
  const branches = branchesOf(action);
  return [...new Set(branches.map(({ target }) => target))].map((to) => {
    const same = branches.filter(({ target }) => target === to);
    const plain = same.length === branches.length || same.every(({ relation }) => relation === THEN);
    return {
      from: action.identifier,
      to,
      says: plain ? "" : sayingOf(same),
      failure: same.every(({ failure }) => failure),
    };
  });
}

function conditionWords(
  type: string,
  operator: string,
  operands: readonly string[],
): Pick<Branch, "relation" | "operand"> {
  const operand = operands.join(", ");
  const fixed = operator === "Equals" ? OPERANDS[type]?.[operand] : undefined;
  if (fixed !== undefined) return { relation: fixed };
  return {
    relation:
      type === "GetParticipantInput" && operator === "Equals"
        ? "key"
        : (OPERATORS[operator] ?? spelledOut(operator).toLowerCase()),
    operand,
  };
}

function errorWords(type: string, error: string): string {
  if (type === "GetParticipantInput" && error === "NoMatchingCondition") return "other key";
  return ERRORS[error] ?? spelledOut(error).toLowerCase();
}
