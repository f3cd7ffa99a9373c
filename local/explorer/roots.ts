import { stepsOf } from "connect-ivr/flow";
import type { CallerRow, NumberRow } from "connect-ivr/handlers";
import { e164Of } from "../laptop";
import type { DeployedFlow, Instance } from "../simulator/instance";
import { isNumberRow } from "../simulator/graphInstance";
import { dayPartOf, localTime } from "connect-ivr/internal/handlers/shared/localTime";
import { type Hours, isOpen } from "../simulator/hours";

/** A call as it begins: who dials what, and when. */
export interface Root {
  readonly dialed: string;
  /** Undefined when withheld. */
  readonly caller: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Such as `open morning`. */
  readonly moment: string;
  readonly entry: DeployedFlow;
  /** The country with whose calls it has most in common; the first of the stack for a number that no row knows. */
  readonly country: string;
  /** Whether it is a call to a number that the stack serves, in which nothing should fail. */
  readonly served: boolean;
}

/** Flows that agents begin, with contacts of their own. */
export const BEGUN_BY_AGENTS: ReadonlySet<string> = new Set(["AGENT_TRANSFER", "QUEUE_TRANSFER", "OUTBOUND_WHISPER"]);
export const begunByAgents = ({ flows }: Instance): DeployedFlow[] =>
  [...flows.values()].filter(({ type }) => BEGUN_BY_AGENTS.has(type));

/** Every kind of call that there is: each number at each kind of moment from each kind of caller. */
export function rootsOf(
  rows: readonly object[],
  instance: Instance,
  entry: DeployedFlow,
  from: Date,
  dialed?: string,
): Root[] {
  const numbers = rows.filter(isNumberRow).filter((row) => dialed === undefined || e164Of(row) === dialed);
  const callers = rows.filter(isCaller);
  const moments = memo(
    (row: NumberRow) => momentsOf(row, instance, from),
    ({ hours, timeZone, holidays }) => `${hours} ${timeZone} ${holidays ?? ""}`,
  );
  const calls = numbers.flatMap((row) =>
    moments(row).flatMap(({ kind, at }) =>
      callersOf(row, callers).map((caller): Root => ({
        dialed: e164Of(row),
        caller,
        at,
        moment: kind,
        entry,
        country: row.country,
        served: row.active === "yes",
      })),
    ),
  );
  // An agent who calls out, and passes on whom they reached, has a contact without attributes.
  const outbound = numbers.flatMap((row) =>
    begunByAgents(instance).map((flow): Root => ({
      dialed: e164Of(row),
      caller: strangerTo(e164Of(row)),
      at: (moments(row)[0] as { at: number }).at,
      moment: "any",
      entry: flow,
      country: row.country,
      served: false,
    })),
  );
  const unknown = dialed === undefined ? unknownNumbers(instance, new Set(numbers.map(e164Of))) : [];
  return [
    ...calls,
    ...outbound,
    ...unknown.flatMap((number) =>
      [undefined, strangerTo(number)].map((caller): Root => ({
        dialed: number,
        caller,
        at: from.getTime(),
        moment: "any",
        entry,
        country: numbers[0]?.country ?? "",
        served: false,
      })),
    ),
  ];
}

const isCaller = (row: object): row is CallerRow => "key" in row && String(row.key).startsWith("caller#");

function memo<Key, Value>(make: (key: Key) => Value, nameOf: (key: Key) => string): (key: Key) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    const name = nameOf(key);
    if (!made.has(name)) made.set(name, make(key));
    return made.get(name) as Value;
  };
}

/**
 * One caller of each kind: withheld, a stranger, one from each country with a language of its own, a known one of each
 * language.
 */
