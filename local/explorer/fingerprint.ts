import { referencesIn, stepsOf } from "connect-ivr/flow";
import { type Contact, type Frame, frameOf } from "../simulator/contact";
import type { DeployedFlow, Instance } from "../simulator/instance";
import { type Live, type Liveness, OPTIONAL_FIELDS } from "./liveness";
import type { State } from "./stretch";
import { isKept, KEPT, sharesFlowAttributes, holdsInput } from "./stretch";
/**
 * What is not compared: who calls whom and when, which is the root's, moments on the clock, which
 * follow from the root's, and what is over.
 */
const NOT_COMPARED: ReadonlySet<string> = new Set([
  "id",
  "initialId",
  "previousId",
  "relatedId",
  "nextId",
  "serial",
  "dialed",
  "caller",
  "startedAt",
  "now",
  "draws",
  "attributes",
  "frames",
  "past",
  "enqueuedAt",
  "connectedAt",
  "visit",
  "holdFrom",
  "connectedToSystemAt",
  "transferCompletedAt",
  "callbackDue",
  "left",
  // No block reads what agents are chosen by.
  "routingCriteria",
  ...OPTIONAL_FIELDS,
]);

/** Of these it matters that they are there: what they hold is the outcome of the call, and steers nothing. */
const PRESENCE: ReadonlySet<string> = new Set(["callback", "queued", "callbackNumber"]);

/** Names states so that those with the same future have the same name. */
export class Fingerprints {
  readonly #texts = new Map<string, number>();
  readonly #objects = new WeakMap<object, number>();
  #fields: readonly (keyof Contact)[] | undefined;

  readonly #queueMatters: boolean;
  readonly #settings = new Map<string, string>();

  /**
   * @param counts whether the counts of loops are part of a state
   * @param queueRead whether functions read which queue is the target
   */
  constructor(
    private readonly instance: Instance,
    private readonly liveness: Liveness,
    private readonly counts: boolean,
    queueRead: boolean,
  ) {
    this.#queueMatters = queueRead || looksIntoQueue(instance);
  }

  /** @param base how many frames are not compared */
  of({ contact, spoken, voiceFailed, clearingFailed, assumed }: State, base = 0): string {
    const { frames, attributes } = contact;
    const top = frameOf(contact);
    const here = this.liveness.call(top.flow, top.block);
    const below = frames.slice(0, -1).map((frame) => ({ frame, live: this.liveness.after(frame.flow, frame.block) }));
    let name = `${spoken && here.spoken ? "s" : ""}${voiceFailed ? `v${contact.voice.engine}` : ""}${holdsInput(top) ? "h" : ""}${clearingFailed ? "c" : ""}`;
    for (const key of Object.keys(assumed).sort()) name += `;${key}=${assumed[key]}`;
    this.#fields ??= (Object.keys(contact) as (keyof Contact)[]).filter((field) => !NOT_COMPARED.has(field));
    for (const field of this.#fields) name += `,${this.#idOf(this.#field(field, contact, voiceFailed))}`;
    for (const field of here.fields) name += `,${this.#idOf(this.#field(field, contact, voiceFailed))}`;
    for (const attribute of here.attributes) name += `,${this.#idOf(this.#told(attribute, attributes.get(attribute)))}`;
    for (const { frame, live } of below.slice(base)) name += this.#frame(frame, live);
    name += this.#frame(top, here);
    // A module that shares its caller's flow attributes hands them back: they are live in it too.
    if (sharesFlowAttributes(assumed))
      for (const { live } of below)
        for (const attribute of live.flowAttributes)
          name += `,${attribute}=${this.#idOf(top.flowAttributes.get(attribute))}`;
    return name;
  }

  #told(attribute: string, value: string | undefined): string | undefined {
    return value === KEPT ? value : this.liveness.told(attribute, value);
  }

  #field(field: keyof Contact, contact: Contact, voiceFailed: boolean): unknown {
    if (isKept(field, contact)) return KEPT;
    if (PRESENCE.has(field)) return contact[field] !== undefined;
    if (field === "queue") return this.#queue(contact);
    // What agents are met with is walked from each queue, whatever hooks could be set (see handedOn).
    if (field === "hooks") return contact.hooks.get("CustomerQueue");
    return field === "voice" && voiceFailed ? undefined : contact[field];
  }

  /** Queues are alike to a flow that does not look into them, but for their settings. */
  #queue({ queue }: Contact): unknown {
    if (queue === undefined || this.#queueMatters) return queue;
    const known = this.#settings.get(queue.arn);
    if (known !== undefined) return known;
    const text = JSON.stringify({ ...this.instance.queues.get(queue.arn), arn: "", name: "" });
    this.#settings.set(queue.arn, text);
    return text;
  }
  #frame({ flow, block, flowAttributes, loops, slots }: Frame, live: Live): string {
    let name = `|${this.#idOf(flow)}:${this.#idOf(block)}`;
    for (const attribute of live.flowAttributes) name += `,${this.#idOf(flowAttributes.get(attribute))}`;
    for (const slot of live.slots) name += `,${this.#idOf(slots[slot])}`;
    return this.counts ? `${name}#${this.#idOf(loops)}` : name;
  }

  #idOf(value: unknown): number {
    if (typeof value === "string") return this.#number(value);
    if (value === undefined) return -1;
    if (value === null || typeof value !== "object") return this.#number(`\0${JSON.stringify(value)}`);
    const known = this.#objects.get(value);
    if (known !== undefined) return known;
    const id = this.#number(`\0${isFlow(value) ? value.arn : JSON.stringify(value, plain)}`);
    this.#objects.set(value, id);
    return id;
  }

  #number(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, this.#texts.size);
    return this.#texts.size - 1;
  }
}

/**
 * Whether a block reads which queue is the target, or asks for its hours; its figures are whatever the explorer
 * chooses.
 */
const looksIntoQueue = ({ flows, modules }: Instance): boolean =>
  [...flows.values(), ...modules.values()].some(({ content }) =>
    [...content.actions.values()].some(
      ({ type, parameters }) =>
        (type === "CheckHoursOfOperation" && parameters["HoursOfOperationId"] === undefined) ||
        referencesIn(Object.values(parameters)).some(namesQueue),
    ),
  );

const namesQueue = (reference: string): boolean =>
  /^(Queue|Metrics\.Queue\.(Name|ARN))(\.|$)/.test(stepsOf(reference).join("."));

const isFlow = (value: object): value is DeployedFlow => "content" in value && "arn" in value;

/** Maps and sets as lists; a flow by its ARN. */
function plain(_key: string, value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) return [...(value as Iterable<unknown>)];
  return value !== null && typeof value === "object" && isFlow(value) ? value.arn : value;
}
