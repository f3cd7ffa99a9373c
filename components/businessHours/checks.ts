import { refuse } from "../../contentModel/refuse";
import { localTime } from "../../handlers/shared/localTime";
import type { BusinessHoursArgs, HolidayArgs, HoursArgs } from "./args";

/** Overrides that the service keeps of one hours of operation; it raises this for nobody. */
const MAXIMUM_HOLIDAYS = 50;

const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/**
 * The holidays that are not over where the hours are. So an update after a holiday takes its override away, in place:
 * a preview shows that though nobody changed anything, and it can wait for the next change.
 * @throws RangeError for a time zone that is none
 */
export function holidaysLeft({ timeZone, holidays }: Pick<HoursArgs, "timeZone" | "holidays">, now: Date) {
  const today = localTime(now, timeZone).date;
  return holidays.filter(({ date }: HolidayArgs) => date >= today);
}

export function checkHours(name: string, { hours }: BusinessHoursArgs, now: Date): void {
  const problems = Object.entries(hours).flatMap(([key, { open, timeZone, holidays }]) => [
    ...open
      .filter(({ day }) => !DAYS.includes(day))
      .map(({ day }) => `${key} opens on ${day}. Write ${DAYS.join(", ")}.`),
    ...open
      .filter(({ opens, closes }) => opens >= closes)
      .map(
        ({ day, opens, closes }) =>
          `${key} opens on ${day} at ${opens} and closes at ${closes}. Close later than you open.`,
      ),
    ...holidayProblems(key, { timeZone, holidays }, now),
  ]);
  refuse(`BusinessHours ${name} cannot be deployed:`, problems);
}

function holidayProblems(key: string, hours: Pick<HoursArgs, "timeZone" | "holidays">, now: Date): string[] {
  try {
    const { length } = holidaysLeft(hours, now);
    return length > MAXIMUM_HOLIDAYS
      ? [
          `${key} has ${length} holidays from today on; the service keeps ${MAXIMUM_HOLIDAYS}. Leave out the last ones, and add them when others are over.`,
        ]
      : [];
  } catch {
    return [`${key} is in the time zone ${hours.timeZone}, which is none. Write an IANA one, such as America/Toronto.`];
  }
}