function callersOf(row: NumberRow, known: readonly CallerRow[]): (string | undefined)[] {
  const offered = row.languages.split(" ");
  const kindOf = (language: string): string =>
    offered.find((one) => one === language) ??
    offered.find((one) => one.split("-")[0] === language.split("-")[0]) ??
    "another";
  const firstOfEach = <Item>(items: readonly Item[], kind: (item: Item) => string): Item[] => [
    ...new Map([...items].reverse().map((item) => [kind(item), item])).values(),
  ];
  const pairs = (row.callerLanguages ?? "")
    .split(" ")
    .filter((pair) => pair !== "")
    .map((pair) => pair.split("=") as [string, string]);
  const origins = firstOfEach(pairs, ([, language]) => language).map(
    ([code]) => `+${code}${"2015550199".slice(0, 14 - code.length)}`,
  );
  return [
    ...new Set([
      undefined,
      strangerTo(e164Of(row)),
      ...origins,
      ...firstOfEach(known, ({ language }) => kindOf(language)).map(({ key }) => key.slice("caller#".length)),
    ]),
  ];
}

/** A caller from the same country whom nobody knows. */
const strangerTo = (dialed: string): string => `${dialed.slice(0, -2)}${dialed.endsWith("99") ? "98" : "99"}`;

/** Numbers that no row knows: one for each beginning that a flow tells apart, and one that no flow expects. */
function unknownNumbers({ flows, modules }: Instance, served: ReadonlySet<string>): string[] {
  const prefixes = [...flows.values(), ...modules.values()].flatMap(({ content }) =>
    [...content.actions.values()]
      .filter(
        ({ type, parameters }) =>
          type === "Compare" &&
          typeof parameters["ComparisonValue"] === "string" &&
          stepsOf(parameters["ComparisonValue"])[0] === "SystemEndpoint",
      )
      .flatMap(({ conditions }) =>
        conditions.filter(({ operator }) => operator === "TextStartsWith").flatMap(({ operands }) => operands),
      ),
  );
  return [...new Set([...prefixes, "+999"])]
    .filter((prefix) => /^\+\d+$/.test(prefix))
    .map((prefix) => `${prefix}5550000000`.slice(0, 13))
    .filter((number) => !served.has(number));
}

/** A moment that stands for all of its kind. */
interface Moment {
  /** Such as `open morning`, `closed` or `holiday`. */
  readonly kind: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const HOUR = 3_600_000;

const DAY = 24 * HOUR;

/** One moment of each kind that a number knows: each part of an open day, closed, a holiday; the next of its kind. */
export function momentsOf(number: NumberRow, { hours, logicalKeys }: Instance, from: Date): Moment[] {
  const own = [...hours].find(([arn]) => logicalKeys.get(arn) === number.hours)?.[1];
  const holidays = new Set((number.holidays ?? "").split(" "));
  const kinds = new Map<string, number>();
  for (const at of candidates(own, holidays, from)) {
    const local = localTime(new Date(at), number.timeZone);
    const isHoliday = holidays.has(local.date);
    const open = own === undefined || isOpen(own, new Date(at));
    const kind = open
      ? `${isHoliday ? "holiday, open " : "open "}${dayPartOf(local.hour)}`
      : isHoliday
        ? "holiday"
        : "closed";
    if (!kinds.has(kind)) kinds.set(kind, at);
  }
  return [...kinds].map(([kind, at]) => ({ kind, at }));
}

/** Every hour of a week, and every two hours of the days that are like no other. */
function candidates(hours: Hours | undefined, holidays: ReadonlySet<string>, from: Date): number[] {
  const first = Math.ceil(from.getTime() / HOUR) * HOUR + HOUR / 2;
  const week = Array.from({ length: 7 * 24 }, (_, hour) => first + hour * HOUR);
  const special = [...new Set([...holidays, ...(hours?.overrides.map((override) => override.from) ?? [])])]
    .map((date) => Date.parse(`${date}T00:30:00Z`))
    .filter((at) => at > first);
  return [
    ...week,
    ...special.slice(0, MANY).flatMap((at) => Array.from({ length: 24 }, (_, step) => at - DAY / 2 + step * 2 * HOUR)),
  ];
}

/** Days that are like no other, of which the first are looked at. */
const MANY = 12;
