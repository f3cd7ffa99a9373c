import { missingParameters, specOf, type Action } from "connect-ivr/flow";
import { executors, refusalOf } from "./actions";
import { error, next, type Outcome, value, type Branching } from "./actions/outcome";
import { type Contact, enter, type Frame, frameOf, newFrame, setSlot } from "./contact";
import { logOf } from "./flowLog";
import type { DeployedFlow } from "./instance";
import { afterFlow } from "./lifecycle";
import type { FlowEnd } from "./next";
import type { Ended } from "./observed";
import { isBrokenOff } from "./queue";
import type { World } from "./world";
import { SimulatorError } from "../shared/errors";

const MAXIMUM_MODULE_LEVELS = 5;

/**
 * Runs the block that the contact stands at.
 * @returns how the contact ended, or undefined while it goes on
 * @throws SimulatorError where the service would drop the contact, or where what it does is not known
 */
export async function step(contact: Contact, world: World): Promise<Ended | undefined> {
  const frame = frameOf(contact);
  const action = frame.flow.content.actions.get(frame.block);
  if (action === undefined) throw new SimulatorError("There is no such block. Correct the branch that leads here.");
  const log = world.logged && isLogged(action, contact) ? logOf(action, contact, world) : undefined;
  const forced = world.force({ flow: frame.flow.name, block: frame.block, type: action.type });
  const outcome = forced === undefined ? await run(action, contact, world) : error(forced);
  if (outcome.kind === "error") empty(action, frame);
  const { branch, left } = isBrokenOff(contact) ? BROKEN_OFF : apply(outcome, action, contact, world);
  log?.(outcome);
  world.passed?.({ flow: frame.flow.name, block: action.identifier, type: action.type, branch });
  return left && afterFlow(contact, left, world);
}

/** The block that turns the flow log on is the first in it. */
const isLogged = ({ type }: Action, { logging }: Contact): boolean => logging || type === "UpdateFlowLoggingBehavior";

/** What an action lacks is the same every time. */
const lacking = new WeakMap<Action, string>();
function lackOf(action: Action): string {
  const known = lacking.get(action);
  if (known !== undefined) return known;
  const lack = missingParameters(action.type, action.parameters).join(" and ");
  lacking.set(action, lack);
  return lack;
}

function run(action: Action, contact: Contact, world: World): Outcome | Promise<Outcome> {
  const execute = Object.hasOwn(executors, action.type) ? executors[action.type] : undefined;
  if (execute === undefined) throw new SimulatorError(refusalOf(action.type));
  const lack = lackOf(action);
  if (lack !== "") throw new SimulatorError(`The action lacks ${lack}.`);
  return execute(action, contact, world);
}

/** A block that fails leaves nothing in the namespaces that it fills. */
function empty(action: Action, frame: Frame): void {
  const spec = specOf(action.type);
  for (const slot of [...(spec?.clears ?? []), ...(spec?.results?.(action.parameters) ?? [])])
    setSlot(frame, slot, undefined);
}

interface Applied {
  readonly branch: string;
  readonly left?: FlowEnd;
}

/** Time was up while the block ran: whatever it led to does not happen. */
const BROKEN_OFF: Applied = { branch: "broken off", left: "rest" };

function apply(outcome: Outcome, action: Action, contact: Contact, world: World): Applied {
  const frame = frameOf(contact);
  switch (outcome.kind) {
    case "end":
      return { branch: outcome.ended.end, left: outcome.ended };
    case "hold":
      return { branch: "hold", left: "rest" };
    case "flow":
      enter(contact, outcome.flow);
      return { branch: "transfer" };
    case "module":
      if (contact.frames.length > MAXIMUM_MODULE_LEVELS)
        throw new SimulatorError(
          `Modules are nested more than ${MAXIMUM_MODULE_LEVELS} levels deep: ${[...contact.frames.map(({ flow }) => flow.name), outcome.module.name].join(" → ")}. Call the last one from further out.`,
        );
      enterModule(outcome.module, outcome.input, contact, world);
      return { branch: "module" };
    case "return":
      returnToCaller(outcome, contact, world);
      return { branch: "return" };
    default: {
      const { branch, target } = branchOf(action, outcome);
      frame.block = target;
      return { branch };
    }
  }
}

function enterModule(module: DeployedFlow, input: unknown, contact: Contact, world: World): void {
  const frame = frameOf(contact);
  // No answer crosses the boundary of a module.
  setSlot(frame, "External", undefined);
  const inner = newFrame(module, { Modules: { Input: input } });
  if (world.behaviour("moduleFlowAttributes") === "shared") inner.flowAttributes = frame.flowAttributes;
  contact.frames = [...contact.frames, inner];
}

function returnToCaller({ result, data }: Outcome & { kind: "return" }, contact: Contact, world: World): void {
  const inner = frameOf(contact);
  const caller = contact.frames.at(-2);
  if (caller === undefined) throw new SimulatorError("A module's end was reached outside of a module.");
  if (world.behaviour("moduleFlowAttributes") === "shared") caller.flowAttributes = inner.flowAttributes;
  contact.frames = contact.frames.slice(0, -1);
  setSlot(caller, "Modules", { Result: result, ResultData: data });
  const invoked = caller.flow.content.actions.get(caller.block) as Action;
  caller.block = branchOf(invoked, result === undefined ? next : value(result)).target;
}

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
function branchOf(action: Action, outcome: Branching): { branch: string; target: string } {
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
