import { contactActions } from "./contact";
import { controlActions } from "./control";
import { lambdaActions } from "./lambda";
import type { Executor } from "./outcome";
import { promptActions } from "./prompts";
import { routingActions } from "./routing";

/** Every action type that the simulator runs. */
export const executors: Readonly<Record<string, Executor>> = {
  ...promptActions,
  ...contactActions,
  ...controlActions,
  ...routingActions,
  ...lambdaActions,
};
