import { checkedId } from "./checkedEvent";
import type { LookupEvent } from "./lookup";
import type { LegacyClaims } from "./legacyClaims";
import type { Limits } from "./limits";
import type { Payments, Trace } from "./payments";
import type { AccountLimits } from "./verificationPolicy";

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

/** What is tried: from where, or for whom. */
export type Counted =
  | "caller"
  | "codesToAccount"
  | "codesForCaller"
  | "codesOfEnvironment"
  | "cardsOfAccount"
  | "callbacksToNumber"
  | "callbacksOfCaller"
  | "callbacksOfEnvironment";

/** Counts tries. Whose they are is stored as a keyed hash, never as the number itself. */
export interface Attempts {
  /**
   * Counts a try before it is made, so that tries side by side cannot exceed a limit.
   * @returns false when there were too many: locked until the time of one of the limits is over
   */
  count(counted: Counted, whose: string | Buffer, limits: Limits): Promise<boolean>;
  /** Takes back a try that was none: it succeeded, or nobody saw it. */
  giveBack(counted: Counted, whose: string | Buffer, limits: Limits): Promise<void>;
}

/** Where a try to prove something comes from. */
export interface ProofSite {
  /** The caller's number, or undefined where it is withheld. It can be forged: it proves nobody. */
  readonly number: string | undefined;
  /** Whether the caller has tries left, whatever the account. */
  readonly isFree: boolean;
  /** Whether the company's system has the number on file for the account; undefined where it does not tell. */
  readonly isOnFile: () => Promise<boolean | undefined>;
}

/** A try to prove who owns an account, which was counted. */
export interface Proof {
  /** Nobody saw it: it was none. */
  giveBack(): Promise<void>;
  /** The company's system gave no verdict. */
  unanswered(): Promise<void>;
  /** It succeeded: what failed before is forgotten, and the number remembered as the owner's own. */
  passed(): Promise<void>;
}

/** Guards accounts against guessing. They are stored as keyed hashes, never by their numbers. */
export interface Proofs {
  /**
   * Counts a try before it is made. The owner's own number has a budget of its own, which is used where the caller or
   * the account has no tries left: strangers cannot lock it, and who forges it has both budgets and no more.
   * @returns undefined when there were too many: locked
   */
  begin(accountNumber: string | Buffer, site: ProofSite, limits: AccountLimits): Promise<Proof | undefined>;
  /**
   * Forgets what failed, because somebody saw otherwise who the owner is.
   * @returns how many tries in a row had failed
   */
  unlock(accountNumber: string, limits: AccountLimits, trace: Trace): Promise<number>;
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
export interface CallState extends Verifications, Attempts, Proofs, Payments, Messages, Replies {
  /** Claims on orders as functions of before made them. */
  readonly legacy: LegacyClaims;
}

/** The call that a contact belongs to: a contact that a transfer began shares it with the one before. */
export const callOf = ({ Details: { ContactData } }: LookupEvent): string =>
  checkedId(ContactData.InitialContactId ?? ContactData.ContactId, "ContactId");
