import { type Json, VOLATILE_NAMESPACES } from "connect-ivr/flow";
import type { DeployedFlow } from "./instance";
import type { Ended, Route } from "./observed";
import { DEFAULT_VOICE } from "./voice";

/** Namespaces with one slot each, which the next block that fills them overwrites (reference 3.1). */
export const SLOTS = [...VOLATILE_NAMESPACES, "Customer", "Case", "Wisdom", "Loop"] as const;
export type Slot = (typeof SLOTS)[number];

/** One flow that a contact is in; modules stack on their caller. */
export interface Frame {
  readonly flow: DeployedFlow;
  block: string;
  flowAttributes: ReadonlyMap<string, string>;
  /** How often each count has gone on. */
  loops: ReadonlyMap<string, number>;
  slots: Readonly<Partial<Record<Slot, unknown>>>;
}

/** Which part of its life a contact is in: what follows a flow's end depends on it. */
export type Stage =
  | "flow"
  | "queue"
  | "agentWhisper"
  | "customerWhisper"
  | "customerHold"
  | "agentHold"
  | "disconnect"
  | "guide"
  | "outboundWhisper"
  | "talk"
  | "transfer"
  | "closingGuide";

/** Which of the recordings run. */
export interface Recording {
  readonly agent: boolean;
  readonly customer: boolean;
  readonly automated: boolean;
  /** Of the agent's screen. */
  readonly screen: boolean;
}

/** A time in a queue, in milliseconds since 1970. */
export interface QueueVisit {
  readonly arn: string;
  readonly enqueuedAt: number;
  /** When the time in the queue begins to count; a callback's delay counts too. */
  readonly since: number;
  /** Undefined while the contact waits. */
  readonly dequeuedAt: number | undefined;
}

/**
 * A contact while it is in the flows: plain state. Its maps and objects are never changed but
 * replaced, so that a copy is cheap and a copy's future leaves the original alone.
 */
export interface Contact {
  readonly id: string;
  readonly initialId: string;
  readonly previousId: string | undefined;
  /** A guide's chat names the voice contact that it belongs to. */
  readonly relatedId: string | undefined;
  readonly channel: "VOICE" | "CHAT";
  readonly initiation: "INBOUND" | "OUTBOUND" | "TRANSFER" | "QUEUE_TRANSFER" | "CALLBACK" | "API" | "DISCONNECT";
  readonly dialed: string;
  /** The caller's number; undefined when withheld. */
  readonly caller: string | undefined;
  readonly startedAt: Date;
  /** The simulated clock, in milliseconds since 1970. */
  now: number;
  stage: Stage;
  frames: readonly Frame[];
  attributes: ReadonlyMap<string, string>;
  tags: ReadonlyMap<string, string>;
  hooks: ReadonlyMap<string, string>;
  voice: { readonly voice: string; readonly engine: string; readonly style?: string };
  languageCode: string;
  name: string | undefined;
  description: string | undefined;
  customerId: string | undefined;
  /** Whether blocks are written to the flow log. They are not before a flow has said so: undefined. */
  logging: boolean | undefined;
  recording: Recording;
  queue: { readonly arn: string } | undefined;
  /** The agent whose own queue is the target, or who has the contact. */
  agent: { readonly arn: string } | undefined;
  queuePriority: number;
  queueTimeAdjustmentSeconds: number;
  routingCriteria: unknown;
  callbackNumber: string | undefined;
  callback: Route | undefined;
  /** When agent and customer could speak. */
  connectedAt: number | undefined;
  /** The queue that the contact was brought to last; it is what the call ends in. */
  queued: Ended | undefined;
  /** Keys that were pressed ahead of a prompt, and whether they are kept. */
  buffer: { readonly keys: string; readonly on: boolean };
  /** How many random numbers were drawn. */
  draws: number;
  /** How many contacts of the call began before this one. */
  readonly serial: number;
  /** The contacts of the call that are over, as they stood then. */
  past: readonly Contact[];
  /** The contact that goes on when this one is over: a guide's, or a transfer's that may come to nothing. */
  parked: Contact | undefined;
  nextId: string | undefined;
  /** When what runs now is broken off; undefined where it plays to its end. */
  until: number | undefined;
  /** What breaks the wait in a queue off. */
  waitEnds: "answered" | "hangUp" | undefined;
  /** The blocks that have held the contact in its queue's flow, by `flow/block`. */
  held: ReadonlySet<string>;
  visit: QueueVisit | undefined;
  /** How many agents have passed the contact on. */
  readonly agentsBefore: number;
  /** The lengths of the times on hold, in seconds. */
  holds: readonly number[];
  /** When the present time on hold began. */
  holdFrom: number | undefined;
  /** When the customer's telephone was connected, where that is not when the contact began. */
  connectedToSystemAt: number | undefined;
  /** The number that the contact was transferred out to. */
  transferredTo: string | undefined;
  transferCompletedAt: number | undefined;
  /** When the callback was created, how long it stays out of the queue, and whether a flow of its own comes before. */
  callbackDue: { readonly createdAt: number; readonly delaySeconds: number; readonly hasFlow: boolean } | undefined;
  /** How the contact was disconnected; undefined while it goes on. */
  left: { readonly at: number; readonly reason: DisconnectReason } | undefined;
  references: ReadonlyMap<string, { readonly Value: string; readonly Type: string }>;
  /** The analytics of the conversation as they were last set. */
  analytics: Json | undefined;
  /** The live copy of the caller's audio: when it began and ended. */
  mediaStream: { readonly startedAt: number; readonly stoppedAt?: number } | undefined;
  /** The task that was made last. */
  taskId: string | undefined;
  /** How many views the agent has answered in this guide. */
  viewsShown: number;
}

