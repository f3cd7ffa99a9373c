import { PhoneNumberUtil } from "google-libphonenumber";
import type { MenuRow, NumberRow } from "connect-ivr/internal/handlers/rows";
import { grouped } from "../../shared/collections";
import { e164Of } from "../../laptop";
import { KINDS_OF_NUMBERS, LANGUAGES, LINES_OF_BUSINESS, REPEATED, TESTERS, WITHHELD } from "./habits";
import { type Journey, journeysOf, unserved, usual } from "./journeys";
import { callTimes, type CallTime, HALF_HOUR } from "./moments";
import { type Choice, choiceOf, type Random, randomOf } from "./random";

/** A call that is distinct from all others but in its moment, its caller and which of like numbers was dialed. */
export interface CallKind {
  /** Equal for calls of one kind. */
  readonly key: string;
  readonly number: NumberRow;
  /** The telephone key of the language. */
  readonly optionKey: string;
  /** What its callers find. */
  readonly hours: CallTime["hours"];
  readonly journey: Journey;
}

/** One call of the traffic. */
export interface TrafficCall {
  readonly kind: CallKind;
  readonly dialed: string;
  readonly from?: string;
  /** Seconds since 1970. */
  readonly at: number;
}

/** What traffic is made up for: the numbers and menus of a stack. */
export interface Site {
  readonly numbers: readonly NumberRow[];
  readonly menus: ReadonlyMap<string, MenuRow>;
}

/**
 * Makes up the calls of a month.
 * @param seed the same one gives the same calls
 * @returns the calls in the order in which they are made
 */
export function trafficOf({ numbers, menus }: Site, calls: number, seed: string): TrafficCall[] {
  const random = randomOf(`traffic ${seed}`);
  const active = numbers.filter((number) => number.active === "yes");
  const ofCountry = grouped(active, ({ country }) => country);
  const mainEnvironment = largest(grouped(active, ({ environment }) => environment));
  const choices = new Map(
    [...ofCountry].map(([country, its]) => [
      country,
      choiceOf(its.map((number) => [number, weightOf(number, mainEnvironment)])),
    ]),
  );
  const likenessOf = likenesses(active);
  const callers = callersOf(random);
  const kindOf = kinds(likenessOf);
  const firsts = [...ofCountry.values()].map(([first]) => first as NumberRow);
  const dialings = callTimes(calls, firsts, random).map((time): Dialing => {
    const number = (choices.get(time.country) as Choice<NumberRow>).draw(random);
    return {
      time,
      number,
      option: choiceOf(number.languages.split(" ").map((_, index) => [index, LANGUAGES[index] ?? 1])).draw(random),
    };
  });
  const journey = repertoires(journeysOf(menus), dialings, likenessOf);
  return dialings.map((dialing) => {
    const { time, number, option } = dialing;
    const isOpen = time.hours === "open";
    const drawn = isOpen ? journey(dialing, random) : unserved;
    // Few withhold their number, so they all do what is done most: without this each journey would be simulated twice.
    const isWithheld = isOpen && random() < WITHHELD;
    const kind = kindOf(
      number,
      time,
      number.languages.includes(" ") ? String(option + 1) : "",
      isWithheld ? usual : drawn,
      isWithheld,
    );
    return { kind, dialed: e164Of(number), at: time.at, ...(!isWithheld && { from: callers(number, time.at) }) };
  });
}

/** A call as far as the number: when which number is dialed, and which of its languages is chosen. */
interface Dialing {
  readonly time: CallTime;
  readonly number: NumberRow;
  readonly option: number;
}

/** Tells by which of them a number is like others: calls to numbers that differ in nothing but the number go alike. */
type Likeness = (number: NumberRow) => number;

function likenesses(numbers: readonly NumberRow[]): Likeness {
  const rows = numbers.map((number) => JSON.stringify({ ...number, key: undefined, kind: undefined }));
  const firsts = new Map(numbers.map((number, index) => [number, rows.indexOf(rows[index] as string)]));
  return (number) => firsts.get(number) as number;
}

/**
 * So many different things do all callers do, each number's as many of them as it is called; to simulate all that they
 * could do would take longer than to report it.
 */
const REPERTOIRE = 1000;
/** Those of a number that is hardly called. */
const LEAST = 3;

