import { type Action, EVENT_HOOKS, type Json } from "connect-ivr/flow";
import { type Contact, frameOf, setSlot } from "../contact";
import { findFlow } from "../found";
import { textOf } from "../resolve";
import { isSpeakable } from "../voice";
import type { World } from "../world";
import { type Executor, failed, next, error } from "./outcome";
import { SimulatorError } from "../../shared/errors";
import { idOf } from "../ids";

/** All contact attributes together, and all of a flow, in bytes (reference 1.9). */
const MAXIMUM_ATTRIBUTES = 32_768;

type Entries = readonly (readonly [key: string, text: string])[];

/**
 * The map with these entries in it, or undefined where one has no value or the whole is too large: all or nothing
 * (reference 2.3).
 */
function joined(map: ReadonlyMap<string, string>, entries: Entries): ReadonlyMap<string, string> | undefined {
  if (entries.some(([key, text]) => key === "" || text === "")) return undefined;
  const all = new Map([...map, ...entries]);
  return bytesOf(all) > MAXIMUM_ATTRIBUTES ? undefined : all;
}

/** A pair costs its quotes, its comma and its brackets too. */
function bytesOf(map: ReadonlyMap<string, string>): number {
  let bytes = 2;
  for (const [key, text] of map) bytes += Buffer.byteLength(key) + Buffer.byteLength(text) + 8;
  return bytes;
}

const isRelated = ({ parameters }: Action): boolean => parameters["TargetContact"] === "Related";
const entriesOf = (json: Json | undefined): [string, Json][] =>
  Object.entries((json ?? {}) as Readonly<Record<string, Json>>);

const updateContactAttributes: Executor = (action, contact, world) => {
  // Only a guide is related to a contact of this call: the one that it stands beside.
  const target = isRelated(action) ? contact.parked : contact;
  if (target === undefined) return failed;
  const entries = entriesOf(action.parameters["Attributes"]).map(
    ([key, text]) => [textOf(key, contact, world), textOf(text, contact, world)] as const,
  );
  const attributes = joined(target.attributes, entries);
  if (attributes === undefined) return failed;
  if (target === contact) contact.attributes = attributes;
  else contact.parked = { ...target, attributes };
  return next;
};

const updateFlowAttributes: Executor = (action, contact, world) => {
  const frame = frameOf(contact);
  const entries = entriesOf(action.parameters["FlowAttributes"]).map(
    ([key, json]) =>
      [textOf(key, contact, world), textOf((json as { Value?: Json } | null)?.Value, contact, world)] as const,
  );
  const attributes = joined(frame.flowAttributes, entries);
  if (attributes === undefined) return failed;
  frame.flowAttributes = attributes;
  return next;
};

/** What each field of UpdateContactData changes (reference 2.3). */
const dataFields: Readonly<Record<string, (contact: Contact, text: string) => void>> = {
  Name: (contact, text) => (contact.name = text),
  Description: (contact, text) => (contact.description = text),
  LanguageCode: (contact, text) => (contact.languageCode = text),
  CustomerId: (contact, text) => (contact.customerId = text),
  WisdomSessionArn: (contact, text) => setSlot(frameOf(contact), "Wisdom", { SessionArn: text }),
};

const updateContactData: Executor = (action, contact, world) => {
  const { References: references } = action.parameters;
  const fields = Object.entries(action.parameters).filter(
    ([name]) => name !== "TargetContact" && name !== "References",
  );
  const unknown = fields.map(([name]) => name).find((name) => !Object.hasOwn(dataFields, name));
  if (unknown !== undefined)
    throw new SimulatorError(
      `The contact data ${unknown} is not simulated. Voice ID, which most of it belongs to, has ended.`,
    );
  if (isRelated(action)) return contact.relatedId === undefined ? failed : next;
  const texts = fields.map(([name, text]) => [name, textOf(text, contact, world)] as const);
  const referenceTexts = referencesIn(references, contact, world);
  if ([...texts.map(([, text]) => text), ...referenceTexts.map(([, { Value }]) => Value)].includes("")) return failed;
  for (const [name, text] of texts) dataFields[name]?.(contact, text);
  contact.references = new Map([...contact.references, ...referenceTexts]);
  return next;
};

