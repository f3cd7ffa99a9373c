import { missingParameters, specOf } from "../actions";
import type { ActionSpec, ParameterSpec } from "../actions/spec";
import { type Block, exitsOf, type Flow, type Json } from "../block";
import type { Problem } from "../problem";
import { isReference, referencesIn, stepsOf } from "../references";

const MAXIMUM_BLOCKS = 250;
const IDENTIFIER = /^[^%:(\\/)=$,;[\]{}]{1,50}$/;
const RESERVED = new Set([
  "__proto__", "constructor", "__defineGetter__", "__defineSetter__", "toString",
  "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "valueOf",
]);

type Report = (rule: string, message: string, remedy: string) => void;

/** The service's rules for each block by itself: names, parameters, branches, flow type. */
export function checkBlocks(flow: Flow): Problem[] {
  const problems: Problem[] = [];
  const count = Object.keys(flow.blocks).length;
  if (count > MAXIMUM_BLOCKS)
    problems.push({ flow: flow.name, rule: "size", message: `${count} blocks; the service takes ${MAXIMUM_BLOCKS}.`, remedy: "Move a part to a module." });
  if (!Object.hasOwn(flow.blocks, flow.start))
    problems.push({ flow: flow.name, rule: "target", message: `starts at ${flow.start}, which is no block.`, remedy: "Name one of its blocks as start." });
  if (flow.description.trim() === "")
    problems.push({ flow: flow.name, rule: "description", message: "has no description.", remedy: "Say in a sentence what it is for." });
  for (const [name, block] of Object.entries(flow.blocks)) {
    const report: Report = (rule, message, remedy) => problems.push({ flow: flow.name, block: name, rule, message, remedy });
    checkIdentifier(name, report);
    for (const { branch, target } of exitsOf(block))
      if (!Object.hasOwn(flow.blocks, target)) report("target", `branch ${branch} leads to ${target}, which is no block.`, "Name a block of this flow.");
    const spec = specOf(block.type);
    if (spec === undefined) report("type", `type ${block.type} is not known here.`, "Use one of the library's blocks.");
    else checkAction(flow, block, spec, report);
  }
  return problems;
}

function checkIdentifier(name: string, report: Report): void {
  if (!IDENTIFIER.test(name) || RESERVED.has(name))
    report("identifier", "has a name that the service refuses.", "Use 1 to 50 characters and none of % : ( \\ / ) = $ , ; [ ] { }.");
}

function checkAction(flow: Flow, block: Block, spec: ActionSpec, report: Report): void {
  if (!spec.flowTypes.includes(flow.type))
    report("flow-type", `${block.type} is refused in a flow of type ${flow.type}.`, `It is allowed in ${spec.flowTypes.join(", ")}.`);
  checkParameters(block, spec, report);
  checkBranches(flow, block, spec, report);
}

function checkParameters(block: Block, spec: ActionSpec, report: Report): void {
  for (const name of missingParameters(block.type, block.parameters)) report("parameter", `lacks ${name}.`, "Give it a value.");
  for (const [name, value] of Object.entries(block.parameters)) {
    const rule = Object.hasOwn(spec.parameters, name) ? spec.parameters[name] : undefined;
    if (rule === undefined) report("parameter", `has ${name}, which ${block.type} does not know.`, "Leave it out.");
    else checkValue(name, value, rule, report);
  }
  if (spec.choice !== undefined) checkChoice(block, spec.choice, report);
}

function checkChoice(block: Block, { of, least, most }: NonNullable<ActionSpec["choice"]>, report: Report): void {
  const given = of.filter((name) => block.parameters[name] !== undefined).length;
  if (given < least) report("parameter", `needs one of ${of.join(", ")}.`, "Give one.");
  if (given > most) report("parameter", `has ${given} of ${of.join(", ")}; the service takes ${most}.`, "Leave the others out.");
}

