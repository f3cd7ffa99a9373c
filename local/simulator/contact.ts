import type { DeployedFlow, Instance } from "./instance";
import type { Functions } from "./functions";

/** Something that was said or keyed during a call. */
export interface Utterance {
  readonly speaker: "system" | "caller";
  /** Words, or the keys that the caller pressed. */
  readonly text: string;
  /** The language of the voice that speaks. */
  readonly language: string;
  readonly voice: string;
  readonly flow: string;
  readonly block: string;
}

/** A block that the contact passed. */
export interface Step {
  readonly flow: string;
  readonly block: string;
  readonly type: string;
  /** The branch that was taken out of it. */
  readonly branch: string;
}

/** A call of a function, without personal data. */
export interface LookupCall {
  readonly function: string;
  readonly flow: string;
  readonly block: string;
  readonly outcome: "answered" | "failed";
  readonly error?: string;
}

export type End = "queue" | "callback" | "transfer" | "hangup" | "goodbye" | "error";

export interface Route {
  readonly type: "queue" | "callback" | "number";
  /** Logical key of the queue, or the number. */
  readonly key: string;
  readonly arn?: string;
}

/** What is asked of the caller: how long the service waits and how many keys it takes. */
export interface InputRequest {
  readonly flow: string;
  readonly block: string;
  readonly seconds: number;
  readonly digits: number;
}

/** What the caller does: presses keys, lets the time run out, or hangs up. */
export type CallerAction = { readonly keys: string } | "silence" | "hangUp";

/** The world around a call, scripted: the same world gives the same call. */
export interface World {
  readonly instance: Instance;
  readonly functions: Functions;
  readonly caller: (request: InputRequest) => CallerAction | Promise<CallerAction>;
  /** Logical keys of queues that take nobody. */
  readonly fullQueues: ReadonlySet<string>;
  /** Function names (or roles) whose calls fail. */
  readonly failingFunctions: ReadonlySet<string>;
  /**
   * Whether stored input without a key goes on with the literal `Timeout` or takes the error branch:
   * which of them the service does is unconfirmed.
   */
  readonly storedSilence: "value" | "error";
  readonly heard?: (utterance: Utterance) => void;
}

/** One flow that a contact is in; modules stack on their caller. */
export interface Frame {
  readonly flow: DeployedFlow;
  readonly flowAttributes: Map<string, string>;
  readonly loops: Map<string, number>;
  block: string;
  external: Readonly<Record<string, unknown>> | undefined;
  storedInput: string | undefined;
}

/** A voice contact while it is in the flows. */
export interface Contact {
  readonly id: string;
  readonly dialed: string;
  readonly caller: string | undefined;
  readonly startedAt: Date;
  /** The simulated clock, in milliseconds since 1970. */
  now: number;
  readonly attributes: Map<string, string>;
  readonly frames: Frame[];
  voice: { voice: string; engine: string };
  languageCode: string;
  queue: { arn: string } | undefined;
  routingCriteria: unknown;
  readonly hooks: Map<string, string>;
  callbackNumber: string | undefined;
  callback: Route | undefined;
  enqueuedAt: number | undefined;
  readonly transcript: Utterance[];
  readonly steps: Step[];
  readonly lookups: LookupCall[];
}

export const frameOf = (contact: Contact): Frame => contact.frames.at(-1) as Frame;

export const newFrame = (flow: DeployedFlow): Frame => ({
  flow,
  flowAttributes: new Map(),
  loops: new Map(),
  block: flow.content.start,
  external: undefined,
  storedInput: undefined,
});
