import { answerActions } from "./answers";
import { contactActions, tagActions, taskActions } from "./contact";
import { controlActions, moduleActions } from "./control";
import { inputActions } from "./input";
import { lambdaActions } from "./lambda";
import { metricActions } from "./metrics";
import type { Executor } from "./outcome";
import { outsideActions } from "./outside";
import { promptActions } from "./prompts";
import { recordingActions } from "./recording";
import { routingActions } from "./routing";
import { specOf } from "connect-ivr/flow";

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

/** Why neither a voice contact nor an agent's guide can meet an action, by its type. */
export const refusals: Readonly<Record<string, string>> = {
  AuthenticateParticipant: "It signs in the customer of a chat.",
  CreatePersistentContactAssociation: "It takes up an earlier chat of the customer.",
  LoadContactContent: "It reads an email.",
  ResumeContact: "It takes up a task that was paused.",
};

/** Why the simulator does not run an action of this type. */
export function refusalOf(type: string): string {
  if (Object.hasOwn(refusals, type))
    return `A voice contact and an agent's guide do not run ${type}. ${refusals[type]}`;
  const refused = specOf(type)?.refused;
  return refused === undefined
    ? `The action type ${type} is not known, so it is not simulated. Correct its spelling.`
    : `The service does not take ${type}. ${refused}`;
}
