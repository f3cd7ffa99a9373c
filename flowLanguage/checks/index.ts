import type { Flow, FlowType } from "../block";
import { type FlowDocument, readDocument } from "../document";
import type { Problem } from "../problem";
import { documentOf } from "../render";
import { checkActions } from "./actions";
import { checkDocument } from "./document";
import { checkFunctionTime } from "./functionTime";
import { checkMeaning } from "./meaning";
import { type CheckedFlow, type Finding, modelOf } from "./model";
import { checkPaths } from "./paths";
import { checkResults } from "./results";
import { type Rule, rules, type Severity } from "./rules";
import { checkStates } from "./states";

/**
 * Every problem of a flow that is written with this library, in the order of its blocks: errors, for which
 * `defineFlow` refuses it, and warnings.
 */
export function check(flow: Flow): Problem[] {
  const answers = new Map(
    Object.entries(flow.blocks).flatMap(([name, block]) =>
      block.answers === undefined ? [] : [[name, block.answers] as const],
    ),
  );
  const model = modelOf(readDocument(documentOf(flow)), flow.type, answers);
  const undescribed: Finding[] =
    flow.description.trim() === ""
      ? [{ rule: "description", message: "has no description.", remedy: "Say in a sentence what it is for." }]
      : [];
  return problemsOf([...undescribed, ...findingsIn(model)], model, flow.name, true);
}

/** Every problem of a flow or module that was read, in the order of the document. */
export function checkRead(document: FlowDocument, name: string, type: FlowType): Problem[] {
  const model = modelOf(document, type, new Map());
  return problemsOf(findingsIn(model), model, name, false);
}

/** Paths are followed only in a flow whose branches all lead somewhere. */
function findingsIn(flow: CheckedFlow): Finding[] {
  const found = [...checkDocument(flow), ...checkActions(flow), ...checkMeaning(flow)];
  return found.some(({ rule }) => rule === "target")
    ? found
    : [...found, ...checkPaths(flow), ...checkResults(flow), ...checkStates(flow), ...checkFunctionTime(flow)];
}

const problemsOf = (found: readonly Finding[], { document }: CheckedFlow, flow: string, authored: boolean): Problem[] =>
  [...found]
    .sort((one, other) => (one.index ?? -1) - (other.index ?? -1))
    .map(({ index, rule, grade, message, says, remedy }) => ({
      flow,
      ...(index !== undefined && { block: document.actions[index]?.identifier }),
      rule,
      severity: severityOf(rules[rule], grade, authored),
      message,
      ...(says !== undefined && { says }),
      remedy,
    }));

function severityOf(rule: Rule, grade: Finding["grade"], authored: boolean): Severity {
  if (authored && rule.authored !== undefined) return rule.authored;
  return grade === "documented" ? "warning" : rule.severity;
}
