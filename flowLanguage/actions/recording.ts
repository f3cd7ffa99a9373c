import type { Block, Json } from "../block";
import { type Exits, given, step } from "./exits";
import {
  exactlyOne,
  list,
  needed,
  object,
  ON_OFF,
  oneOf,
  optional,
  type ParameterSpec,
  required,
  TRUE_FALSE,
} from "./parameters";
import { type ActionSpec, flowTypes, noError } from "./spec";

const words = (...allowed: readonly string[]): ParameterSpec => list(optional("static", oneOf(...allowed)));
const participants = words("Agent", "Customer");
const enabled = object({ Enabled: required("static", TRUE_FALSE) });
const summary = object({ SummaryModes: words("PostContact") });
const entities = list(optional("static"));
const mask = oneOf("EntityType", "PII");
const redaction = object({
  Enabled: required("static", TRUE_FALSE),
  RedactionResults: optional("static", oneOf("RedactedAndOriginal", "RedactedOnly", "None")),
  RedactionMaskMode: optional("static", mask),
  RedactionEntities: entities,
});
const analytics = {
  Enabled: required("static", TRUE_FALSE),
  AnalyticsLanguage: optional("path"),
  ConversationalAnalyticsRedactionConfiguration: redaction,
  SentimentConfiguration: enabled,
  SummaryConfiguration: summary,
};
const VOICE_MODES = ["RealTime", "PostContact", "AutomatedInteraction"];

export const recordingSpecs: Record<string, ActionSpec> = {
  UpdateContactRecordingBehavior: {
    source: "2.0, 2.3 [D][L1]",
    parameters: {
      RecordingBehavior: needed(
        object({
          RecordedParticipants: needed(participants),
          ScreenRecordedParticipants: words("Agent"),
          IVRRecordingBehavior: optional("static", ON_OFF),
        }),
      ),
      AnalyticsBehavior: object({
        Enabled: required("static", TRUE_FALSE),
        AnalyticsLanguage: optional("path"),
        AnalyticsRedactionBehavior: optional("static", ON_OFF),
        AnalyticsRedactionResults: optional("static", oneOf("RedactedAndOriginal", "RedactedOnly", "None")),
        ChannelConfiguration: object({
          Voice: object({ AnalyticsModes: words(...VOICE_MODES) }),
          Chat: object({ AnalyticsModes: words("ContactLens") }),
        }),
        SentimentConfiguration: enabled,
        SummaryConfiguration: summary,
      }),
    },
    branches: noError,
    next: "required",
    flowTypes: [...flowTypes.inbound, "OUTBOUND_WHISPER", "CUSTOMER_QUEUE", "MODULE"],
  },
  UpdateContactRecordingAndAnalyticsBehavior: {
    source: "2.0, 2.3 [D][L1][L2]",
    parameters: {
      VoiceBehavior: object({
        VoiceRecordingBehavior: object({
          RecordedParticipants: participants,
          IVRRecordingBehavior: optional("static", ON_OFF),
        }),
        VoiceAnalyticsBehavior: object({ ...analytics, AnalyticsModes: words(...VOICE_MODES) }),
      }),
      ChatBehavior: object({
        ChatAnalyticsBehavior: object({
          ...analytics,
          AnalyticsModes: words("ContactLens"),
          InFlightChatRedactionConfiguration: object({
            Enabled: required("static", TRUE_FALSE),
            RedactionMaskMode: optional("static", mask),
            RedactionEntities: entities,
            DeliverUnprocessedMessages: optional("static", TRUE_FALSE),
          }),
        }),
      }),
      ScreenRecordingBehavior: object({ ScreenRecordedParticipants: needed(words("Agent"), "documented") }),
    },
    choices: [exactlyOne("VoiceBehavior", "ChatBehavior", "ScreenRecordingBehavior")],
    branches: (parameters) => ({
      required:
        parameters["ChatBehavior"] === undefined
          ? ["NoMatchingError", "ChannelMismatch"]
          : ["NoMatchingError", "ChannelMismatch", "InFlightRedactionConfigurationFailed"],
    }),
    next: "required",
    flowTypes: flowTypes.all.filter((type) => type !== "CAMPAIGN"),
  },
};

