import type { Block } from "../block";
import type { Reference } from "../references";
import { type AtLeastOne, type Exits, given, step } from "./exits";
import { list, needed, nested, object, ON_OFF, oneOf, optional, type Pattern, required, textMap } from "./parameters";
import { type ActionSpec, anyError, documentedErrors, flowTypes, noError } from "./spec";

const everywhere = { branches: anyError, next: "required", flowTypes: flowTypes.all } as const;

const documented = { ...everywhere, grade: "documented", branches: () => documentedErrors("NoMatchingError") } as const;

const voiceId = Object.fromEntries(
  ["IsVoiceIdStreamingEnabled", "IsVoiceAuthenticationEnabled", "IsFraudDetectionEnabled"].map((name) => [
    name,
    optional("static", oneOf("TRUE", "FALSE")),
  ]),
);
const thresholds = Object.fromEntries(
  ["VoiceAuthenticationThreshold", "VoiceAuthenticationResponseTime", "FraudDetectionThreshold", "WatchlistId"].map(
    (name) => [name, optional("path")],
  ),
);
const contactData = {
  LanguageCode: optional("path"),
  Name: optional("any"),
  Description: optional("any"),
  CustomerId: optional("path"),
  WisdomSessionArn: optional("path"),
  ...voiceId,
  ...thresholds,
  // Documented, and seen both taken and refused.
  References: optional("nested"),
};

const engine: Pattern = {
  test: (text) => /^(Standard|Neural|Generative|[a-z]+:[a-z0-9.-]+)$/.test(text),
  says: "Standard, Neural, Generative, or provider:model",
};

/** The moments of a call at which a flow of its own can run. */
export const EVENT_HOOKS = [
  "AgentHold",
  "AgentWhisper",
  "CustomerHold",
  "CustomerQueue",
  "CustomerRemaining",
  "CustomerWhisper",
  "DefaultAgentUI",
  "DisconnectAgentUI",
  "PauseContact",
  "ResumeContact",
] as const;
export type EventHook = (typeof EVENT_HOOKS)[number];

export const contactSpecs: Record<string, ActionSpec> = {
  UpdateContactAttributes: {
    ...everywhere,
    source: "2.0, 2.3 [D][L1]",
    parameters: { Attributes: needed(textMap(1)), TargetContact: required("static", oneOf("Current", "Related")) },
  },
  UpdateFlowAttributes: {
    ...everywhere,
    source: "2.0, 2.3 [L1][L2]",
    parameters: {
      FlowAttributes: needed(
        nested({ values: object({ Value: required("any"), Type: optional("static", oneOf("String")) }), least: 1 }),
      ),
    },
  },
  UpdateContactData: {
    ...everywhere,
    source: "2.0, 2.3 [D][L1]",
    parameters: { ...contactData, TargetContact: optional("static", oneOf("Current", "Related")) },
    choices: [{ of: Object.keys(contactData), least: 1, most: Infinity }],
  },
  UpdateContactTextToSpeechVoice: {
    ...everywhere,
    source: "2.0, 2.3 [D][L1][L2]",
    parameters: {
      TextToSpeechVoice: required("path"),
      TextToSpeechEngine: optional("path", engine),
      TextToSpeechStyle: optional("path", oneOf("None", "Conversational", "Newscaster")),
      ExternalCredentialSecretARN: optional("path"),
    },
  },
  UpdateFlowLoggingBehavior: {
    ...everywhere,
    source: "2.0, 2.3 [D][L1]",
    parameters: { FlowLoggingBehavior: required("static", ON_OFF) },
    branches: noError,
  },
  UpdateContactEventHooks: {
    ...everywhere,
    source: "2.0, 2.3 [D][L2]; the configuration [X], refused by [L2]",
    parameters: {
      EventHooks: needed(nested({ values: optional("path"), keys: oneOf(...EVENT_HOOKS), least: 1, most: 1 })),
      EventHooksConfiguration: nested({
        values: object({ DisableExecution: optional("static", oneOf("true", "false")) }),
        keys: oneOf(...EVENT_HOOKS),
      }),
    },
  },
  TagContact: {
    ...everywhere,
    source: "2.0, 2.3 [D][L1]",
    parameters: {
      Tags: needed(
        nested({
          values: optional("any"),
          keys: { test: (text) => !text.startsWith("aws:"), says: "a key that does not begin with aws:" },
          least: 1,
          most: 6,
        }),
      ),
    },
  },
  UntagContact: {
    ...everywhere,
    source: "2.0, 2.3, 2.8 [L1]",
    parameters: { TagKeys: needed(list(optional("static"), 1, 6)) },
  },
  ResumeContact: { ...documented, source: "2.3 [D]", parameters: {} },
  CreateWisdomSession: { ...documented, source: "2.3 [D]", parameters: { WisdomAssistantArn: required("path") } },
};

