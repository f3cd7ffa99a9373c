import type { Contact } from "./contact";
import type { Functions } from "./functions";
import type { Instance } from "./instance";
import type { LookupCall, ShownView, Step, FlowLogRecord } from "./observed";
import type { Utterance } from "../shared/transcript";

/** What is asked of the caller: how long the service waits and how many keys it takes. */
export interface InputRequest {
  readonly flow: string;
  readonly block: string;
  /** Until the first key. */
  readonly seconds: number;
  readonly digits: number;
  /** The keys that lead somewhere, where it is a menu. */
  readonly keys?: readonly string[];
}

/**
 * What the caller does: presses keys, lets the time run out, or hangs up. A comma between keys is a
 * pause that outlasts the inter-digit time limit; with `bargesIn` the keys cut the message short.
 */
export type CallerAction = { readonly keys: string; readonly bargesIn?: true } | "silence" | "hangUp";

/** A queue as it stands when a block asks. */
export interface QueueState {
  /** Takes nobody: the branch `QueueAtCapacity`. */
  readonly full: boolean;
  readonly contacts: number;
  readonly oldestContactSeconds: number;
  readonly agentsOnline: number;
  readonly agentsStaffed: number;
  readonly agentsAvailable: number;
  readonly estimatedWaitSeconds: number;
  /** The contact's own place, from 1. */
  readonly position: number;
}

/** How a wait in a queue goes. */
export type Wait =
  /** Nobody comes: the story ends where the queue's flow first holds the contact. */
  "untold" | { readonly seconds: number; readonly then: "answered" | "hangUp" };

/** What the agent who answers does. */
export interface AgentScript {
  readonly userName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly talkSeconds: number;
  /** The lengths of the times on hold. */
  readonly holdSeconds: readonly number[];
  /** Who leaves first, or where the agent transfers the contact to. */
  readonly ends: "agent" | "caller" | AgentTransfer;
  /** What the agent does in each view of the guide, in turn. */
  readonly views: readonly { readonly action: string; readonly data?: Readonly<Record<string, unknown>> }[];
  /** How long the agent works on the contact once it is over. */
  readonly afterContactWorkSeconds: number;
}

/** A transfer by quick connect; the agent leaves as soon as the contact waits for the next one. */
export interface AgentTransfer {
  /** The transfer flow, by logical name. */
  readonly transferTo: string;
  /** The queue of the quick connect, by logical key: a queue transfer flow begins with it. */
  readonly queue?: string;
  /** What is different with the next agent, who otherwise talks until the caller leaves. */
  readonly next?: Partial<AgentScript>;
}

/** How an outside call goes. */
export type ThirdPartyOutcome = "answered" | "CallFailed" | "ConnectionTimeLimitExceeded";

/**
 * Behaviour of the service that is unconfirmed, or that sources disagree on (reference 1.8, 2.1, 8).
 * The first of each is the default; the explorer tries all.
 */
export const unconfirmed = {
  /** Stored input without a key goes on with the literal `Timeout`, or takes the error branch. */
  storedSilence: ["value", "error"],
  /** Flow attributes stay on their side of a module's boundary, or are one with the caller's. */
  moduleFlowAttributes: ["apart", "shared"],
  /** Routing criteria behind one reference are taken, or are an error. */
  criteriaByReference: ["taken", "refused"],
  /**
   * The next contact of a chain begins with a new contact's voice, language code, event hooks and recording, or with
   * those of the one before.
   */
  chainedState: ["lost", "kept"],
  /** A guide's chat begins with the contact attributes of the call, or with none. */
  guideAttributes: ["copied", "apart"],
  /** A number that was validated is stored in E.164, or as it was keyed in (reference 2.1). */
  storedPhoneNumber: ["e164", "keyed"],
  /** A message that is skipped for the buffer of keys: when keys wait in it, or whenever it is on (reference 2.1). */
  skippedMessage: ["keysWait", "bufferOn"],
  /** SSML tags that the voice does not know are an error, or ignored (reference 1.9). */
  unknownTags: ["error", "ignored"],
  /** A pair of voice and engine that does not exist is an error, or the voice falls silent (reference 2.3). */
  wrongVoice: ["error", "silence"],
  /** A function that is out of time takes the error branch, or one of its own where the flow has it (reference 2.5). */
  functionTimeout: ["NoMatchingError", "TimeLimitExceeded"],
  /** A transfer that ends the flow and is not answered is an error, or the call is over (reference 2.2). */
  failedTransfer: ["error", "goodbye"],
} as const;
export type Unconfirmed = typeof unconfirmed;

/** A block that is about to run, as a forced outcome names it. */
export interface BlockPoint {
  readonly flow: string;
  readonly block: string;
  readonly type: string;
}

/** The world around a call, scripted: the same world gives the same call. */
export interface World {
  readonly instance: Instance;
  readonly functions: Functions;
  caller(request: InputRequest): CallerAction | Promise<CallerAction>;
  /** Whether the caller hangs up as a message is said that asks for nothing. Default: stays. */
  leaves?(): boolean;
  /** The error branch that a block is made to take, whatever it would have done. */
  force(point: BlockPoint): string | undefined;
  /** A queue by its logical key. */
  queue(key: string): QueueState;
  wait(key: string): Wait;
  readonly agent: AgentScript;
  thirdParty(number: string): ThirdPartyOutcome;
  /** A percentile from 1 to 100. */
  percentile(contact: Contact): number;
  /**
   * What a bot, a data table, a customer profile, a case, a campaign or hours of operation answer; undefined where
   * nothing is scripted.
   */
  answer?(point: BlockPoint): unknown;
  behaviour<Name extends keyof Unconfirmed>(name: Name): Unconfirmed[Name][number];
  heard?(utterance: Utterance): void;
  passed?(step: Step): void;
  called?(call: LookupCall): void;
  shown?(view: ShownView): void;
  logged?(record: FlowLogRecord): void;
}
