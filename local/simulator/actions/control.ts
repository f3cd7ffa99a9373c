import { frameOf } from "../contact";
import { isOpen } from "../hours";
import { find } from "../instance";
import { textOf } from "../resolve";
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
  CheckHoursOfOperation: (action, contact, { instance, ...world }) => {
    const hours = find(instance.hours, textOf(action.parameters["HoursOfOperationId"], contact, { instance, ...world }));
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
  EndFlowModuleExecution: () => ({ kind: "return" }),
  EndFlowExecution: () => ({ kind: "end", end: "goodbye" }),
  DisconnectParticipant: (_action, { callback }) => (callback === undefined ? { kind: "end", end: "goodbye" } : { kind: "end", end: "callback", route: callback }),
};