/** Those of the service's reasons that a simulated contact can have. */
export type DisconnectReason = "CUSTOMER_DISCONNECT" | "AGENT_DISCONNECT" | "CONTACT_FLOW_DISCONNECT" | "OTHER";

export const frameOf = (contact: Contact): Frame => contact.frames.at(-1) as Frame;

export const newFrame = (flow: DeployedFlow, slots: Frame["slots"] = {}): Frame => ({
  flow,
  block: flow.content.start,
  flowAttributes: new Map(),
  loops: new Map(),
  slots,
});

/** A copy whose future leaves this contact alone. */
export const copyOf = (contact: Contact): Contact => ({
  ...contact,
  frames: contact.frames.map((frame) => ({ ...frame })),
});

/** Begins another flow: nothing of the flows before it stays but the contact's own state. */
export function enter(contact: Contact, flow: DeployedFlow, stage: Stage = contact.stage): void {
  contact.stage = stage;
  contact.frames = [newFrame(flow)];
}

/** Fills a namespace, or empties it. */
export function setSlot(frame: Frame, slot: Slot, value: unknown): void {
  frame.slots = { ...frame.slots, [slot]: value };
}

/** What a new contact is known by; the rest is as the service begins it. */
export type Beginning = Pick<Contact, "id" | "dialed" | "caller" | "startedAt"> & Partial<Contact>;

export const newContact = (beginning: Beginning, flow: DeployedFlow): Contact => ({
  initialId: beginning.id,
  previousId: undefined,
  relatedId: undefined,
  channel: "VOICE",
  initiation: "INBOUND",
  now: beginning.startedAt.getTime(),
  stage: "flow",
  frames: [newFrame(flow)],
  attributes: new Map(),
  tags: new Map(),
  hooks: new Map(),
  voice: DEFAULT_VOICE,
  languageCode: "en-US",
  name: undefined,
  description: undefined,
  customerId: undefined,
  logging: undefined,
  recording: { agent: false, customer: false, automated: false, screen: false },
  queue: undefined,
  agent: undefined,
  queuePriority: 5,
  queueTimeAdjustmentSeconds: 0,
  routingCriteria: undefined,
  callbackNumber: undefined,
  callback: undefined,
  connectedAt: undefined,
  queued: undefined,
  buffer: { keys: "", on: false },
  draws: 0,
  serial: 0,
  past: [],
  parked: undefined,
  nextId: undefined,
  until: undefined,
  waitEnds: undefined,
  held: new Set(),
  visit: undefined,
  agentsBefore: 0,
  holds: [],
  holdFrom: undefined,
  connectedToSystemAt: undefined,
  transferredTo: undefined,
  transferCompletedAt: undefined,
  callbackDue: undefined,
  left: undefined,
  references: new Map(),
  analytics: undefined,
  mediaStream: undefined,
  taskId: undefined,
  viewsShown: 0,
  ...beginning,
});