/** Whose voice is recorded once an agent is on the line, and whether the flow before is. */
export interface Recording {
  /** Nobody turns the recording of the conversation off. */
  readonly participants: readonly ("Agent" | "Customer")[];
  /** The recording of what the flow says and hears. Default: as it is. */
  readonly flow?: "Enabled" | "Disabled";
}

/** Where recording leads: also where the contact is of another channel. */
export interface RecordingExits<T extends string> extends Exits<T> {
  readonly otherChannel: T;
}

const behavior = <const T extends string>(
  parameters: { readonly [name: string]: Json },
  to: RecordingExits<T>,
): Block<T> => ({
  ...step("UpdateContactRecordingAndAnalyticsBehavior", parameters, to),
  errors: { NoMatchingError: to.error, ChannelMismatch: to.otherChannel },
});

const recordingOf = ({ participants: RecordedParticipants, flow: IVRRecordingBehavior }: Recording): Json =>
  given({ RecordedParticipants, IVRRecordingBehavior });

/** Records a voice contact, or ceases to. */
export const setRecording = <const T extends string>(recording: Recording, to: RecordingExits<T>): Block<T> =>
  behavior({ VoiceBehavior: { VoiceRecordingBehavior: recordingOf(recording) } }, to);

/** What is made of a recording. */
export interface VoiceAnalytics {
  /** The language that is spoken, such as `fr-CA`. */
  readonly language: string;
  readonly modes: readonly [
    "RealTime" | "PostContact" | "AutomatedInteraction",
    ...("RealTime" | "PostContact" | "AutomatedInteraction")[],
  ];
  /** Which recordings and transcripts remain once personal data is redacted. Default: no redaction. */
  readonly redaction?: "RedactedAndOriginal" | "RedactedOnly";
  /** Default: not judged. */
  readonly sentiment?: boolean;
  /** Default: no summary. */
  readonly summary?: boolean;
}

/** Records both sides of a voice contact, without which nothing is analysed, and analyses it. */
export const setVoiceAnalytics = <const T extends string>(analysis: VoiceAnalytics, to: RecordingExits<T>): Block<T> =>
  behavior(
    {
      VoiceBehavior: {
        VoiceRecordingBehavior: { RecordedParticipants: ["Agent", "Customer"] },
        VoiceAnalyticsBehavior: given({
          Enabled: "True",
          AnalyticsLanguage: analysis.language,
          AnalyticsModes: analysis.modes,
          ConversationalAnalyticsRedactionConfiguration:
            analysis.redaction === undefined ? undefined : { Enabled: "True", RedactionResults: analysis.redaction },
          SentimentConfiguration: analysis.sentiment ? { Enabled: "True" } : undefined,
          SummaryConfiguration: analysis.summary ? { SummaryModes: ["PostContact"] } : undefined,
        }),
      },
    },
    to,
  );

/** Records the agent's screen. */
export const setScreenRecording = <const T extends string>(to: RecordingExits<T>): Block<T> =>
  behavior({ ScreenRecordingBehavior: { ScreenRecordedParticipants: ["Agent"] } }, to);

/** All three recordings at once. */
export interface WholeRecording extends Recording {
  /** Whether the agent's screen is recorded. Default: as it is. */
  readonly screen?: readonly "Agent"[];
}

/**
 * Records in the older way, which sets the screen too. The service allows no error branch here, so nothing has to be
 * done where it fails.
 */
export const setRecordingBehavior = <const T extends string>(
  { participants, screen, flow }: WholeRecording,
  to: { readonly then: T },
): Block<T> => ({
  type: "UpdateContactRecordingBehavior",
  parameters: {
    RecordingBehavior: given({
      RecordedParticipants: participants,
      ScreenRecordedParticipants: screen,
      IVRRecordingBehavior: flow,
    }),
  },
  next: to.then,
});
