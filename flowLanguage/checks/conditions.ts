import type { ConditionSpec } from "../actions/spec";
import { referencesIn } from "../references";
import type { Report, Subject } from "./actions";

/** The service's rules for the conditions of an action. */
export function checkConditions(subject: Subject, report: Report): void {
  const { type, parameters, conditions, next, errors } = subject.action;
  const rule = subject.spec.conditions?.(parameters);
  if (rule !== undefined) checkEach(subject, rule, report);
  else if (conditions.length > 0) report("condition", `${type} takes no conditions here.`, "Leave them out.");
  const otherwise = errors["NoMatchingCondition"];
  if (next !== undefined && otherwise !== undefined && next !== otherwise)
    report(
      "else-branch",
      `leads to ${next} as NextAction and to ${otherwise} as NoMatchingCondition.`,
      "Lead both to the block that is meant when no condition holds.",
    );
}

function checkEach(subject: Subject, rule: ConditionSpec, report: Report): void {
  const { type, conditions } = subject.action;
  if (rule.needed && conditions.length === 0)
    report("condition", `${type} compares with nothing.`, "Give it a condition.");
  for (const { operator, operands } of conditions) {
    if (!(rule.operators as readonly string[]).includes(operator))
      report("condition", `${type} does not know the operator ${operator}.`, `Use ${rule.operators.join(" or ")}.`);
    if (operands.length !== 1)
      report(
        "condition",
        `compares with ${operands.length} operands.`,
        "Write a condition for each; the service combines none.",
      );
    for (const operand of operands) checkOperand(subject, operand, rule, report);
  }
  const given = conditions.flatMap(({ operands }) => operands);
  if (rule.operands && [...rule.operands].sort().join() !== [...given].sort().join())
    report(
      "condition",
      `needs the conditions ${rule.operands.join(" and ")}.`,
      "Declare each of them once, and no other.",
    );
  if (new Set(conditions.map(({ operator, operands }) => `${operator} ${operands.join()}`)).size < conditions.length)
    report("condition", "has the same condition twice.", "The second one can never be taken.");
}

function checkOperand(
  { action: { type }, index }: Subject,
  operand: string,
  { operand: pattern }: ConditionSpec,
  report: Report,
): void {
  if (operand === "")
    report(
      "condition",
      "compares with an empty operand.",
      "Have a word stand for nothing, and compare with it.",
      type === "Compare" ? { says: `Invalid branch. Path: ${index}.Evaluate` } : {},
    );
  else if (referencesIn(operand).length > 0)
    report("condition", "compares with a dynamic operand.", "Operands are static words.");
  else if (pattern?.test(operand) === false)
    report("condition", `has the operand "${operand}".`, `It has to be ${pattern.says}.`, {
      grade: pattern.grade ?? "documented",
    });
}
