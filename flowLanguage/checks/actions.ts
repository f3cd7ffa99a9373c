import { specOf } from "../actions";
import { parameterFaults } from "../actions/faults";
import type { ActionSpec, ConditionSpec } from "../actions/spec";
import type { Condition, Operator } from "../block";
import type { Action } from "../document";
import { type CheckedFlow, exitsOf, type Finding } from "./model";
import { referencesIn } from "../references";
import type { Grade } from "../actions/parameters";

/** An action with the rules of its type. */
interface Subject {
  readonly flow: CheckedFlow;
  readonly action: Action;
  readonly spec: ActionSpec;
  /** Its position, by which the service names it. */
  readonly index: number;
}

/** Takes what a rule finds in the action that is looked at. */
type Report = (rule: Finding["rule"], message: string, remedy: string, more?: Pick<Finding, "says" | "grade">) => void;

/** The service's rules for each action by itself: type, parameters, branches, flow type. */
export const checkActions = (flow: CheckedFlow): Finding[] =>
  flow.document.actions.flatMap((action, index) => {
    const found: Finding[] = [];
    const report: Report = (rule, message, remedy, more) => found.push({ rule, index, message, remedy, ...more });
    for (const { branch, target } of exitsOf(action))
      if (!flow.actions.has(target))
        report("target", `branch ${branch} leads to ${target}, which is no block.`, "Name a block of this flow.");
    const spec = specOf(action.type);
    // An action without a type is a fault of its shape, which is found when it is read.
    if (spec === undefined && action.type !== "")
      report(
        "type",
        `is of type ${action.type}, which is not known here.`,
        "Correct it, if it is misspelt; it stays as it is, but can be neither checked nor simulated.",
      );
    if (spec?.refused !== undefined)
      report("refused-type", `is of type ${action.type}, which the service does not take.`, spec.refused, {
        says: "Invalid Action type",
      });
    else if (spec !== undefined) checkAction({ flow, action, spec, index }, report);
    return found;
  });

function checkAction(subject: Subject, report: Report): void {
  const { flow, action, spec } = subject;
  if (!spec.flowTypes.includes(flow.type))
    report(
      "flow-type",
      `${action.type} is refused in a flow of type ${flow.type}.`,
      `It is allowed in ${spec.flowTypes.join(", ")}.`,
      { grade: spec.refusedIn?.includes(flow.type) ? "live" : "documented" },
    );
  checkParameters(subject, report);
  if (spec.next === "required" && action.next === undefined)
    report("next", "has no next block.", "The service wants one even where every branch is covered.");
  if (spec.next === "none" && exitsOf(action).length > 0)
    report("next", `${action.type} ends the flow and takes no branch.`, "Leave its branches out.");
  checkErrors(subject, report);
  checkConditions(subject, report);
}

function checkParameters({ action: { type, parameters }, spec, index }: Subject, report: Report): void {
  for (const { rule, grade, at, message, remedy } of parameterFaults(type, spec, parameters)) {
    const unknown = rule === "parameter" && Object.hasOwn(parameters, at) && !Object.hasOwn(spec.parameters, at);
    const empty =
      type === "UpdateContactAttributes"
        ? "Empty value in Parameters.Attributes"
        : `Invalid Action property value. Path: ${index}.Parameter`;
    report(rule, message, remedy, {
      grade,
      ...(unknown && { says: "Invalid Action property name" }),
      ...(rule === "empty" && { says: empty }),
    });
  }
}

function checkErrors({ flow, action: { type, parameters, conditions, errors }, spec }: Subject, report: Report): void {
  const {
    required,
    allowed = [],
    documented = [],
    others = "live",
  } = spec.branches(parameters, flow.type, conditions.map(asCondition));
  const ask = (error: string, grade: Grade): void =>
    report("error-branch", `lacks the error branch ${error}.`, "Say where the contact goes then.", {
      grade,
      ...(grade === "live" && { says: `Action is missing required error. Error: ${error}` }),
    });
  for (const error of required) if (!Object.hasOwn(errors, error)) ask(error, spec.grade ?? "live");
  for (const error of documented) if (!Object.hasOwn(errors, error)) ask(error, "documented");
  const known: readonly string[] = [...required, ...allowed, ...documented];
  for (const error of Object.keys(errors))
    if (!known.includes(error))
      report("error-branch", `has the error branch ${error}, which ${type} does not take here.`, "Leave it out.", {
        grade: spec.grade ?? others,
      });
}

const asCondition = ({ operator, operands, next }: Action["conditions"][number]): Condition<string> => ({
  operator: operator as Operator,
  operand: operands.join(),
  next,
});

/** The service's rules for the conditions of an action. */
function checkConditions(subject: Subject, report: Report): void {
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
