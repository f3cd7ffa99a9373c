import type { NumberRow } from "../../handlers";
import { dayPartOf, localTime } from "../../handlers/shared/localTime";
import { type Hours, isOpen } from "../simulator/hours";
import type { Instance } from "../simulator/instance";

/** A moment that stands for all of its kind. */
export interface Moment {
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
