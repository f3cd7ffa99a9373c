import { PhoneNumberUtil } from "google-libphonenumber";
import { hashOf, identityOf } from "connect-ivr/internal/handlers/shared/customerAddress";

/** Whether a text names one caller. */
export type NamesCaller = (text: string) => boolean;

/** What people write between digits. */
const BETWEEN = String.raw`[\s\p{Pd}\p{Cf}.()/]{0,3}`;
const spaced = (digits: string): string => [...digits].join(BETWEEN);
/** Shorter numbers within a country are told from amounts and counts by nothing. */
const FEWEST_NATIONAL = 8;

/**
 * Recognises a caller: by the hashes of the archive's transform, and by the number itself in whatever form it was
 * stored before there was one.
 * @param number in E.164
 * @param secret key of the hashes. Default: there are none
 */
export function namesCaller(number: string, secret: string | undefined): NamesCaller {
  const { country, national } = partsOf(number);
  const digits = `${country}${national}`;
  const written = [number, `tel:${number}`, digits, `tel:${digits}`, `00${digits}`, national, `0${national}`];
  const hashes = secret === undefined ? [] : written.map((form) => hashOf(form, secret));
  const international = String.raw`(?<!\d)(?:\+|00|011)?${BETWEEN}${spaced(country)}${BETWEEN}(?:0${BETWEEN})?${spaced(national)}(?!\d)`;
  // Behind other digits it is a part of another number, or that of another country.
  const within = String.raw`(?<![\d+]${BETWEEN})0?${BETWEEN}${spaced(national)}(?!\d)`;
  const inClear = new RegExp(
    national.length < FEWEST_NATIONAL ? international : `(?:${international})|(?:${within})`,
    "u",
  );
  return (text) =>
    hashes.some((hash) => text.includes(hash)) || identityOf(text) === number || inClear.test(text.normalize("NFKC"));
}

/** A number's calling code, and what is dialled within its country. */
function partsOf(number: string): { country: string; national: string } {
  try {
    const country = String(PhoneNumberUtil.getInstance().parse(number).getCountryCodeOrDefault());
    return { country, national: number.slice(1 + country.length) };
  } catch {
    return { country: "", national: number.slice(1) };
  }
}
