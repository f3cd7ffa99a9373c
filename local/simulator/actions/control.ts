import { frameOf } from "../contact";
import { isOpen } from "../hours";
import { find } from "../instance";
import { SimulatorError, textOf } from "../resolve";
import { end, type Executor, failed, hold, value } from "./outcome";

const loop: Executor = (action, contact, world) => {
  const frame = frameOf(contact);
  const done = frame.loops.get(action.identifier) ?? 0;
  const goesOn = done < Number(textOf(action.parameters["LoopCount"], contact, world));
  frame.loops = new Map([...frame.loops, [action.identifier, goesOn ? done + 1 : 0]]);
  return value(goesOn ? "ContinueLooping" : "DoneLooping");
};

export const controlActions: Readonly<Record<string, Executor>> = {
  Compare: (action, contact, world) => value(textOf(action.parameters["ComparisonValue"], contact, world)),
  Loop: loop,
  CheckHoursOfOperation: (action, contact, world) => {
    if (action.parameters["HoursOfOperationId"] === undefined) throw new SimulatorError("The hours of the target queue are not simulated: name the hours.");
    const hours = find(world.instance.hours, textOf(action.parameters["HoursOfOperationId"], contact, world));
    return hours === undefined ? failed : value(isOpen(hours, new Date(contact.now)) ? "True" : "False");
  },
  TransferToFlow: (action, contact, world) => {
    const flow = find(world.instance.flows, textOf(action.parameters["ContactFlowId"], contact, world));
    return flow === undefined ? failed : { kind: "flow", flow };
  },
  InvokeFlowModule: (action, contact, world) => {
    const module = find(world.instance.modules, textOf(action.parameters["FlowModuleId"], contact, world));
    return module === undefined ? failed : { kind: "module", module };
  },
  EndFlowModuleExecution: (action) => ({ kind: "return", ...(typeof action.parameters["Result"] === "string" && { result: action.parameters["Result"] }) }),
  // A queue flow may end; the contact waits on.
  EndFlowExecution: (_action, { stage }) => (stage === "queue" ? hold : end({ end: "goodbye" })),
  DisconnectParticipant: (_action, { callback }) => end(callback === undefined ? { end: "goodbye" } : { end: "callback", route: callback }),
};
