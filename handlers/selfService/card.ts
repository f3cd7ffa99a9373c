import { cvv, number } from "card-validator";
import { areDigits } from "../shared/overwritten";

/** A card as the caller keyed it. */
export interface Card {
  readonly cardNumber: Buffer;
  /** Four digits, MMYY. */
  readonly expiry: Buffer;
  readonly securityCode: Buffer;
}

/** What the caller has to key in again. */
export type CardProblem = "invalid_card" | "expired_card" | "invalid_code";

/** Scheme, length and check digit of the number, then the expiry date, then the length of the security code. */
export function cardProblem({ cardNumber, expiry, securityCode }: Card, now: Date): CardProblem | undefined {
  if (!areDigits(cardNumber, 12, 19)) return "invalid_card";
  // The library takes a string, which cannot be overwritten: it is gone with the next collection of garbage. No
  // variable holds it.
  const { isValid, card } = number(cardNumber.toString("latin1"), { luhnValidateUnionPay: true });
  if (!isValid || card === null) return "invalid_card";
  if (!isCurrent(expiry, now)) return "expired_card";
  return areDigits(securityCode, 3, 4) && cvv(securityCode.toString("latin1"), card.code.size).isValid
    ? undefined
    : "invalid_code";
}

const LONGEST_VALIDITY_YEARS = 20;
/** The last time zone that a month ends in. */
const LAST_ZONE_MS = 12 * 60 * 60 * 1000;

/** The library asks the clock of the machine, so this is ours: a card is good until its month is over everywhere. */
function isCurrent(expiry: Buffer, now: Date): boolean {
  if (!areDigits(expiry, 4)) return false;
  const digit = (index: number): number => expiry.readUInt8(index) - 0x30;
  const month = 10 * digit(0) + digit(1);
  const year = 2000 + 10 * digit(2) + digit(3);
  const there = new Date(now.getTime() - LAST_ZONE_MS);
  const monthsLeft = 12 * (year - there.getUTCFullYear()) + month - 1 - there.getUTCMonth();
  return month >= 1 && month <= 12 && monthsLeft >= 0 && monthsLeft <= 12 * LONGEST_VALIDITY_YEARS;
}
