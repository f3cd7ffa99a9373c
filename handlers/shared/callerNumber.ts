import { checkedAddress } from "./checkedEvent";
import type { LookupEvent } from "./lookup";

/** A telephone number in E.164: at least seven digits, as the shortest that can be called from abroad have. */
const E164 = String.raw`^\+[1-9][0-9]{6,14}$`;

/**
 * Numbers that carriers put in the place of one that is withheld or not known: the words ANONYMOUS, BLOCKED, UNKNOWN,
 * UNAVAILABLE, PRIVATE and RESTRICTED as the keys of a telephone spell them, and the same behind the +1 of North
 * America (yap issue 132); and ten equal digits behind +1, where no area code begins with 0 or 1 or is 999. None is a
 * number of the country that its first digits would be; RESTRICTED behind +1 is one, of Texas.
 */
export const PLACEHOLDER_NUMBERS = [
  ...["266696687", "2562533", "8656696", "86282452253", "7748283"].flatMap((keys) => [`+${keys}`, `+1${keys}`]),
  "+7378742833",
  ...["0", "1", "9"].map((digit) => `+1${digit.repeat(10)}`),
];

const NOBODY = String.raw`^(${PLACEHOLDER_NUMBERS.join("|").replaceAll("+", String.raw`\+`)})$`;

/** By these two patterns SQL tells callers from nobody too: RE2 and JavaScript read them alike. */
export const CALLER_PATTERNS = { number: E164, nobody: NOBODY } as const;

const IS_NUMBER = new RegExp(E164);
const IS_NOBODY = new RegExp(NOBODY);

/**
 * The number of a caller, or undefined for an address that names nobody: absent, empty, a word such as `anonymous`, a
 * softphone, or what stands for a number that is withheld. Many callers have such an address, so nothing may be
 * counted, remembered or looked up by it.
 */
export const callerNumber = (address: string | null | undefined): string | undefined =>
  address !== null && address !== undefined && IS_NUMBER.test(address) && !IS_NOBODY.test(address)
    ? address
    : undefined;

/** Whether a number stands for one that is withheld. */
export const namesNobody = (address: string): boolean => IS_NOBODY.test(address);

/** The number that an event's caller has. */
export const callerNumberOf = ({ Details }: LookupEvent): string | undefined =>
  callerNumber(checkedAddress(Details.ContactData.CustomerEndpoint, "CustomerEndpoint"));

/** The number that an event's caller dialed; undefined where the contact has none. */
export const dialedNumberOf = ({ Details }: LookupEvent): string | undefined =>
  checkedAddress(Details.ContactData.SystemEndpoint, "SystemEndpoint");
