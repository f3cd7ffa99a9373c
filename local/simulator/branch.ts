import type { Action } from "../../flowLanguage";
import type { Branching } from "./actions/outcome";
import { SimulatorError } from "./resolve";

const NUMERIC: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  NumberGreaterThan: (a, b) => a > b,
  NumberGreaterOrEqualTo: (a, b) => a >= b,
  NumberLessThan: (a, b) => a < b,
  NumberLessOrEqualTo: (a, b) => a <= b,
};
const TEXTUAL: Readonly<Record<string, (a: string, b: string) => boolean>> = {
  Equals: (a, b) => a === b,
  TextStartsWith: (a, b) => a.startsWith(b),
  TextEndsWith: (a, b) => a.endsWith(b),
  TextContains: (a, b) => a.includes(b),
};

function holds(operator: string, value: string, operand: string): boolean {
  const textual = TEXTUAL[operator];
  if (textual !== undefined) return textual(value, operand);
  const numeric = NUMERIC[operator];
  if (numeric === undefined) throw new SimulatorError(`The operator ${operator} is not simulated.`);
  return value.trim() !== "" && numeric(Number(value), Number(operand));
}

/** Which condition a value meets. `KeyExists` asks for a key of an object, every other operator for the text. */
const meets = (operator: string, outcome: Branching & { kind: "value" }, operand: string): boolean =>
  operator === "KeyExists"
    ? isObject(outcome.raw) && Object.hasOwn(outcome.raw, operand)
    : holds(operator, outcome.value ?? "", operand);

const isObject = (value: unknown): value is object =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/**
 * The branch that an outcome takes out of an action, and where it leads.
 * @throws SimulatorError where the flow declares no such branch: the service would drop the caller
 */
export function branchOf(action: Action, outcome: Branching): { branch: string; target: string } {
  if (outcome.kind === "error") return errorBranch(action, outcome.error);
  if (outcome.kind === "value") {
    if (action.conditions.some(({ operands }) => operands.length !== 1))
      throw new SimulatorError(
        `${action.identifier} has a condition without exactly one operand, which the service refuses. Give it one.`,
      );
    const met = action.conditions.find(({ operator, operands }) => meets(operator, outcome, operands[0] ?? ""));
    return met === undefined
      ? errorBranch(action, "NoMatchingCondition")
      : { branch: met.operands[0] ?? "", target: met.next };
  }
  if (action.next === undefined) throw new SimulatorError(`${action.identifier} has no next block. Give it one.`);
  return { branch: "next", target: action.next };
}

function errorBranch(action: Action, error: string): { branch: string; target: string } {
  const target = Object.hasOwn(action.errors, error) ? action.errors[error] : undefined;
  if (target === undefined) throw new SimulatorError(`${action.identifier} declares no branch for ${error}. Add it.`);
  return { branch: error, target };
}
