import { PhoneNumberUtil } from "google-libphonenumber";
import type { NumberRow } from "connect-ivr/handlers";
import { e164Of } from "../laptop";
import { InputError } from "../shared/errors";
import { namesNobody } from "./withheld";

const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * A number as it was typed, checked to be E.164.
 * @throws InputError that says which number was probably meant
 */
export function requireE164(typed: string, option: string, numbers: readonly NumberRow[]): string {
  const bare = typed.replace(/[\s().-]/g, "");
  if (E164.test(bare)) return bare;
  const digits = bare.replace(/\D/g, "").replace(/^0+/, "");
  const meant =
    digits.length < 5
      ? undefined
      : (numbers.map(e164Of).find((e164) => e164.endsWith(digits)) ?? inSomeCountry(typed, numbers));
  throw new InputError(
    `${option} ${typed} is not in E.164: +, country code, number, such as +14165550143.${meant === undefined ? "" : ` Did you mean ${meant}?`}`,
  );
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
