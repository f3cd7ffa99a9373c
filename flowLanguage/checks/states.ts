import type { Json } from "../block";
import type { Action } from "../document";
import { isObject } from "../json";
import { reachableFrom } from "./graph";
import { type CheckedFlow, type Finding, targetsOf } from "./model";
import { describeOrigin, reaching } from "./reaching";

/** The rules for what has to be so, on every path, when a contact enters a block. */
export function checkStates(flow: CheckedFlow): Finding[] {
  const reached = reachableFrom([flow.document.start as string], targetsOf(flow));
  const logged = reaching(flow, reached, true, ({ type, parameters }) =>
    type === "UpdateFlowLoggingBehavior" ? parameters["FlowLoggingBehavior"] !== "Disabled" : undefined,
  );
  const recorded = reaching(flow, reached, false, (action) => recordingOf(action));
  const unprompted = reaching(flow, reached, true, ({ type }) =>
    type === "MessageParticipantIteratively" ? false : undefined,
  );
  return flow.document.actions.flatMap((action, index): Finding[] => {
    const { identifier, type } = action;
    if (type === "DequeueContactAndTransferToQueue" && unprompted.has(identifier))
      return [
        {
          rule: "queue-prompts",
          index,
          message: `is reached ${describeOrigin(unprompted.get(identifier))} without a loop of prompts.`,
          remedy: "Play prompts in a loop (MessageParticipantIteratively) before it.",
        },
      ];
    if (!encrypts(action)) return [];
    return [
      ...(logged.has(identifier)
        ? [
            {
              rule: "sensitive-input",
              index,
              message: `takes sensitive input; coming ${describeOrigin(logged.get(identifier))}, the flow log may be on.`,
              remedy: "Turn the flow log off (UpdateFlowLoggingBehavior Disabled) before it.",
            } as const,
          ]
        : []),
      ...(recorded.has(identifier)
        ? [
            {
              rule: "sensitive-input",
              index,
              message: `takes sensitive input while ${recorded.get(identifier)} has the call recorded.`,
              remedy: "Turn IVRRecordingBehavior off before it.",
            } as const,
          ]
        : []),
    ];
  });
}

const encrypts = ({ type, parameters }: Action): boolean =>
  type === "GetParticipantInput" && parameters["InputEncryption"] !== undefined;

/** Whether an action turns the recording of the caller and the flow on or off; agents come later. */
function recordingOf({ parameters }: Action): boolean | undefined {
  const voice = inside(parameters["VoiceBehavior"], "VoiceRecordingBehavior");
  const behavior = inside(parameters["RecordingBehavior"] ?? voice, "IVRRecordingBehavior");
  return behavior === undefined ? undefined : behavior === "Enabled";
}

const inside = (value: Json | undefined, key: string): Json | undefined => (isObject(value) ? value[key] : undefined);
