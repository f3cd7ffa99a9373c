import { find } from "../instance";
import { resolved, textOf } from "../resolve";
import { type Executor, failed } from "./outcome";

/** Modules take and give JSON; texts in it may be references (reference 1.8). */
export const moduleActions: Readonly<Record<string, Executor>> = {
  InvokeFlowModule: ({ parameters }, contact, world) => {
    const module = find(world.instance.modules, textOf(parameters["FlowModuleId"], contact, world));
    return module === undefined
      ? failed
      : { kind: "module", module, input: resolved(parameters["Input"], contact, world) };
  },
  EndFlowModuleExecution: ({ parameters: { Result, ResultData } }, contact, world) => ({
    kind: "return",
    ...(typeof Result === "string" && { result: Result }),
    ...(ResultData !== undefined && { data: resolved(ResultData, contact, world) }),
  }),
};
