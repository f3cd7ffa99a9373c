import { type PhoneNumber, PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil } from "google-libphonenumber";
import { callerNumber } from "./callerNumber";

/**
 * Calling codes of no country: toll-free and shared-cost numbers of all countries (800, 808), ships and aircraft (870),
 * personal numbers (878), satellites (881), international networks (882, 883), relief (888) and premium numbers of all
 * countries (979). The library knows some of their numbers, takes some of them for mobile phones, and knows none of
 * the others (ITU-T E.164, list of assigned country codes).
 */
const NETWORKS = ["800", "808", "870", "878", "881", "882", "883", "888", "979"];

/**
 * Numbers of North America that are charged like premium ones and look like those next to them: the exchange 976 of
 * any area is pay-per-call, and 555-1212 is directory assistance (NANPA, reserved central office codes).
 */
const CHARGED_IN_NORTH_AMERICA = /^\+1[0-9]{3}(976[0-9]{4}|5551212)$/;

/** The kinds of numbers that a call to costs no more than a call: whatever is not known to be one of them is not. */
const PLAIN: ReadonlySet<PhoneNumberType> = new Set([
  PhoneNumberType.FIXED_LINE,
  PhoneNumberType.MOBILE,
  PhoneNumberType.FIXED_LINE_OR_MOBILE,
  PhoneNumberType.VOIP,
  PhoneNumberType.TOLL_FREE,
]);

/** Why a number is not called. */
export type Refusal =
  | "it cannot be a telephone number"
  | "no such number is known in its country"
  | "it belongs to a satellite or international network"
  | "it is not a number of these countries"
  | "it is a premium, shared-cost, personal or other special number";

/**
 * Why the company does not call a number, or undefined where it does: a callback, a route of a menu, a transfer.
 * @param countries those that it may be in, ISO 3166-1 alpha-2
 */
export function refusalOf(e164: string, countries: readonly string[]): Refusal | undefined {
  if (callerNumber(e164) === undefined) return "it cannot be a telephone number";
  if (NETWORKS.some((code) => e164.startsWith(`+${code}`))) return "it belongs to a satellite or international network";
  const util = PhoneNumberUtil.getInstance();
  const number = parsed(e164);
  if (number === undefined || !util.isPossibleNumber(number)) return "it cannot be a telephone number";
  if (!util.isValidNumber(number)) return "no such number is known in its country";
  if (!countries.some((country) => util.isValidNumberForRegion(number, country)))
    return "it is not a number of these countries";
  return PLAIN.has(util.getNumberType(number)) && !CHARGED_IN_NORTH_AMERICA.test(e164)
    ? undefined
    : "it is a premium, shared-cost, personal or other special number";
}

/** Whether there is a country of this code (ISO 3166-1 alpha-2) whose numbers can be told from others. */
export const hasNumbers = (country: string): boolean =>
  (PhoneNumberUtil.getInstance().getSupportedRegions() as readonly string[]).includes(country);

/**
 * What keys may mean, in E.164, the likelier first: callers are asked for the calling code, and some key the number as
 * they would dial it in the country, or the way out of it (00, 011) before the code.
 */
export const readingsOf = (keys: string, country: string): string[] => [
  ...new Set(
    [parsed(`+${keys.replace("+", "")}`), parsed(keys, country)].flatMap((number) =>
      number ? [formatted(number)] : [],
    ),
  ),
];

const formatted = (number: PhoneNumber): string => PhoneNumberUtil.getInstance().format(number, PhoneNumberFormat.E164);

function parsed(text: string, country?: string): PhoneNumber | undefined {
  try {
    return PhoneNumberUtil.getInstance().parse(text, country);
  } catch {
    // The library throws at what is too short or too long, and at a calling code that no country has.
    return undefined;
  }
}
