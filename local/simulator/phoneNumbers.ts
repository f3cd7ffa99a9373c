import { type PhoneNumber, PhoneNumberFormat, PhoneNumberUtil } from "google-libphonenumber";

const E164 = /^\+[1-9]\d{6,14}$/;
export const isE164 = (number: string): boolean => E164.test(number);

/** The longest number of any country, with its country code. */
export const LONGEST_NUMBER = 15;

/**
 * A number as it was keyed in, in E.164; undefined when it is none. A local one is of the country, an international one
 * begins with its code.
 */
export function keyedNumber(keys: string, country: string | undefined): string | undefined {
  const util = PhoneNumberUtil.getInstance();
  const number = parsed(util, country === undefined ? `+${keys}` : keys, country);
  return number !== undefined && util.isValidNumber(number) ? util.format(number, PhoneNumberFormat.E164) : undefined;
}

function parsed(util: PhoneNumberUtil, text: string, country: string | undefined): PhoneNumber | undefined {
  try {
    return util.parse(text, country);
  } catch {
    return undefined;
  }
}

/**
 * The number that a callback goes to: in E.164, or without its +, which the service puts before it (admin guide, Set
 * callback number).
 */
export const callbackNumber = (text: string): string | undefined =>
  isE164(text) ? text : /^\d+$/.test(text) ? keyedNumber(text, undefined) : undefined;
