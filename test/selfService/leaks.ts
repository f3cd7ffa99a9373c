/** What a caller keyed in one call, right or wrong: nothing of it may be written down. */
export interface Keyed {
  /** Card numbers: of each, every run of five digits. */
  readonly cards: readonly string[];
  /** Account numbers, PINs and one-time codes, of six digits or more. */
  readonly numbers: readonly string[];
  /** Expiry dates and security codes: as numbers of their own. */
  readonly short: readonly string[];
}

/** Numbers that say nothing of a caller, but could look like a secret by chance. */
const HARMLESS = [
  /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, // identifiers
  /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})/g, // moments
  /"(Timestamp|milliseconds|status)":\d+/g, // metrics, times and HTTP
  /arn:aws:[^"\s]+/g,
  /"\+[1-9]\d{6,14}"/g, // telephone numbers
  /[A-Za-z0-9+/=]{100,}/g, // encrypted messages and certificates in base64
];
const LONGEST_HARMLESS_RUN = 4;

const without = (text: string, harmless: readonly RegExp[]): string => harmless.reduce((rest, pattern) => rest.replaceAll(pattern, "…"), text);

/** Every secret of a call that stands in a text, digits of it with blanks, dots or hyphens between them too. */
export function leaksIn(written: string, { cards, numbers, short }: Keyed): string[] {
  const plain = without(written, HARMLESS);
  const joined = plain.replaceAll(/(?<=\d)[ .-](?=\d)/g, "");
  const stands = (digits: string): boolean => plain.includes(digits) || joined.includes(digits);
  // Zeros alone are in every account and instance of a laptop.
  const runsOf = (card: string): string[] => Array.from({ length: card.length - LONGEST_HARMLESS_RUN }, (_, index) => card.slice(index, index + LONGEST_HARMLESS_RUN + 1)).filter((run) => /[1-9]/.test(run));
  return [
    ...cards.filter((card) => runsOf(card).some(stands)).map((card) => `card ${card}`),
    ...numbers.filter(stands).map((number) => `number ${number}`),
    // Inside of base64 and behind a decimal point three digits stand by chance.
    // The last digits of a card may be said, and may be those of an expiry by chance.
    ...short.filter((one) => !cards.some((card) => card.endsWith(one))).filter((one) => new RegExp(`(?<![\\w+/.])${one}(?![\\w+/=])`).test(plain)).map((one) => `short ${one}`),
  ];
}
