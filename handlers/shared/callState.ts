import type { LookupEvent } from "./lookup";

/** How a caller proved who they are. */
export type VerificationMethod = "pin" | "one_time_code";

/** Whom a caller proved to be, for as long as the call lasts. */
export interface Verifications {
  /** The customer that the caller of this call proved to be. */
  verified(call: string): Promise<string | undefined>;
  verify(call: string, customerId: string, method: VerificationMethod): Promise<void>;
}

/** What is counted, and how often it may be tried within half an hour of the first try. */
export const LIMITS = {
  /** Proofs for one account. */
  account: 3,
  /** Proofs from one telephone number, or in one call where the number is withheld. */
  caller: 5,
  /** One-time codes sent to one account. */
  codesToAccount: 3,
  /** One-time codes asked for from one telephone number or in one call. */
  codesForCaller: 5,
} as const;
export type Counted = keyof typeof LIMITS;

/** Counts tries. Whose they are is stored as a keyed hash, never as the number itself. */
export interface Attempts {
  /**
   * Counts a try before it is made, so that tries side by side cannot exceed the limit.
   * @returns false when there were too many: locked until half an hour after the first
   */
  count(counted: Counted, whose: string | Buffer): Promise<boolean>;
  /** Takes back a try that was none: it succeeded, or there was no answer to it. */
  giveBack(counted: Counted, whose: string | Buffer): Promise<void>;
  /** Forgets all tries. */
  clear(counted: Counted, whose: string | Buffer): Promise<void>;
}

/** What keeps a payment from being taken twice. */
export interface Payments {
  /**
   * Claims the order for one try to pay it, before anything is done for it.
   * @param order the order, by its place and id
   * @param claim the same for every invocation that belongs to the same try
   */
  claim(order: string, claim: string): Promise<Claimed>;
  /**
   * Notes that the gateway may be asked for money from now on. @returns false when the order is no longer this claim's
   */
  sending(order: string, claim: string, paymentKey: string): Promise<boolean>;
  /** Keeps the answer for those who ask again. */
  answered(order: string, claim: string, answer: PaymentAnswer, holds: Holds): Promise<void>;
}

/** What a try ended with: `nothing` was taken and another may follow, `money` was, or it is in `doubt`. */
export type Holds = "nothing" | "money" | "doubt";

export type PaymentAnswer = Readonly<Record<string, string>>;

/** `mine`: to be done now. `taken`: another try holds the order, or paid it. */
export type Claimed =
  { readonly state: "mine" | "running" | "taken" } | { readonly state: "answered"; readonly answer: PaymentAnswer };

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
export interface CallState extends Verifications, Attempts, Payments, Messages, Replies {}

/** The call that a contact belongs to: a contact that a transfer began shares it with the one before. */
export const callOf = ({ Details: { ContactData } }: LookupEvent): string =>
  ContactData.InitialContactId ?? ContactData.ContactId;
