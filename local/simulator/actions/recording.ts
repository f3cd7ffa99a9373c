import type { Json } from "connect-ivr/flow";
import type { Contact, Recording } from "../contact";
import { error, type Executor, next } from "./outcome";
import { SimulatorError } from "../../shared/errors";

type Behavior = Readonly<Record<string, Json>>;
const behaviorOf = (json: Json | undefined): Behavior | undefined =>
  json !== null && typeof json === "object" && !Array.isArray(json) ? (json as Behavior) : undefined;

/**
 * The recordings after a behaviour was set; what it does not name stays. An empty list turns them off (reference
 * 2.3).
 */
function recordingAfter(recording: Recording, behavior: Behavior): Recording {
  const {
    RecordedParticipants: recorded,
    ScreenRecordedParticipants: screen,
    IVRRecordingBehavior: automated,
  } = behavior;
  return {
    ...recording,
    ...(Array.isArray(recorded) && { agent: recorded.includes("Agent"), customer: recorded.includes("Customer") }),
    ...(Array.isArray(screen) && { screen: screen.includes("Agent") }),
    ...(typeof automated === "string" && { automated: automated === "Enabled" }),
  };
}

/** What the newer action sets, each with the channel that it is for; exactly one of them. */
const BEHAVIORS: Readonly<Record<string, (contact: Contact, behavior: Behavior) => void>> = {
  VoiceBehavior: (contact, { VoiceRecordingBehavior, VoiceAnalyticsBehavior }) => {
    contact.recording = recordingAfter(contact.recording, behaviorOf(VoiceRecordingBehavior) ?? {});
    contact.analytics = VoiceAnalyticsBehavior ?? contact.analytics;
  },
  ChatBehavior: (contact, { ChatAnalyticsBehavior }) =>
    (contact.analytics = ChatAnalyticsBehavior ?? contact.analytics),
  ScreenRecordingBehavior: (contact, behavior) => (contact.recording = recordingAfter(contact.recording, behavior)),
};
const CHANNELS: Readonly<Record<string, Contact["channel"]>> = { VoiceBehavior: "VOICE", ChatBehavior: "CHAT" };

const updateRecordingAndAnalytics: Executor = ({ parameters }, contact) => {
  const given = Object.keys(parameters).filter((name) => Object.hasOwn(BEHAVIORS, name));
  const [name] = given;
  if (name === undefined || given.length > 1)
    throw new SimulatorError(
      `The action has ${given.length} of ${Object.keys(BEHAVIORS).join(", ")}, which the service refuses. Give it one.`,
    );
  if ((CHANNELS[name] ?? contact.channel) !== contact.channel) return error("ChannelMismatch");
  BEHAVIORS[name]?.(contact, behaviorOf(parameters[name]) ?? {});
  return next;
};

export const recordingActions: Readonly<Record<string, Executor>> = {
  UpdateContactRecordingBehavior: ({ parameters: { RecordingBehavior, AnalyticsBehavior } }, contact) => {
    contact.recording = recordingAfter(contact.recording, behaviorOf(RecordingBehavior) ?? {});
    contact.analytics = AnalyticsBehavior ?? contact.analytics;
    return next;
  },
  UpdateContactRecordingAndAnalyticsBehavior: updateRecordingAndAnalytics,
  UpdateContactMediaStreamingBehavior: ({ parameters }, contact) => {
    if (parameters["MediaStreamingState"] === "Enabled") contact.mediaStream = { startedAt: contact.now };
    else if (contact.mediaStream !== undefined)
      contact.mediaStream = { ...contact.mediaStream, stoppedAt: contact.now };
    return next;
  },
};