/** Draws what callers of like numbers do in a language: one of their repertoire, all of it as likely. */
function repertoires(
  draw: ReturnType<typeof journeysOf>,
  dialings: readonly Dialing[],
  likenessOf: Likeness,
): (dialing: Dialing, random: Random) => Journey {
  const groupOf = ({ number, option }: Dialing): string => `${likenessOf(number)} ${option}`;
  const open = dialings.filter(({ time }) => time.hours === "open");
  const sizes = new Map(
    [...grouped(open, groupOf)].map(([group, its]) => [
      group,
      Math.max(LEAST, Math.round((REPERTOIRE * its.length) / open.length)),
    ]),
  );
  const known = new Map<string, readonly Journey[]>();
  return (dialing, random) => {
    const { number, option } = dialing;
    const group = groupOf(dialing);
    const language = number.languages.split(" ")[option] as string;
    const journeys =
      known.get(group) ?? Array.from({ length: sizes.get(group) as number }, () => draw(number, language, random));
    known.set(group, journeys);
    return journeys[Math.floor(random() * journeys.length)] as Journey;
  };
}

const weightOf = ({ lineOfBusiness, kind, environment }: NumberRow, mainEnvironment: string | undefined): number =>
  (LINES_OF_BUSINESS[lineOfBusiness] ?? 1) *
  (KINDS_OF_NUMBERS[kind] ?? 1) *
  (environment === mainEnvironment ? 1 : TESTERS);

const largest = (groups: ReadonlyMap<string, readonly unknown[]>): string | undefined =>
  [...groups].sort(([, one], [, other]) => other.length - one.length)[0]?.[0];

/** Gives calls of one kind the same object. */
function kinds(
  likenessOf: Likeness,
): (number: NumberRow, time: CallTime, optionKey: string, journey: Journey, isWithheld: boolean) => CallKind {
  const known = new Map<string, CallKind>();
  return (number, { hours }, optionKey, journey, isWithheld) => {
    const key = JSON.stringify([likenessOf(number), hours, optionKey, journey, isWithheld]);
    const kind = known.get(key) ?? { key, number, optionKey, hours, journey };
    known.set(key, kind);
    return kind;
  };
}

const DAYS_7 = 7 * 86_400;
/** Of the callers who may call again, so many are remembered for each number. */
const REMEMBERED = 400;

/** Draws who calls: mostly someone new, sometimes one who called the same number within the last seven days. */
function callersOf(random: Random): (number: NumberRow, at: number) => string {
  const recent = new Map<string, { from: string; at: number }[]>();
  const codes = new Map<string, string>();
  const util = PhoneNumberUtil.getInstance();
  let serial = 0;
  return (number, at) => {
    const called = recent.get(number.key) ?? [];
    const again = random() < REPEATED ? called[Math.floor(random() * called.length)] : undefined;
    const code = codes.get(number.country) ?? String(util.getCountryCodeForRegion(number.country));
    codes.set(number.country, code);
    const from = again !== undefined && at - again.at < DAYS_7 ? again.from : fictionalNumber(code, ++serial);
    called.push({ from, at });
    if (called.length > REMEMBERED) called.shift();
    recent.set(number.key, called);
    return from;
  };
}

/**
 * The number of a caller who calls in the place of others: no made-up caller has it, and each kind of call has its own.
 */
export const standInFor = (from: string, serial: number): string =>
  `${from.slice(0, -SERIAL_DIGITS)}9${String(serial).padStart(SERIAL_DIGITS - 1, "0")}`;

const SERIAL_DIGITS = 7;

/** A number that nobody has: no country gives out numbers that begin with three zeros. */
const fictionalNumber = (callingCode: string, serial: number): string =>
  `+${callingCode}000${String(serial).padStart(SERIAL_DIGITS, "0")}`;

/** What of a moment a call finds: a country whose numbers are open, closed or on holiday. */
const found = ({ number, hours }: CallKind): string => `${number.country} ${hours}`;

/** Into the half-hour, so that it has begun for whoever opens with it. */
const SECONDS = 60;

/**
 * When one call of each kind is simulated, in seconds since 1970: at as few moments as show every
 * country as its calls find it, so that functions still know what they read for the call before.
 */
export function stagingsOf(calls: readonly TrafficCall[]): (kind: CallKind) => number {
  const halfHours = new Map<number, Set<string>>();
  for (const { kind, at } of calls) {
    const begun = at - (at % HALF_HOUR);
    halfHours.set(begun, (halfHours.get(begun) ?? new Set()).add(found(kind)));
  }
  const moments = new Map<string, number>();
  const newIn = (what: ReadonlySet<string>): string[] => [...what].filter((one) => !moments.has(one));
  for (;;) {
    const [begun, what] = [...halfHours].reduce(
      (best, one) => (newIn(one[1]).length > newIn(best[1]).length ? one : best),
      [0, new Set<string>()],
    );
    if (what.size === 0) return (kind) => moments.get(found(kind)) as number;
    for (const one of newIn(what)) moments.set(one, begun + SECONDS);
  }
}
