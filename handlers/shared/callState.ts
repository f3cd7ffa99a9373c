import type { LookupEvent } from "./lookup";
import type { LegacyClaims } from "./legacyClaims";
import type { Payments } from "./payments";

/** How a caller proved who they are. */
export type VerificationMethod = "pin" | "one_time_code";

/** Whom a caller proved to be, for as long as the call lasts. */
export interface Verifications {
  /** The customer that the caller of this call proved to be. */
  verified(call: string): Promise<string | undefined>;
  verify(call: string, customerId: string, method: VerificationMethod): Promise<void>;
  /** From now on the caller of this call is nobody that is known. */
  forget(call: string): Promise<void>;
}

const HALF_AN_HOUR = 30 * 60;

/** How often something may be tried within so many seconds of the first try. */
export interface Limit {
  readonly tries: number;
  readonly seconds: number;
}

/** What is counted, and how often it may be tried. */
export const LIMITS = {
  /** Proofs for one account. */
  account: { tries: 3, seconds: HALF_AN_HOUR },
  /** Proofs from one telephone number, or in one call where the number is withheld. */
  caller: { tries: 5, seconds: HALF_AN_HOUR },
  /** One-time codes sent to one account. */
  codesToAccount: { tries: 3, seconds: HALF_AN_HOUR },
  /** One-time codes asked for from one telephone number or in one call. */
  codesForCaller: { tries: 5, seconds: HALF_AN_HOUR },
} as const satisfies Record<string, Limit>;
export type Counted =
  keyof typeof LIMITS | "cardsOfAccount" | "callbacksToNumber" | "callbacksOfCaller" | "callbacksOfEnvironment";

/** Counts tries. Whose they are is stored as a keyed hash, never as the number itself. */
export interface Attempts {
  /**
   * Counts a try before it is made, so that tries side by side cannot exceed the limit.
   * @param limit Default: that of `LIMITS`
   * @returns false when there were too many: locked until the time of the first is over
   */
  count(counted: keyof typeof LIMITS, whose: string | Buffer): Promise<boolean>;
  count(counted: Counted, whose: string | Buffer, limit: Limit): Promise<boolean>;
  /** Takes back a try that was none: it succeeded, or there was no answer to it. */
  giveBack(counted: Counted, whose: string | Buffer): Promise<void>;
  /** Forgets all tries. */
  clear(counted: Counted, whose: string | Buffer): Promise<void>;
}

/** Encrypted messages belong to the call that they were keyed in. */
export interface Messages {
  /** Binds messages to the call. @returns false when one of them was keyed in another call */
  bind(call: string, messages: readonly string[]): Promise<boolean>;
}

export type Reply = Readonly<Record<string, string>>;

/**
 * What was replied, for the service that asks again: it invokes a function up to three times when no answer came back.
 */
export interface Replies {
  /**
   * The reply to the same question, if there was one within the last minutes.
   * @param question the same for every invocation with the same input in the same call
   */
  replyTo(question: string): Promise<Reply | undefined>;
  keepReply(question: string, reply: Reply): Promise<void>;
}

/** What self-service functions remember between calls of theirs: the fourth table. */
export interface CallState extends Verifications, Attempts, Payments, Messages, Replies {
  /** Claims on orders as functions of before made them. */
  readonly legacy: LegacyClaims;
}

/** The call that a contact belongs to: a contact that a transfer began shares it with the one before. */
export const callOf = ({ Details: { ContactData } }: LookupEvent): string =>
  ContactData.InitialContactId ?? ContactData.ContactId;
