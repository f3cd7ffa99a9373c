import type { NumberRow } from "../../handlers";
import { momentOf } from "../cli/time";
import { InputError } from "../engine/project";

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const DAY = /^([a-z]+) (([01]\d|2[0-3]):[0-5]\d)$/;
const DAY_MS = 86_400_000;
const WITHOUT_HOLIDAYS = "2026-01-01";

/** When a scenario that says nothing of it takes place. */
export const ORDINARY_TIME = "monday 10:00";

/**
 * The moment of a scenario, on the clock of the dialed number. The same content gives the same moment on any day:
 * `holiday` is the first holiday of the number's row, a weekday the first one after it that is no holiday.
 * @param text a weekday or `holiday` with a time of day (`monday 10:00`), or ISO 8601
 * @throws InputError for anything else, and for `holiday` where the number has none
 */
export function scenarioMoment(text: string, number: NumberRow | undefined): Date {
  if (text === "now") throw new InputError('"now" is another time in every run. Write a day and a time.');
  const [, day, time] = DAY.exec(text) ?? [];
  if (day === undefined || (day !== "holiday" && !DAYS.includes(day))) return isoMoment(text, number);
  const holidays = number?.holidays?.split(" ") ?? [];
  const [first] = holidays;
  if (day !== "holiday")
    return momentOf(`${weekdayAfter(first ?? WITHOUT_HOLIDAYS, DAYS.indexOf(day), holidays)}T${time}`, number);
  if (first === undefined) throw new InputError("The number has no holidays. Write a date.");
  return momentOf(`${first}T${time}`, number);
}

function isoMoment(text: string, number: NumberRow | undefined): Date {
  try {
    return momentOf(text, number);
  } catch {
    throw new InputError(
      `"${text}" is no time. Write monday 10:00, holiday 11:00, or 2026-12-24T15:30; all on the number's clock.`,
    );
  }
}

function weekdayAfter(start: string, weekday: number, holidays: readonly string[]): string {
  for (let day = Date.parse(`${start}T12:00:00Z`); ; day += DAY_MS) {
    const date = new Date(day).toISOString().slice(0, "2026-01-01".length);
    if (new Date(day).getUTCDay() === weekday && !holidays.includes(date)) return date;
  }
}
