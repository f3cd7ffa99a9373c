import { refuse } from "../../contentModel/refuse";
import type { BusinessHoursArgs } from "./args";

const MAXIMUM_HOLIDAYS = 50;

const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

export function checkHours(name: string, { hours }: BusinessHoursArgs): void {
  const problems = Object.entries(hours).flatMap(([key, { open, holidays }]) => [
    ...open
      .filter(({ day }) => !DAYS.includes(day))
      .map(({ day }) => `${key} opens on ${day}. Write ${DAYS.join(", ")}.`),
    ...open
      .filter(({ opens, closes }) => opens >= closes)
      .map(
        ({ day, opens, closes }) =>
          `${key} opens on ${day} at ${opens} and closes at ${closes}. Close later than you open.`,
      ),
    ...(holidays.length > MAXIMUM_HOLIDAYS
      ? [`${key} has ${holidays.length} holidays; the service keeps ${MAXIMUM_HOLIDAYS}. Leave past ones out.`]
      : []),
  ]);
  refuse(`BusinessHours ${name} cannot be deployed:`, problems);
}
