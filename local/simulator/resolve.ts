import { type Json, referencesIn, stepsOf } from "connect-ivr/flow";
import { remembered } from "connect-ivr/internal/handlers/shared/remembered";
import { agentOf } from "./agent";
import { type Contact, frameOf, type Slot, SLOTS } from "./contact";
import type { World } from "./world";
import { SimulatorError } from "../shared/errors";

const slots: ReadonlySet<string> = new Set(SLOTS);

const telephone = (address: string | undefined) =>
  address === undefined ? undefined : { Address: address, Type: "TELEPHONE_NUMBER" };

/** The part of an ARN: 3 is the region, 4 the account. */
const arnPart = ({ instance }: World, index: number): string => instance.arn.split(":")[index] ?? "";
const time = (milliseconds: number | undefined): string | undefined =>
  milliseconds === undefined ? undefined : String(milliseconds);

/** The copy of the caller's audio, as the Lambda event and references have it. */
export const audioOf = ({ id, mediaStream }: Contact, world: World): unknown =>
  mediaStream && {
    StreamARN: `arn:aws:kinesisvideo:${arnPart(world, 3)}:${arnPart(world, 4)}:stream/connect-contact-${id}`,
    StartTimestamp: time(mediaStream.startedAt),
    StopTimestamp: time(mediaStream.stoppedAt),
  };

/** The segment attributes of a contact: the service's own. */
export const segmentAttributesOf = ({ channel }: Contact): Readonly<Record<string, string>> => ({
  "connect:Subtype": channel === "VOICE" ? "connect:Telephony" : "connect:Guide",
});

const nothing = (): undefined => undefined;

/** What is behind the first step of a reference (reference 3.1), where it is no slot. */
const namespaces: Readonly<Record<string, (contact: Contact, world: World) => unknown>> = {
  SystemEndpoint: ({ dialed }) => telephone(dialed),
  CustomerEndpoint: ({ caller }) => telephone(caller),
  Queue: ({ queue }, { instance }) => queue && { ARN: queue.arn, Name: instance.queues.get(queue.arn)?.name },
  Agent: (contact, world) => {
    const { userName, firstName, lastName } = agentOf(contact, world);
    return contact.agent && { ARN: contact.agent.arn, UserName: userName, FirstName: firstName, LastName: lastName };
  },
  ContactId: ({ id }) => id,
  InitialContactId: ({ initialId }) => initialId,
  PreviousContactId: ({ id, previousId }) => previousId ?? id,
  Task: ({ taskId }) => ({ ContactId: taskId }),
  Channel: ({ channel }) => channel,
  InitiationMethod: ({ initiation }) => initiation,
  InstanceARN: (_contact, { instance }) => instance.arn,
  AwsRegion: (_contact, world) => arnPart(world, 3),
  LanguageCode: ({ languageCode }) => languageCode,
  TextToSpeechVoiceId: ({ voice }) => voice.voice,
  CustomerId: ({ customerId }) => customerId,
  Name: ({ name }) => name,
  Description: ({ description }) => description,
  References: ({ references }) => Object.fromEntries(references),
  SegmentAttributes: segmentAttributesOf,
  MediaStreams: (contact, world) => ({ Customer: { Audio: audioOf(contact, world) } }),
  // A simulated call has no SIP headers, and is no email; its capabilities are not known.
  Media: nothing,
  Email: nothing,
  AdditionalEmailRecipients: nothing,
  Capabilities: nothing,
};

interface Path {
  readonly reference: string;
  readonly steps: readonly string[];
  /** Written in back-ticks, which let a path go into lists. */
  readonly listed: boolean;
}

function lookUp({ reference, steps, listed }: Path, contact: Contact, world: World): unknown {
  const [scope, ...path] = steps as [string, ...string[]];
  if (scope === "Attributes") return contact.attributes.get(path.join("."));
  if (scope === "FlowAttributes") return frameOf(contact).flowAttributes.get(path.join("."));
  if (scope === "Tags") return path.length === 0 ? Object.fromEntries(contact.tags) : contact.tags.get(path.join("."));
  if (slots.has(scope)) return inside(frameOf(contact).slots[scope as Slot], path, listed);
  const namespace = Object.hasOwn(namespaces, scope) ? namespaces[scope] : undefined;
  if (namespace === undefined)
    throw new SimulatorError(`${reference} is in no namespace that is known. Correct the reference.`);
  return inside(namespace(contact, world), path, listed);
}

function inside(value: unknown, path: readonly string[], listed: boolean): unknown {
  let current = value;
  for (const step of path)
    current = isContainer(current, listed) && Object.hasOwn(current, step) ? current[step] : undefined;
  return current;
}

const isContainer = (value: unknown, listed: boolean): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && (listed || !Array.isArray(value));

/** Scalars read as text; lists and objects are no value. */
const scalar = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;

const pathOf = remembered((reference: string): Path => ({ reference, steps: stepsOf(reference), listed: false }));

/** What is behind a reference, of whatever JSON type. */
export const rawOf = (reference: string, contact: Contact, world: World): unknown =>
  lookUp(pathOf(reference), contact, world);

/** A path in back-ticks (reference 3.1). */
const LISTED = /`(\$(?:\.[\w-]+|\['[^']+'\]|\[\d+\])+)`/;
const STEPS = /\.([\w-]+)|\['([^']+)'\]|\[(\d+)\]/g;
const listedPath = (reference: string): Path => ({
  reference,
  steps: [...reference.matchAll(STEPS)].map((step) => step[1] ?? step[2] ?? (step[3] as string)),
  listed: true,
});

/** A parameter's text, taken apart once: literal text and references. */
const partsOf = remembered((text: string): readonly (string | Path)[] =>
  text.split(LISTED).flatMap((part, index) => (index % 2 === 1 ? [listedPath(part)] : plainParts(part))),
);

function plainParts(text: string): (string | Path)[] {
  const parts: (string | Path)[] = [];
  let rest = text;
  for (const reference of referencesIn(text)) {
    const at = rest.indexOf(reference);
    parts.push(rest.slice(0, at), pathOf(reference));
    rest = rest.slice(at + reference.length);
  }
  return [...parts, rest].filter((part) => part !== "");
}

/**
 * A parameter's text with every reference in it replaced once: what was fetched is not read again. Without a value it
 * resolves to nothing (reference 3.3).
 */
export function textOf(parameter: unknown, contact: Contact, world: World): string {
  if (typeof parameter !== "string") return scalar(parameter) ?? "";
  let text = "";
  for (const part of partsOf(parameter))
    text += typeof part === "string" ? part : (scalar(lookUp(part, contact, world)) ?? "");
  return text;
}

/** A structure with the references of every text in it replaced; numbers and truths keep their type. */
export function resolved(json: Json | undefined, contact: Contact, world: World): Json {
  if (typeof json === "string") return textOf(json, contact, world);
  if (Array.isArray(json)) return (json as readonly Json[]).map((item) => resolved(item, contact, world));
  if (json === null || typeof json !== "object") return json ?? null;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, resolved(value, contact, world)]));
}
