import { UUID } from "./uuid";

/** Stands for a digit that is not written down. `*` would read as a key that the caller pressed. */
export const HIDDEN = "•";

/** So many digits in a row may be a card number: from 12, and those behind it may be its expiry. */
const FEWEST_DIGITS = 12;

/** What stands between the digits of a card as it is printed: a space, a dot or a dash. */
const BETWEEN = String.raw`[ \u00a0\u202f.\p{Pd}]?`;

const runOf = (between: string): string => String.raw`\d(?:${between}\d){${FEWEST_DIGITS - 1},}`;

/** Long numbers that no caller keys in. */
const KEPT = [
  String.raw`arn:[\w-]+:[\w-]+:[\w-]*:\d{12}(?=:)`,
  UUID, // the id of a contact, a queue, a flow
  String.raw`(?=\d*[a-f])[0-9a-f]{32,}`, // a hash
  // A telephone number in E.164. Those that begin with 1 or 3 are never as long as the cards that do.
  String.raw`\+(?![13]\d{13})[1-9]\d{6,14}(?!\d)`,
  String.raw`1[5-9]\d{11}(?!${BETWEEN}\d)`, // milliseconds since 1970; no card of 13 digits begins so
];

const LONG = new RegExp(runOf(BETWEEN), "u");
const KEPT_OR_LONG = new RegExp(`(${KEPT.join("|")})|${runOf(BETWEEN)}`, "giu");
/** Keys, with the commas by which a script tells pauses. */
const LONG_KEYS = new RegExp(runOf(",?"), "g");

const hide = (run: string): string => run.replaceAll(/\d/g, HIDDEN);

/**
 * A text as it may be written down. A caller may key a card number in anywhere, also where nobody asks for one, so of
 * every run of digits that is as long as one no digit stays.
 */
export const maskDigits = (text: string): string =>
  LONG.test(text) ? text.replaceAll(KEPT_OR_LONG, (run, kept?: string) => kept ?? hide(run)) : text;

/**
 * The keys that a caller pressed, as they may be written down, entry by entry. However many inputs took them, keys that
 * follow each other are one run: a card number that is keyed into menus of one key is answered digit by digit. Only `#`
 * and `*` end it.
 */
export function maskKeys(entries: readonly string[]): string[] {
  const masked = entries.join("").replaceAll(LONG_KEYS, hide);
  let end = 0;
  return entries.map(({ length }) => masked.slice(end, (end += length)));
}

/** A value of JSON in which every text is changed; names stay. */
export function everyText<Value>(value: Value, change: (text: string) => string): Value {
  const changed = (part: unknown): unknown => {
    if (typeof part === "string") return change(part);
    if (Array.isArray(part)) return part.map(changed);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, field]) => [name, changed(field)]));
  };
  return changed(value) as Value;
}