const referencesIn = (references: Json | undefined, contact: Contact, world: World) =>
  entriesOf(references).map(([name, json]) => {
    const { Value, Type } = json as { Value?: Json; Type?: Json };
    return [name, { Value: textOf(Value, contact, world), Type: textOf(Type ?? "STRING", contact, world) }] as const;
  });

const updateVoice: Executor = ({ parameters }, contact, world) => {
  const voice = textOf(parameters["TextToSpeechVoice"], contact, world);
  const engine = textOf(parameters["TextToSpeechEngine"] ?? "Standard", contact, world);
  const style = textOf(parameters["TextToSpeechStyle"] ?? "None", contact, world);
  if (
    !isSpeakable(voice, engine, style) &&
    (voice === "" || engine === "" || style === "" || world.behaviour("wrongVoice") === "error")
  )
    return failed;
  contact.voice = { voice, engine, ...(style !== "None" && { style }) };
  return next;
};

const updateEventHooks: Executor = ({ parameters }, contact, world) => {
  const hooks = new Map(contact.hooks);
  for (const [hook, given] of entriesOf(parameters["EventHooks"])) {
    if (!(EVENT_HOOKS as readonly string[]).includes(hook))
      throw new SimulatorError(`The event hook ${hook} is not known. Write one of ${EVENT_HOOKS.join(", ")}.`);
    const flow = findFlow(given, contact, world);
    if (flow === undefined) return failed;
    hooks.set(hook, flow.arn);
  }
  for (const [hook, json] of entriesOf(parameters["EventHooksConfiguration"]))
    if ((json as { DisableExecution?: Json } | null)?.DisableExecution === "true") hooks.delete(hook);
  contact.hooks = hooks;
  return next;
};

export const contactActions: Readonly<Record<string, Executor>> = {
  UpdateContactAttributes: updateContactAttributes,
  UpdateFlowAttributes: updateFlowAttributes,
  UpdateContactData: updateContactData,
  UpdateContactTextToSpeechVoice: updateVoice,
  UpdateFlowLoggingBehavior: (action, contact) => {
    contact.logging = action.parameters["FlowLoggingBehavior"] === "Enabled";
    return next;
  },
  UpdateContactEventHooks: updateEventHooks,
};

/** Tags of its own that a contact may carry (reference 1.9). */
const MAXIMUM_TAGS = 6;

export const tagActions: Readonly<Record<string, Executor>> = {
  TagContact: (action, contact, world) => {
    const entries = Object.entries((action.parameters["Tags"] ?? {}) as Readonly<Record<string, Json>>).map(
      ([key, text]) => [key, textOf(text, contact, world)] as const,
    );
    const tags = new Map([...contact.tags, ...entries]);
    if (tags.size > MAXIMUM_TAGS || entries.some(([key, text]) => key.startsWith("aws:") || text === "")) return failed;
    contact.tags = tags;
    return next;
  },
  UntagContact: (action, contact) => {
    const keys = action.parameters["TagKeys"] as readonly string[];
    contact.tags = new Map([...contact.tags].filter(([key]) => !keys.includes(key)));
    return next;
  },
};

/** Contacts of other channels that a flow begins. They go their own way, which is not simulated. */
export const taskActions: Readonly<Record<string, Executor>> = {
  CreateTask: ({ identifier, parameters }, contact, world) => {
    if (
      findFlow(parameters["ContactFlowId"], contact, world) === undefined ||
      textOf(parameters["Name"], contact, world) === ""
    )
      return failed;
    contact.taskId = idOf(`task ${contact.id} ${identifier} ${contact.now}`);
    return next;
  },
  StartOutboundChatContact: ({ parameters }, contact, world) => {
    const to = textOf((parameters["DestinationEndpoint"] as { Address?: unknown } | null)?.Address, contact, world);
    return to === "" || findFlow(parameters["ContactFlowArn"], contact, world) === undefined ? failed : next;
  },
  UpdateContactMediaProcessing: (_action, { channel }) => (channel === "CHAT" ? next : error("ChannelMismatch")),
};
