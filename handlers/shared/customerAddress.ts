import { createHmac } from "node:crypto";
import { namesNobody } from "./callerNumber";

/** Takes the place of an address that names nobody, whatever stood there. */
export const NOBODY = "anonymous";

/** What people and URIs write between the digits of a number: spaces, dashes, dots, slashes, brackets. */
const BETWEEN_DIGITS = /[\s\p{Pd}\p{Cf}.()/]/gu;
/** As many digits as no number within a country has. */
const INTERNATIONAL = /^[1-9]\d{10,14}$/;
const ANY_NUMBER = /^\+?\d{5,}$/;
const HASH = /^h:[0-9a-f]{64}$/;

/** The keyed hash that stands in the archive for what tells who somebody is. One that was hashed already stays. */
export const hashOf = (text: string, secret: string): string =>
  HASH.test(text) ? text : `h:${createHmac("sha256", secret).update(text).digest("hex")}`;

/**
 * An address as it is hashed: one form for each number, whether it came as `+14165550143`, `tel:+1-416-555-0143`,
 * `sip:+14165550143@carrier.example`, `0014165550143` or `1 416 555 0143`. A number in the form of its country has no
 * other: which country that is, it does not say. Of mail the letters are small.
 * @returns undefined for an address that names nobody
 */
export function identityOf(address: string): string | undefined {
  const text = address.normalize("NFKC").trim();
  if (HASH.test(text)) return text;
  const [, scheme = "", rest = ""] = /^(?:(tel|sips?):)?(.*)$/is.exec(text) ?? [];
  const [target = "", ...parameters] = rest.split(";");
  const context = parameters.map((one) => /^phone-context=(\+\d{1,3})$/i.exec(one)?.[1]).find(Boolean) ?? "";
  const [user = "", host] = target.split("@");
  const digits = user.replaceAll(BETWEEN_DIGITS, "");
  const number = digits.startsWith("+") ? digits : `${context}${digits}`;
  if (ANY_NUMBER.test(number) && (host === undefined || scheme !== "")) {
    const full = number.replace(/^00(?=[1-9])/, "+").replace(INTERNATIONAL, "+$&");
    return namesNobody(full) ? undefined : full;
  }
  return host === undefined ? undefined : target.toLowerCase();
}
