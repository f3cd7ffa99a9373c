import { MINOR_DIGITS } from "./currencies";
import { own } from "./own";
import { remembered } from "./remembered";

// A format takes a hundred times as long to make as to use.
const amountFormatOf = remembered((key: string) => {
  const [language = "", currency = "", digits = ""] = key.split(" ");
  const options = {
    style: "currency",
    currency,
    currencyDisplay: "name",
    minimumFractionDigits: Number(digits),
    maximumFractionDigits: Number(digits),
    trailingZeroDisplay: "stripIfInteger",
  };
  // Without separators, because a voice may take what they separate for several numbers.
  return new Intl.NumberFormat(language, { ...options, useGrouping: false } as Intl.NumberFormatOptions);
});
const dateFormatOf = remembered(
  (language: string) => new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: "UTC" }),
);

/** The first of a month in languages that have an ordinal for it: a voice would read the digit as a cardinal. */
const FIRST: Readonly<Record<string, string>> = {
  "fr-CA": "premier",
  "fr-FR": "premier",
  "it-IT": "primo",
  "es-MX": "primero",
  "pt-BR": "primeiro",
};

/**
 * An amount as it is said in a language: `12.50 Canadian dollars`, `12,50 dollars canadiens`, `5500円`.
 * @param amount in the minor unit of the currency
 * @param currency ISO 4217
 */
export function spokenAmount(amount: number, currency: string, language: string): string {
  const digits = own(MINOR_DIGITS, currency) ?? 2;
  return plainSpaces(amountFormatOf(`${language} ${currency} ${digits}`).format(amount / 10 ** digits));
}

/** A date (YYYY-MM-DD) as it is said in a language: `November 30`, `premier décembre`, `11月30日`. */
export const spokenDate = (date: string, language: string): string =>
  plainSpaces(
    dateFormatOf(language)
      .formatToParts(Date.parse(date))
      .map(({ type, value }) => (type === "day" && value === "1" ? (own(FIRST, language) ?? value) : value))
      .join(""),
  );

/** Other spaces keep a line together, and may keep a voice from seeing where a number ends. */
const plainSpaces = (text: string): string => text.replace(/[\u00A0\u202F]/g, " ");
