import { frameOf } from "../contact";
import { isOpen } from "../hours";
import { find } from "../instance";
import { SimulatorError, textOf } from "../resolve";
import { type Executor, failed, value } from "./outcome";

const loop: Executor = (action, contact, world) => {
  const { loops } = frameOf(contact);
  const done = loops.get(action.identifier) ?? 0;
  const goesOn = done < Number(textOf(action.parameters["LoopCount"], contact, world));
  if (goesOn) loops.set(action.identifier, done + 1);
  else loops.delete(action.identifier);
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
    return flow === undefined ? failed : { kind: "flow", arn: flow.arn };
  },
  InvokeFlowModule: (action, contact, world) => {
    const module = find(world.instance.modules, textOf(action.parameters["FlowModuleId"], contact, world));
    return module === undefined ? failed : { kind: "module", arn: module.arn };
  },
  EndFlowModuleExecution: (action) => ({ kind: "return", ...(typeof action.parameters["Result"] === "string" && { result: action.parameters["Result"] }) }),
  // A queue flow may end; the contact waits on.
  EndFlowExecution: (_action, contact) => ({ kind: "end", end: frameOf(contact).flow.type === "CUSTOMER_QUEUE" ? "queue" : "goodbye" }),
  DisconnectParticipant: (_action, { callback }) => (callback === undefined ? { kind: "end", end: "goodbye" } : { kind: "end", end: "callback", route: callback }),
};
