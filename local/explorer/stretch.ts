import { remembered } from "connect-ivr/internal/handlers/shared/remembered";
import { type Contact, type Frame, frameOf } from "../simulator/contact";
import type { DeployedFlow } from "../simulator/instance";
import type { Horizon, Liveness } from "./liveness";
import { isEncryptedInput } from "../simulator/encryption";

/** What the explorer knows of a contact beside the simulator's own state. */
export interface State {
  readonly contact: Contact;
  /** Whether the system has said something, or tried to, since the caller last did something. */
  readonly spoken: boolean;
  /** Whether the voice is known to be wrong: it could not be set, by a fault, or was found to be. */
  readonly voiceFailed: boolean;
  /** Whether encrypted input is held because the block that was to clear it was made to fail. */
  readonly clearingFailed: boolean;
  /** How the service is taken to behave where that is unconfirmed, once it has mattered. */
  readonly assumed: Readonly<Record<string, string>>;
}

/** Stands for the value, whatever it is, that an attribute had where a stretch of a call began. */
export const KEPT = "\0kept";

/** Whether modules are taken to work on the flow attributes of their callers, and to hand them back. */
export const sharesFlowAttributes = (assumed: State["assumed"]): boolean =>
  assumed["moduleFlowAttributes"] === "shared";

/** Something was read that a stretch keeps: the stretch ends before it. */
export class KeptRead extends Error {}

const refused = (): never => {
  throw new KeptRead();
};

/** Fields of a contact that few blocks read: within a stretch they are kept, and a block that reads them ends it. */
const KEPT_FIELDS = {
  hooks: new (class extends Map<string, string> {
    override get = refused;
    override [Symbol.iterator] = refused;
  })(),
  recording: new Proxy({} as Contact["recording"], { get: refused, ownKeys: refused }),
} as const satisfies Partial<Contact>;

/** A flow that turns recordings off and on, or takes input that must not be recorded, looks at them all the time. */
const looksAtRecording = remembered(({ content }: DeployedFlow) =>
  [...content.actions.values()].some(
    ({ type, parameters }) => /^UpdateContactRecording/.test(type) || "InputEncryption" in parameters,
  ),
);

type KeptField = keyof typeof KEPT_FIELDS;
const KEPT_FIELD_NAMES = Object.keys(KEPT_FIELDS) as KeptField[];

export const isKept = (field: keyof Contact, contact: Contact): boolean =>
  contact[field] === KEPT_FIELDS[field as KeptField];

type Values = ReadonlyMap<string, string>;

/** How many frames are below the flow or module that a contact is in. */
export const baseOf = ({ frames }: Contact): number => frames.length - 1;

/**
 * A state as the stretch that begins with it sees it: what cannot be read before the stretch ends
 * stands there as kept. States that differ in nothing else are one.
 */
export function asSeen(state: State, stretch: Exclude<Horizon, "call">, liveness: Liveness): State {
  const { contact, assumed } = state;
  const top = frameOf(contact);
  const read = liveness[stretch](top.flow, top.block);
  const below = contact.frames.slice(0, -1);
  const isShared = stretch === "module" && sharesFlowAttributes(assumed);
  const flowAttributes = isShared
    ? hidden(top.flowAttributes, [...read.flowAttributes, ...heldInput(top)])
    : top.flowAttributes;
  const { hooks, recording } = KEPT_FIELDS;
  return {
    ...state,
    contact: {
      ...contact,
      hooks,
      ...(stretch === "section" && !looksAtRecording(top.flow) && { recording }),
      attributes: hidden(contact.attributes, read.attributes),
      frames: [...below, { ...top, flowAttributes }],
    },
  };
}

const hidden = (values: Values, read: readonly string[]): Values =>
  new Map([...values].map(([name, value]) => [name, read.includes(name) ? value : KEPT]));

/** A state inside of a stretch, for one of the states that the stretch begins with: what it kept is as it was. */
export function restored(inside: State, { contact }: State): State {
  const base = baseOf(contact);
  const own = frameOf(contact).flowAttributes;
  const frames = inside.contact.frames
    .slice(base)
    .map((frame): Frame => ({ ...frame, flowAttributes: filled(frame.flowAttributes, own) }));
  const fields = Object.fromEntries(
    KEPT_FIELD_NAMES.filter((field) => isKept(field, inside.contact)).map((field) => [field, contact[field]]),
  );
  return {
    ...inside,
    contact: {
      ...inside.contact,
      ...fields,
      attributes: filled(inside.contact.attributes, contact.attributes),
      frames: [...contact.frames.slice(0, base), ...frames],
    },
  };
}

const filled = (values: Values, kept: Values): Values =>
  ![...values.values()].includes(KEPT)
    ? values
    : new Map(
        [...values].flatMap(([name, value]) =>
          value !== KEPT ? [[name, value]] : kept.has(name) ? [[name, kept.get(name) as string]] : [],
        ),
      );

const held = new WeakMap<Frame["flowAttributes"], readonly string[]>();

/** The flow attributes that hold encrypted input. */
export function heldInput({ flowAttributes }: Frame): readonly string[] {
  const known =
    held.get(flowAttributes) ??
    [...flowAttributes].filter(([, value]) => isEncryptedInput(value)).map(([name]) => name);
  held.set(flowAttributes, known);
  return known;
}

export const holdsInput = (frame: Frame): boolean => heldInput(frame).length > 0;
