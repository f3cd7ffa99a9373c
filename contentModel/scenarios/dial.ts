import type { NumberRow } from "../../handlers";
import { suggest } from "../checks/suggest";
import { bare } from "./read";

/** The number that a scenario dials. */
export interface DialedReference {
  readonly e164: string;
  /** Undefined for a number that the stack does not know. */
  readonly row?: NumberRow;
}

const KINDS: Readonly<Record<string, string>> = { "toll-free": "tollFree", local: "did" };

const e164Of = ({ key }: NumberRow): string => key.slice("number#".length);

/**
 * Finds what a scenario calls `number`: E.164, or country and line of business, such as `CA support`, and after
 * them `local` or an environment where that matters. Of several, the toll-free one is meant.
 * @returns the number, or what is wrong with the reference and the remedy
 */
export function numberOf(
  reference: string,
  rows: readonly NumberRow[],
): DialedReference | { readonly message: string; readonly remedy: string } {
  if (reference.startsWith("+")) {
    const e164 = bare(reference);
    const row = rows.find(({ key }) => key === `number#${e164}`);
    return /^\+[1-9]\d{6,14}$/.test(e164)
      ? { e164, ...(row && { row }) }
      : { message: `${reference} is not in E.164.`, remedy: "Write +, country code and number, in quotes." };
  }
  const [country = "", line = "", ...rest] = reference.split(/\s+/);
  const inCountry = rows.filter((row) => row.country === country);
  if (inCountry.length === 0)
    return {
      message: `The stack has no number in "${country}".`,
      remedy: suggest(country, new Set(rows.map((row) => row.country))),
    };
  const ofLine = inCountry.filter((row) => row.lineOfBusiness === line);
  if (ofLine.length === 0)
    return {
      message: `The stack has no number for "${line}" in ${country}.`,
      remedy: suggest(line, new Set(inCountry.map((row) => row.lineOfBusiness))),
    };
  const wrong = rest.find((word) => !(word in KINDS) && !ofLine.some(({ environment }) => environment === word));
  if (wrong !== undefined)
    return {
      message: `"${wrong}" is neither a kind of number nor an environment of ${country} ${line}.`,
      remedy: suggest(wrong, [...Object.keys(KINDS), ...new Set(ofLine.map(({ environment }) => environment))]),
    };
  const [row] = ofLine
    .filter(({ kind, environment }) =>
      rest.every((word) => (word in KINDS ? kind === KINDS[word] : environment === word)),
    )
    .sort((a, b) => b.kind.localeCompare(a.kind) || a.key.localeCompare(b.key));
  return row === undefined
    ? { message: `The stack has no number "${reference}".`, remedy: "Leave words out, or write the number in E.164." }
    : { e164: e164Of(row), row };
}
