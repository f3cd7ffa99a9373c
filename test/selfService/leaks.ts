/** What a caller keyed in one call, right or wrong: nothing of it may be written down. */
export interface Keyed {
  /** Card numbers: of each, every run of five digits. */
  readonly cards: readonly string[];
  /** Account numbers, PINs and one-time codes, of six digits or more. */
  readonly numbers: readonly string[];
  /** Expiry dates and security codes: as numbers of their own. */
  readonly short: readonly string[];
}

/** What was keyed in a call, and the ids of its contacts, by which logs name it. */
export interface KeyedCall {
  readonly contacts: readonly string[];
  readonly keyed: Keyed;
}

const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const CONTACT = new RegExp(ID, "g");

/** Numbers that say nothing of a caller, but could look like a secret by chance. */
const HARMLESS = new RegExp(
  [
    ID,
    String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})`, // moments
    String.raw`"(?:Timestamp|milliseconds|status)":\d+`, // metrics, times and HTTP
    String.raw`"(?:TimeLimit|Timeout)":"\d{1,2}000"`, // whole seconds of a block, in the flow log
    String.raw`\(node:\d+\)`, // the process, in its warnings
    String.raw`arn:aws:[^"\s]+`,
    String.raw`"\+[1-9]\d{6,14}"`, // telephone numbers
    '"2017-03-10"', // the format of contact records
    // Encrypted messages and certificates in base64. Looked for where a word begins, or every letter of it would be a
    // try.
    "(?<![A-Za-z0-9+/=])[A-Za-z0-9+/=]{100,}",
  ].join("|"),
  "g",
);

/** Runs of as many digits of a card tell something of it: its last four may be said. */
const TELLING = 5;
const runsOf = (digits: string, count = TELLING): string[] =>
  Array.from({ length: Math.max(0, digits.length - count + 1) }, (_, index) => digits.slice(index, index + count));

/** So many digits are as good as the card: what is shown key by key may tell fewer. */
const MOST_OF_A_CARD = 12;

/** Whether keys hold most of a card number in a row, whatever other keys stand between them. */
export const holdsCard = (keys: string, card: string): boolean =>
  keys.split("\n").some((line) => {
    const digits = line.replaceAll(/\D/g, "");
    return runsOf(card, MOST_OF_A_CARD).some((run) => digits.includes(run));
  });

/** Finds every secret of a call that stands in a text, digits of it with blanks, dots or hyphens between them too. */
export type Search = (keyed: Keyed) => string[];

/** Reads a text once, for the secrets of however many calls. */
export function searchOf(written: string): Search {
  const plain = written.replaceAll(HARMLESS, "…");
  const numbers = new Set((plain.match(/\d(?:[ .-]?\d)+/g) ?? []).map((number) => number.replaceAll(/[ .-]/g, "")));
  const runs = new Set([...numbers].flatMap((number) => runsOf(number)));
  const joined = [...numbers].join(" ");
  // Inside of base64 and behind a decimal point three digits stand by chance.
  const values = new Set(plain.match(/(?<![\w+/.])\d{3,4}(?![\w+/=])/g));
  return (keyed) => [
    // Zeros alone are in every account and instance of a laptop.
    ...keyed.cards
      .filter((card) => runsOf(card).some((run) => /[1-9]/.test(run) && runs.has(run)))
      .map((card) => `card ${card}`),
    ...keyed.numbers
      .filter((number) => runs.has(number.slice(0, TELLING)) && joined.includes(number))
      .map((number) => `number ${number}`),
    // The last digits of a card may be said, and may be those of an expiry by chance.
    ...keyed.short
      .filter((one) => values.has(one) && !keyed.cards.some((card) => card.endsWith(one)))
      .map((one) => `short ${one}`),
  ];
}

/**
 * What of the secrets of calls stands in lines that any of them may have caused. Cards and numbers are
 * looked for in every line; short ones, which stand by chance in what another call wrote, in the lines
 * that name their own call and in those that name none.
 */
export function leaksInLines(lines: readonly string[], calls: readonly KeyedCall[]): string[] {
  const known = new Set(calls.flatMap(({ contacts }) => contacts));
  const byContact = new Map<string, string[]>();
  const nameless: string[] = [];
  for (const line of lines) {
    const named = (line.match(CONTACT) ?? []).filter((id) => known.has(id));
    if (named.length === 0) nameless.push(line);
    for (const id of named) byContact.set(id, [...(byContact.get(id) ?? []), line]);
  }
  const [inAny, inNameless] = [searchOf(lines.join("\n")), searchOf(nameless.join("\n"))];
  return calls.flatMap(({ contacts, keyed }) => {
    const inOwn = searchOf(contacts.flatMap((id) => byContact.get(id) ?? []).join("\n"));
    return [...new Set([...inAny({ ...keyed, short: [] }), ...inNameless(keyed), ...inOwn(keyed)])];
  });
}