/** What a path may not stop at: these hold values, and are none. */
const NAMESPACES = new Set(["Attributes", "FlowAttributes", "External", "Lex", "SystemEndpoint", "CustomerEndpoint", "Queue", "Agent", "Metrics", "Modules", "Views", "SegmentAttributes"]);
const isLeaf = (reference: string): boolean => stepsOf(reference).length > 1 || !NAMESPACES.has(stepsOf(reference)[0] as string);

function checkValue(name: string, value: Json, rule: ParameterSpec, report: Report): void {
  if (hasEmptyString(value)) report("empty", `${name} holds an empty string, which the service refuses.`, "Leave the key out.");
  const dynamic = referencesIn(value).length > 0;
  if (rule.rule === "static" && dynamic) report("static", `${name} holds a reference, but has to be static.`, "Write the value itself.");
  if (rule.rule === "reference" && !(isReference(value) && isLeaf(value)))
    report("reference", `${name} has to be one reference to a value.`, "Give a reference such as $.Attributes.language.");
  if (rule.rule === "path" && dynamic && !isReference(value))
    report("path", `${name} mixes text and references.`, "Give a static value or one whole reference.");
  if (rule.pattern && (typeof value === "string" || typeof value === "number") && !dynamic && !rule.pattern.test.test(String(value)))
    report("value", `${name} is "${value}".`, `It has to be ${rule.pattern.says}.`);
  if (rule.shape && !rule.shape.test(value)) report("value", `${name} has another shape than the service takes.`, `It has to be ${rule.shape.says}.`);
}

const hasEmptyString = (value: Json): boolean =>
  value === "" || (value !== null && typeof value === "object" && Object.values(value).some(hasEmptyString));

function checkBranches(flow: Flow, block: Block, spec: ActionSpec, report: Report): void {
  if (spec.next === "required" && block.next === undefined) report("next", "has no next block.", "The service wants one even where every branch is covered.");
  if (spec.next === "none" && exitsOf(block).length > 0) report("next", `${block.type} ends the flow and takes no branch.`, "Leave its branches out.");
  const { required, allowed = [] } = spec.branches(block.parameters, flow.type);
  const present = Object.entries(block.errors ?? {}).filter(([, target]) => target !== undefined).map(([error]) => error);
  for (const error of required)
    if (!present.includes(error)) report("error-branch", `lacks the error branch ${error}.`, "Say where the contact goes then.");
  for (const error of present)
    if (!([...required, ...allowed] as string[]).includes(error)) report("error-branch", `has the error branch ${error}, which the service refuses here.`, "Leave it out.");
  checkConditions(block, spec, report);
}

function checkConditions(block: Block, spec: ActionSpec, report: Report): void {
  const conditions = block.conditions ?? [];
  const rule = spec.conditions?.(block.parameters);
  if (rule === undefined) {
    if (conditions.length > 0) report("condition", `${block.type} takes no conditions here.`, "Leave them out.");
    return;
  }
  if (rule.needed && conditions.length === 0) report("condition", `${block.type} compares with nothing.`, "Give it a condition.");
  const operands = conditions.map(({ operand }) => operand);
  for (const { operator, operand } of conditions) {
    if (!rule.operators.includes(operator)) report("condition", `${block.type} does not know the operator ${operator}.`, `Use ${rule.operators.join(" or ")}.`);
    if (operand === "" || referencesIn(operand).length > 0) report("condition", "compares with an empty or dynamic operand.", "Operands are static words.");
    if (rule.operandPattern && !rule.operandPattern.test(operand)) report("condition", `has the operand "${operand}".`, "A menu takes single keys: 0-9, * and #.");
  }
  if (rule.operands && [...rule.operands].sort().join() !== [...operands].sort().join())
    report("condition", `needs the conditions ${rule.operands.join(" and ")}.`, "Declare each of them once, and no other.");
  if (new Set(conditions.map(({ operator, operand }) => `${operator} ${operand}`)).size < conditions.length)
    report("condition", "has the same condition twice.", "The second one can never be taken.");
}
