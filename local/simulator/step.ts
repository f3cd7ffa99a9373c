import { missingParameters, specOf } from "../../flowLanguage";
import type { Action } from "../../flowLanguage";
import { executors } from "./actions";
import { error, next, type Outcome, value } from "./actions/outcome";
import { branchOf } from "./branch";
import { type Contact, enter, type Frame, frameOf, newFrame, setSlot } from "./contact";
import type { DeployedFlow } from "./instance";
import { afterFlow } from "./lifecycle";
import type { FlowEnd } from "./next";
import type { Ended } from "./observed";
import { interrupted, isBrokenOff, refusedByChain } from "./queue";
import { SimulatorError } from "./resolve";
import type { World } from "./world";

const MAXIMUM_MODULE_LEVELS = 5;

/**
 * Runs the block that the contact stands at.
 * @returns how the contact ended, or undefined while it goes on
 * @throws SimulatorError where the service would drop the contact, or where what it does is not known
 */
export async function step(contact: Contact, world: World): Promise<Ended | undefined> {
  const frame = frameOf(contact);
  const action = frame.flow.content.actions.get(frame.block);
  if (action === undefined) throw new SimulatorError("There is no such block.");
  const forced = world.force({ flow: frame.flow.name, block: frame.block, type: action.type });
  const began = contact.now;
  const outcome = forced === undefined ? interrupted(action, contact, began, await run(action, contact, world)) : fail(action, frame, forced);
  const { branch, left } = isBrokenOff(contact) ? BROKEN_OFF : apply(outcome, action, contact, world);
  world.passed?.({ flow: frame.flow.name, block: action.identifier, type: action.type, branch });
  return left && afterFlow(contact, left, world);
}

function run(action: Action, contact: Contact, world: World): Outcome | Promise<Outcome> {
  const execute = Object.hasOwn(executors, action.type) ? executors[action.type] : undefined;
  if (execute === undefined) throw new SimulatorError(`The action type ${action.type} is not simulated.`);
  const missing = missingParameters(action.type, action.parameters);
  if (missing.length > 0) throw new SimulatorError(`The action lacks ${missing.join(" and ")}.`);
  return refusedByChain(action, contact) ?? execute(action, contact, world);
}

/** A block that fails leaves nothing in the namespaces that it fills. */
function fail(action: Action, frame: Frame, forced: string): Outcome {
  for (const slot of specOf(action.type)?.results?.(action.parameters) ?? []) setSlot(frame, slot, undefined);
  return error(forced);
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
      if (contact.frames.length > MAXIMUM_MODULE_LEVELS) throw new SimulatorError(`Modules are nested more than ${MAXIMUM_MODULE_LEVELS} levels deep.`);
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
