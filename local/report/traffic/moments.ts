import type { NumberRow } from "connect-ivr/internal/handlers/rows";
import { momentOf } from "../../shared/time";
import { COUNTRIES, HOLIDAY, WEEKDAYS } from "./habits";
import { type Random, choiceOf } from "./random";

/** When a call is made, and what callers find then. */
export interface CallTime {
  readonly country: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly hours: "open" | "closed" | "holiday";
}

/** The month that is made up, whose days stand in the holidays of the numbers. */
export const MONTH = "2026-05";

/** In seconds. */
export const HALF_HOUR = 1800;
const MINUTES = 60;
const NOON = 12 * 60;

/** Days of a month, `yyyy-MM-dd`. */
function daysOf(month: string): string[] {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return Array.from(
    { length: new Date(Date.UTC(year, number, 0)).getUTCDate() },
    (_, index) => `${month}-${String(index + 1).padStart(2, "0")}`,
  );
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * MINUTES + Number(time.slice(3));

/** The hours of a day on the number's clock, in minutes; undefined where it is closed all day. */
function openOn(
  weekday: number,
  { opens, closes, saturdayOpens, saturdayCloses }: NumberRow,
): readonly [number, number] | undefined {
  if (weekday === 0) return undefined;
  if (weekday < 6) return [minuteOf(opens), minuteOf(closes)];
  return saturdayOpens === undefined || saturdayCloses === undefined
    ? undefined
    : [minuteOf(saturdayOpens), minuteOf(saturdayCloses)];
}

/**
 * How many call at a minute of the day: most in the middle of the morning and again in the afternoon, hardly anyone at
 * night.
 */
function shape(minute: number, [opens, closes]: readonly [number, number]): number {
  const passed = (minute - opens) / (closes - opens);
  const hill = (middle: number, width: number): number => Math.exp(-(((passed - middle) / width) ** 2));
  if (passed >= 0 && passed < 1) return 0.5 + 0.8 * hill(0.22, 0.14) + 0.55 * hill(0.68, 0.16);
  return minute < 7 * MINUTES || minute > 22 * MINUTES ? 0.01 : 0.07;
}

const USUAL_HOURS = [9 * MINUTES, 18 * MINUTES] as const;

/**
 * Draws when calls are made, over a month, by the opening hours and holidays of the countries.
 * @param numbers one for each country
 * @returns the times in their order
 */
export function callTimes(calls: number, numbers: readonly NumberRow[], random: Random): CallTime[] {
  const halfHours = numbers.flatMap((number) => daysOf(MONTH).flatMap((day) => halfHoursOf(day, number)));
  const choice = choiceOf(halfHours.map(({ weight, ...halfHour }) => [halfHour, weight]));
  return Array.from({ length: calls }, () => {
    const { at, ...rest } = choice.draw(random);
    return { ...rest, at: at + Math.floor(random() * HALF_HOUR) };
  }).sort((one, other) => one.at - other.at);
}

function halfHoursOf(day: string, number: NumberRow): (CallTime & { weight: number })[] {
  const noon = momentOf(`${day}T12:00`, number).getTime() / 1000;
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  const isHoliday = number.holidays?.split(" ").includes(day) === true;
  const open = isHoliday ? undefined : openOn(weekday, number);
  const ofDay = (COUNTRIES[number.country] ?? 1) * (isHoliday ? HOLIDAY : (WEEKDAYS[weekday] as number));
  return Array.from({ length: 48 }, (_, index) => {
    const minute = index * 30;
    const isOpen = open !== undefined && minute >= open[0] && minute < open[1];
    return {
      country: number.country,
      at: noon + (minute - NOON) * MINUTES,
      hours: isHoliday ? "holiday" : isOpen ? "open" : "closed",
      weight: ofDay * shape(minute, open ?? USUAL_HOURS),
    };
  });
}
