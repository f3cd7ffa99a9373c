import type { Block, Parameters } from "../block";
import { type Exits, type OnlyOne, step } from "./exits";
import { exactlyOne, list, object, ON_OFF, oneOf, optional, required, wholeNumber } from "./parameters";
import { type ActionSpec, documentedErrors, flowTypes } from "./spec";

/** The parameters of which one is what a contact hears. */
export const MESSAGE_SOURCES = ["Text", "SSML", "PromptId", "Media"];
const media = object({
  Uri: required("any"),
  SourceType: required("static", oneOf("S3")),
  MediaType: required("static", oneOf("Audio")),
});
export const messageFields = { Text: optional("any"), SSML: optional("any"), PromptId: optional("path"), Media: media };

export const promptSpecs: Record<string, ActionSpec> = {
  MessageParticipant: {
    source: "2.0, 2.1 [D][X][L1]",
    parameters: { ...messageFields, SkipWhenDTMFBufferEnabled: optional("static", oneOf("true", "false")) },
    choices: [exactlyOne(...MESSAGE_SOURCES)],
    branches: () => ({ required: [], documented: ["NoMatchingError"] }),
    next: "required",
    flowTypes: [...flowTypes.inbound, ...flowTypes.whisper, "CUSTOMER_QUEUE", "MODULE"],
  },
  MessageParticipantIteratively: {
    source: "2.0, 2.1 [D][X][L2]",
    parameters: {
      Messages: { ...list(object(messageFields, exactlyOne(...MESSAGE_SOURCES)), 1), required: "live" },
      InterruptFrequencySeconds: optional("static", wholeNumber(1, 3600)),
      ContinueMessagingDuringInterrupt: optional("static", oneOf("True", "False")),
    },
    branches: () => ({ required: [], allowed: ["NoMatchingError"] }),
    conditions: (parameters) =>
      parameters["InterruptFrequencySeconds"] === undefined
        ? undefined
        : { operators: ["Equals"], operands: ["MessagesInterrupted"] },
    next: "optional",
    flowTypes: ["CUSTOMER_QUEUE", ...flowTypes.hold, "MODULE"],
    waits: true,
  },
  UpdateContactMediaStreamingBehavior: {
    source: "2.0, 2.3 [D]",
    parameters: {
      MediaStreamingState: required("static", ON_OFF),
      Participants: {
        ...list(
          object({
            ParticipantType: required("static", oneOf("Customer")),
            MediaDirections: { ...list(optional("static", oneOf("From", "To")), 1, 2), required: "documented" },
          }),
          1,
        ),
        required: "documented",
      },
      MediaStreamType: { ...optional("static", oneOf("Audio")), required: "documented" },
    },
    branches: () => documentedErrors("NoMatchingError"),
    next: "required",
    flowTypes: [...flowTypes.inbound, ...flowTypes.whisper, "CUSTOMER_QUEUE"],
  },
};

/** What a contact hears: exactly one source. All but `promptId` may mix text and references. */
export type Message = OnlyOne<{
  readonly ssml: string;
  readonly text: string;
  /** The id or ARN of a recorded prompt, or one reference to it. */
  readonly promptId: string;
  /** The address of a recording in S3. Not for whisper flows. */
  readonly mediaUri: string;
}>;

/** A message as the parameters that stand for it. */
export const messageParameters = ({ ssml, text, promptId, mediaUri }: Message): Parameters => {
  if (ssml !== undefined) return { SSML: ssml };
  if (text !== undefined) return { Text: text };
  return promptId !== undefined
    ? { PromptId: promptId }
    : { Media: { Uri: mediaUri, SourceType: "S3", MediaType: "Audio" } };
};

/** Plays a message. */
export const play = <const T extends string>(message: Message, to: Exits<T>): Block<T> =>
  step("MessageParticipant", messageParameters(message), to);

/** Plays SSML: static, or a reference to a prompt that was fetched. */
export const say = <const T extends string>(ssml: string, to: Exits<T>): Block<T> => play({ ssml }, to);

/** Plays messages in turn for as long as the contact waits; the block itself holds the contact. */
export const sayWhileWaiting = (ssml: readonly string[]): Block<never> => ({
  type: "MessageParticipantIteratively",
  parameters: { Messages: ssml.map((SSML) => ({ SSML })) },
});

/**
 * Plays messages in turn to a contact that waits, and leaves them every so often.
 * @param seconds from one interruption to the next
 */
export const playWhileWaiting = <const T extends string>(
  messages: readonly [Message, ...Message[]],
  seconds: number,
  to: { interrupted: T; error: T },
): Block<T> => ({
  type: "MessageParticipantIteratively",
  parameters: { Messages: messages.map(messageParameters), InterruptFrequencySeconds: String(seconds) },
  next: to.interrupted,
  errors: { NoMatchingError: to.error },
  conditions: [{ operator: "Equals", operand: "MessagesInterrupted", next: to.interrupted }],
});

/** Streams what the customer says, hears, or both, to the instance's Kinesis video stream, or stops it. */
export const setMediaStreaming = <const T extends string>(
  state: "Enabled" | "Disabled",
  directions: readonly ["From" | "To"] | readonly ["From", "To"],
  to: Exits<T>,
): Block<T> =>
  step(
    "UpdateContactMediaStreamingBehavior",
    {
      MediaStreamingState: state,
      Participants: [{ ParticipantType: "Customer", MediaDirections: directions }],
      MediaStreamType: "Audio",
    },
    to,
  );
