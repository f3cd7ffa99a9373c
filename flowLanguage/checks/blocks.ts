import { type ActionSpec, parameterFaults, specOf } from "../actions";
import { type Block, exitsOf, type Flow } from "../block";
import type { Problem } from "../problem";
import { referencesIn } from "../references";

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
    else if (spec.refused !== undefined) report("type", `type ${block.type} is refused by the service.`, spec.refused);
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
  for (const { rule, message, remedy } of parameterFaults(block.type, spec, block.parameters)) report(rule, message, remedy);
  checkBranches(flow, block, spec, report);
}

function checkBranches(flow: Flow, block: Block, spec: ActionSpec, report: Report): void {
  if (spec.next === "required" && block.next === undefined) report("next", "has no next block.", "The service wants one even where every branch is covered.");
  if (spec.next === "none" && exitsOf(block).length > 0) report("next", `${block.type} ends the flow and takes no branch.`, "Leave its branches out.");
  const { required, allowed = [], documented = [] } = spec.branches(block.parameters, flow.type, block.conditions ?? []);
  const present = Object.entries(block.errors ?? {}).filter(([, target]) => target !== undefined).map(([error]) => error);
  for (const error of required)
    if (!present.includes(error)) report("error-branch", `lacks the error branch ${error}.`, "Say where the contact goes then.");
  for (const error of present)
    if (!([...required, ...allowed, ...documented] as string[]).includes(error)) report("error-branch", `has the error branch ${error}, which the service refuses here.`, "Leave it out.");
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
    if (rule.operand && !rule.operand.test(operand)) report("condition", `has the operand "${operand}".`, `It has to be ${rule.operand.says}.`);
  }
  if (rule.operands && [...rule.operands].sort().join() !== [...operands].sort().join())
    report("condition", `needs the conditions ${rule.operands.join(" and ")}.`, "Declare each of them once, and no other.");
  if (new Set(conditions.map(({ operator, operand }) => `${operator} ${operand}`)).size < conditions.length)
    report("condition", "has the same condition twice.", "The second one can never be taken.");
}
