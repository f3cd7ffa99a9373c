import { PhoneNumberUtil } from "google-libphonenumber";
import type { NumberRow } from "connect-ivr/handlers";
import { e164Of } from "../laptop";
import { InputError } from "../shared/errors";
import { namesNobody } from "./withheld";

const E164 = /^\+[1-9]\d{6,14}$/;

/** What people put between digits, and what comes along when a number is copied: marks that nobody sees. */
const BETWEEN = /[\s()./\p{Cf}\p{Pd}]/gu;

/** The number that was typed, where it is complete: with + and country code. */
export function e164In(typed: string): string | undefined {
  const bare = typed.replace(BETWEEN, "");
  return E164.test(bare) ? bare : undefined;
}

/** Why what was typed is no number that can be dialed, and which one was probably meant. */
export function notE164(typed: string, numbers: readonly NumberRow[]): string {
  const digits = typed.replace(/\D/g, "").replace(/^0+/, "");
  const meant =
    digits.length < 5
      ? undefined
      : (numbers.map(e164Of).find((e164) => e164.endsWith(digits)) ?? inSomeCountry(typed, numbers));
  return `${typed} is not in E.164: +, country code, number, such as +14165550143.${meant === undefined ? "" : ` Did you mean ${meant}?`}`;
}

/**
 * A number as it was typed, checked to be E.164.
 * @throws InputError that says which number was probably meant
 */
export function requireE164(typed: string, option: string, numbers: readonly NumberRow[]): string {
  const e164 = e164In(typed);
  if (e164 === undefined) throw new InputError(`${option} ${notE164(typed, numbers)}`);
  return e164;
}

/**
 * The address that a caller has: a number in E.164, or a word that names nobody.
 * @throws InputError that says which
 */
export function requireCaller(typed: string, option: string): string {
  return namesNobody(typed) ? typed : requireE164(typed, option, []);
}

/** A number in the local format of one of the stack's countries. */
function inSomeCountry(typed: string, numbers: readonly NumberRow[]): string | undefined {
  const util = PhoneNumberUtil.getInstance();
  for (const country of new Set(numbers.map((number) => number.country)))
    try {
      const parsed = util.parse(typed, country);
      if (util.isValidNumberForRegion(parsed, country))
        return `+${parsed.getCountryCode()}${parsed.getNationalNumber()}`;
    } catch {
      // Not a number of this country: the next one is tried.
    }
  return undefined;
}

/** How a number is named in a list: `+14165550143  CA support, en-US fr-CA`. */
export const describeNumber = (number: NumberRow): string =>
  `${e164Of(number).padEnd(16)} ${number.country} ${number.lineOfBusiness.padEnd(11)} ${number.languages}${number.active === "yes" ? "" : " (inactive)"} · ${number.environment}`;

/** What is said behind a call to a number that the stack does not have. */
export const notOfStack = (dialed: string, stack: string): string =>
  `${dialed} has no row in stack ${stack}: a caller hears what stands above. Dial another number (ivr start lists them), or add it to the content's numbers.`;
