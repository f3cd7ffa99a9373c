import { specOf } from "../actions";
import { parameterFaults } from "../actions/faults";
import type { ActionSpec, Grade } from "../actions/spec";
import type { Condition, Operator } from "../block";
import type { Action } from "../document";
import { checkConditions } from "./conditions";
import { type CheckedFlow, exitsOf, type Finding } from "./model";

/** An action with the rules of its type. */
export interface Subject {
  readonly flow: CheckedFlow;
  readonly action: Action;
  readonly spec: ActionSpec;
  /** Its position, by which the service names it. */
  readonly index: number;
}

/** Takes what a rule finds in the action that is looked at. */
export type Report = (
  rule: Finding["rule"],
  message: string,
  remedy: string,
  more?: Pick<Finding, "says" | "grade">,
) => void;

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
