import { replaceReferences, stepsOf } from "../../flowLanguage";
import { type Contact, frameOf, type Slot } from "./contact";
import type { World } from "./world";

/** The simulator does not know what the service would do here, and does not guess. */
export class SimulatorError extends Error {
  override readonly name = "SimulatorError";
}

const SLOTS: ReadonlySet<string> = new Set<Slot>([
  "External", "LambdaInvocation", "StoredCustomerInput", "Lex", "Metrics", "Modules", "DataTables", "DataTableList", "Views", "Customer", "Case", "Wisdom", "Loop",
]);

const telephone = (address: string | undefined) => (address === undefined ? undefined : { Address: address, Type: "TELEPHONE_NUMBER" });

/** What is behind the first step of a reference (reference section 3.1), where it is no slot. */
const namespaces: Readonly<Record<string, (contact: Contact, world: World) => unknown>> = {
  SystemEndpoint: ({ dialed }) => telephone(dialed),
  CustomerEndpoint: ({ caller }) => telephone(caller),
  Queue: ({ queue }, { instance }) => queue && { ARN: queue.arn, Name: instance.queues.get(queue.arn)?.name },
  Agent: ({ agent }, world) => agent && { ARN: agent.arn, UserName: world.agent.userName, FirstName: world.agent.firstName, LastName: world.agent.lastName },
  ContactId: ({ id }) => id,
  InitialContactId: ({ initialId }) => initialId,
  PreviousContactId: ({ id, previousId }) => previousId ?? id,
  Channel: ({ channel }) => channel,
  InitiationMethod: ({ initiation }) => initiation,
  InstanceARN: (_contact, { instance }) => instance.arn,
  AwsRegion: (_contact, { instance }) => instance.arn.split(":")[3],
  LanguageCode: ({ languageCode }) => languageCode,
  TextToSpeechVoiceId: ({ voice }) => voice.voice,
  CustomerId: ({ customerId }) => customerId,
  Name: ({ name }) => name,
  Description: ({ description }) => description,
  SegmentAttributes: ({ channel }) => ({ "connect:Subtype": channel === "VOICE" ? "connect:Telephony" : "connect:Guide" }),
};

/** The value behind a reference as text, or undefined where there is none. */
export function valueOf(reference: string, contact: Contact, world: World): string | undefined {
  const [scope, ...path] = stepsOf(reference) as [string, ...string[]];
  if (scope === "Attributes") return contact.attributes.get(path.join("."));
  if (scope === "FlowAttributes") return frameOf(contact).flowAttributes.get(path.join("."));
  if (SLOTS.has(scope)) return inside(frameOf(contact).slots[scope as Slot], path);
  if (scope === "Tags") return contact.tags.get(path.join("."));
  const namespace = Object.hasOwn(namespaces, scope) ? namespaces[scope] : undefined;
  if (namespace === undefined) throw new SimulatorError(`${reference} is not simulated.`);
  return inside(namespace(contact, world), path);
}

/** Scalars read as text; lists cannot be indexed and objects are no value. */
function inside(value: unknown, path: readonly string[]): string | undefined {
  let current: unknown = value;
  for (const step of path) current = isObject(current) && Object.hasOwn(current, step) ? current[step] : undefined;
  return typeof current === "string" || typeof current === "number" || typeof current === "boolean" ? String(current) : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === "object" && !Array.isArray(value);

/** A parameter's text with every reference in it replaced once: what was fetched is not read again. */
export const textOf = (parameter: unknown, contact: Contact, world: World): string =>
  typeof parameter === "string" ? replaceReferences(parameter, (reference) => valueOf(reference, contact, world) ?? "") : typeof parameter === "number" ? String(parameter) : "";
