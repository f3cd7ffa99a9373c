import { frameOf } from "../contact";
import { find } from "../instance";
import { textOf } from "../resolve";
import { isSpeakable } from "../voice";
import { type Executor, failed, next } from "./outcome";

/** All contact attributes together, in bytes. */
const MAXIMUM_ATTRIBUTES = 32_768;

const size = (attributes: ReadonlyMap<string, string>): number => Buffer.byteLength(JSON.stringify([...attributes]));

const updateContactAttributes: Executor = (action, contact, world) => {
  // The attributes of a related contact are not this call's.
  if (action.parameters["TargetContact"] === "Related") return next;
  const entries = Object.entries(action.parameters["Attributes"] as Record<string, string>).map(([key, text]) => [key, textOf(text, contact, world)] as const);
  // All or nothing: one value that is not there leaves every attribute as it was.
  if (entries.some(([, text]) => text === "") || size(new Map([...contact.attributes, ...entries])) > MAXIMUM_ATTRIBUTES) return failed;
  contact.attributes = new Map([...contact.attributes, ...entries]);
  return next;
};

const updateFlowAttributes: Executor = (action, contact, world) => {
  const frame = frameOf(contact);
  const entries = Object.entries(action.parameters["FlowAttributes"] as Record<string, { Value: string }>).map(([key, { Value }]) => [key, textOf(Value, contact, world)] as const);
  if (entries.some(([, text]) => text === "") || size(new Map([...frame.flowAttributes, ...entries])) > MAXIMUM_ATTRIBUTES) return failed;
  frame.flowAttributes = new Map([...frame.flowAttributes, ...entries]);
  return next;
};

export const contactActions: Readonly<Record<string, Executor>> = {
  UpdateContactAttributes: updateContactAttributes,
  UpdateFlowAttributes: updateFlowAttributes,
  UpdateContactData: (action, contact, world) => {
    if (action.parameters["LanguageCode"] === undefined) return next;
    const language = textOf(action.parameters["LanguageCode"], contact, world);
    if (language === "") return failed;
    contact.languageCode = language;
    return next;
  },
  UpdateContactTextToSpeechVoice: (action, contact, world) => {
    const voice = textOf(action.parameters["TextToSpeechVoice"], contact, world);
    const engine = textOf(action.parameters["TextToSpeechEngine"] ?? "Standard", contact, world);
    if (!isSpeakable(voice, engine)) return failed;
    contact.voice = { voice, engine };
    return next;
  },
  UpdateFlowLoggingBehavior: (action, contact) => {
    contact.logging = action.parameters["FlowLoggingBehavior"] === "Enabled";
    return next;
  },
  UpdateContactEventHooks: (action, contact, world) => {
    for (const [hook, flow] of Object.entries(action.parameters["EventHooks"] as Record<string, string>)) {
      const found = find(world.instance.flows, textOf(flow, contact, world));
      if (found === undefined) return failed;
      contact.hooks = new Map([...contact.hooks, [hook, found.arn]]);
    }
    return next;
  },
};
