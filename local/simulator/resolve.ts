import { replaceReferences, stepsOf } from "../../flowLanguage";
import { type Contact, frameOf, type World } from "./contact";

/** The value behind a reference, or undefined where there is none. */
export function valueOf(reference: string, contact: Contact, { instance }: World): string | undefined {
  const [scope, ...path] = stepsOf(reference);
  const frame = frameOf(contact);
  switch (scope) {
    case "Attributes":
      return contact.attributes.get(path.join("."));
    case "FlowAttributes":
      return frame.flowAttributes.get(path.join("."));
    case "External":
      return inside(frame.external, path);
    case "StoredCustomerInput":
      return frame.storedInput;
    case "SystemEndpoint":
      return inside({ Address: contact.dialed, Type: "TELEPHONE_NUMBER" }, path);
    case "CustomerEndpoint":
      return inside(contact.caller === undefined ? undefined : { Address: contact.caller, Type: "TELEPHONE_NUMBER" }, path);
    case "Queue":
      return inside(contact.queue === undefined ? undefined : { ARN: contact.queue.arn, Name: instance.queues.get(contact.queue.arn)?.name ?? "" }, path);
    case "ContactId":
    case "InitialContactId":
      return contact.id;
    case "Channel":
      return "VOICE";
    case "InitiationMethod":
      return "INBOUND";
    case "InstanceARN":
      return instance.arn;
    case "LanguageCode":
      return contact.languageCode;
    case "TextToSpeechVoiceId":
      return contact.voice.voice;
    default:
      throw new SimulatorError(`${reference} is not simulated.`);
  }
}

/** The simulator does not know what the service would do here, and does not guess. */
export class SimulatorError extends Error {
  override readonly name = "SimulatorError";
}

function inside(value: unknown, path: readonly string[]): string | undefined {
  let current: unknown = value;
  for (const step of path) current = current !== null && typeof current === "object" ? (current as Record<string, unknown>)[step] : undefined;
  return typeof current === "string" ? current : undefined;
}

/** A parameter's text with every reference in it replaced once: what was fetched is not read again. */
export const textOf = (parameter: unknown, contact: Contact, world: World): string =>
  typeof parameter === "string" ? replaceReferences(parameter, (reference) => valueOf(reference, contact, world) ?? "") : typeof parameter === "number" ? String(parameter) : "";
