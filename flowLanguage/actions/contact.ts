import type { Block, Json } from "../block";
import type { Reference } from "../references";
import { type ActionSpec, anyError, flowTypes, noError, optional, required } from "./spec";

const onOff = { test: /^(Enabled|Disabled)$/, says: "Enabled or Disabled" };

/** The service refuses flat strings here. */
const FLOW_ATTRIBUTES = {
  test: (value: Json): boolean => value !== null && typeof value === "object" && Object.values(value).every((one) => one !== null && typeof one === "object" && "Value" in one),
  says: 'a map of names to { "Value": … }',
};

export const contactSpecs: Record<string, ActionSpec> = {
  UpdateContactAttributes: {
    parameters: { Attributes: required("nested"), TargetContact: required("static", { test: /^(Current|Related)$/, says: "Current or Related" }) },
    branches: anyError,
    next: "required",
    flowTypes: flowTypes.all,
  },
  UpdateFlowAttributes: {
    parameters: { FlowAttributes: { ...required("nested"), shape: FLOW_ATTRIBUTES } },
    branches: anyError,
    next: "required",
    flowTypes: flowTypes.all,
  },
  UpdateContactData: {
    parameters: { LanguageCode: optional("path"), Name: optional("any"), Description: optional("any"), CustomerId: optional("path"), TargetContact: optional("static") },
    choice: { of: ["LanguageCode", "Name", "Description", "CustomerId"], least: 1, most: 4 },
    branches: anyError,
    next: "required",
    flowTypes: flowTypes.all,
  },
  UpdateContactTextToSpeechVoice: {
    parameters: {
      TextToSpeechVoice: required("path"),
      TextToSpeechEngine: optional("path", { test: /^(Standard|Neural|Generative)$/, says: "Standard, Neural or Generative" }),
      TextToSpeechStyle: optional("path", { test: /^(None|Conversational|Newscaster)$/, says: "None, Conversational or Newscaster" }),
    },
    branches: anyError,
    next: "required",
    flowTypes: flowTypes.all,
  },
  UpdateFlowLoggingBehavior: {
    parameters: { FlowLoggingBehavior: required("static", onOff) },
    branches: noError,
    next: "required",
    flowTypes: flowTypes.all,
  },
  UpdateContactEventHooks: {
    parameters: { EventHooks: required("nested") },
    branches: anyError,
    next: "required",
    flowTypes: flowTypes.all,
  },
};

interface To<T extends string> {
  readonly then: T;
  readonly error: T;
}

/** Sets attributes that stay with the contact, reach the agent and the contact record. */
export const setContactAttributes = <const T extends string>(values: Readonly<Record<string, string>>, to: To<T>): Block<T> => ({
  type: "UpdateContactAttributes",
  parameters: { Attributes: values, TargetContact: "Current" },
  next: to.then,
  errors: { NoMatchingError: to.error },
});

/** Sets attributes that end with this flow and are not in the contact record. */
export const setFlowAttributes = <const T extends string>(values: Readonly<Record<string, string>>, to: To<T>): Block<T> => ({
  type: "UpdateFlowAttributes",
  parameters: { FlowAttributes: Object.fromEntries(Object.entries(values).map(([key, Value]) => [key, { Value }])) },
  next: to.then,
  errors: { NoMatchingError: to.error },
});

/** Sets the language code of the contact, which bots and the contact record read. */
export const setLanguageCode = <const T extends string>(language: string, to: To<T>): Block<T> => ({
  type: "UpdateContactData",
  parameters: { LanguageCode: language },
  next: to.then,
  errors: { NoMatchingError: to.error },
});

/** Sets the Amazon Polly voice. A wrong pair of voice and engine is found only in a call, never by the service before. */
export const setVoice = <const T extends string>(voice: { voice: string; engine: string }, to: To<T>): Block<T> => ({
  type: "UpdateContactTextToSpeechVoice",
  parameters: { TextToSpeechVoice: voice.voice, TextToSpeechEngine: voice.engine },
  next: to.then,
  errors: { NoMatchingError: to.error },
});

/** Turns the flow log on or off for the rest of the contact. The service allows no error branch here. */
export const setLogging = <const T extends string>(behavior: "Enabled" | "Disabled", to: { then: T }): Block<T> => ({
  type: "UpdateFlowLoggingBehavior",
  parameters: { FlowLoggingBehavior: behavior },
  next: to.then,
});

/** The flow that a caller hears while in a queue. */
export const setQueueFlow = <const T extends string>(flowArn: Reference, to: To<T>): Block<T> => ({
  type: "UpdateContactEventHooks",
  parameters: { EventHooks: { CustomerQueue: flowArn } },
  next: to.then,
  errors: { NoMatchingError: to.error },
});
