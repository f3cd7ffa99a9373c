import { answerActions } from "./answers";
import { contactActions } from "./contact";
import { controlActions } from "./control";
import { inputActions } from "./input";
import { lambdaActions } from "./lambda";
import { metricActions } from "./metrics";
import { moduleActions } from "./modules";
import type { Executor } from "./outcome";
import { outsideActions } from "./outside";
import { promptActions } from "./prompts";
import { recordingActions } from "./recording";
import { routingActions } from "./routing";
import { tagActions } from "./tags";
import { taskActions } from "./tasks";

/** Every action type that the simulator runs. */
export const executors: Readonly<Record<string, Executor>> = {
  ...promptActions,
  ...inputActions,
  ...contactActions,
  ...recordingActions,
  ...tagActions,
  ...controlActions,
  ...moduleActions,
  ...metricActions,
  ...routingActions,
  ...outsideActions,
  ...lambdaActions,
  ...answerActions,
  ...taskActions,
};