/** Sets attributes that stay with the contact, reach the agent and the contact record. */
export const setContactAttributes = <const T extends string>(
  values: Readonly<Record<string, string>>,
  to: Exits<T>,
): Block<T> => step("UpdateContactAttributes", { Attributes: values, TargetContact: "Current" }, to);

/** Sets attributes that end with this flow and are not in the contact record. */
export const setFlowAttributes = <const T extends string>(
  values: Readonly<Record<string, string>>,
  to: Exits<T>,
): Block<T> =>
  step(
    "UpdateFlowAttributes",
    { FlowAttributes: Object.fromEntries(Object.entries(values).map(([key, Value]) => [key, { Value }])) },
    to,
  );

/** What the service itself shows of a contact, or does with it. */
export type ContactData = AtLeastOne<{
  /** The language of bots and of the contact record, such as `fr-CA`. */
  readonly languageCode: string;
  readonly name: string;
  readonly description: string;
  readonly customerId: string;
  /** The session that `createWisdomSession` began: `system.wisdomSessionArn`. */
  readonly wisdomSessionArn: string;
}>;

/** Sets fields of the contact itself, one at least. */
export const setContactData = <const T extends string>(
  { languageCode, name, description, customerId, wisdomSessionArn }: ContactData,
  to: Exits<T>,
): Block<T> =>
  step(
    "UpdateContactData",
    given({
      LanguageCode: languageCode,
      Name: name,
      Description: description,
      CustomerId: customerId,
      WisdomSessionArn: wisdomSessionArn,
    }),
    to,
  );

/** Sets the language code of the contact, which bots and the contact record read. */
export const setLanguageCode = <const T extends string>(language: string, to: Exits<T>): Block<T> =>
  setContactData({ languageCode: language }, to);

/**
 * Sets the Amazon Polly voice. A wrong pair of voice and engine is found only in a call, never by the service before.
 */
export const setVoice = <const T extends string>(voice: { voice: string; engine: string }, to: Exits<T>): Block<T> =>
  step("UpdateContactTextToSpeechVoice", { TextToSpeechVoice: voice.voice, TextToSpeechEngine: voice.engine }, to);

/** Turns the flow log on or off for the rest of the contact. The service allows no error branch here. */
export const setLogging = <const T extends string>(behavior: "Enabled" | "Disabled", to: { then: T }): Block<T> => ({
  type: "UpdateFlowLoggingBehavior",
  parameters: { FlowLoggingBehavior: behavior },
  next: to.then,
});

/** The flow that runs at a moment of the call. */
export const setHook = <const T extends string>(hook: EventHook, flowArn: Reference, to: Exits<T>): Block<T> =>
  step("UpdateContactEventHooks", { EventHooks: { [hook]: flowArn } }, to);

/** The flow that a caller hears while in a queue. */
export const setQueueFlow = <const T extends string>(flowArn: Reference, to: Exits<T>): Block<T> =>
  setHook("CustomerQueue", flowArn, to);

/** The flow that a caller comes to when the agent has hung up. */
export const setDisconnectFlow = <const T extends string>(flowArn: Reference, to: Exits<T>): Block<T> =>
  setHook("CustomerRemaining", flowArn, to);

/** Tags the contact for billing: one to six tags, none beginning with `aws:`. */
export const tagContact = <const T extends string>(tags: Readonly<Record<string, string>>, to: Exits<T>): Block<T> =>
  step("TagContact", { Tags: tags }, to);

export const untagContact = <const T extends string>(keys: readonly [string, ...string[]], to: Exits<T>): Block<T> =>
  step("UntagContact", { TagKeys: keys }, to);

/** Lets a paused task go on. */
export const resumeContact = <const T extends string>(to: Exits<T>): Block<T> => step("ResumeContact", {}, to);

/** Begins a session of the agent's assistant; `setContactData` with its ARN shows it to the agent. */
export const createWisdomSession = <const T extends string>(assistantArn: string, to: Exits<T>): Block<T> =>
  step("CreateWisdomSession", { WisdomAssistantArn: assistantArn }, to);
