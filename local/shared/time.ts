import type { NumberRow } from "connect-ivr/handlers";
import { localTime } from "connect-ivr/internal/handlers/shared/localTime";
import { InputError } from "./errors";

const DAY_MS = 86_400_000;
const LOCAL = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::\d{2})?$/;

/**
 * The moment of a call. Without one the call is placed at ten in the morning of the next working day
 * on the number's own clock, so that a command says the same whenever it is typed.
 * @param text `now`, an ISO 8601 time with its offset, or one without, on the number's own clock
 */
export function momentOf(text: string | undefined, number: NumberRow | undefined): Date {
  const timeZone = number?.timeZone ?? "UTC";
  if (text === "now") return new Date();
  if (text === undefined) return nextWorkingMorning(timeZone, number?.holidays?.split(" ") ?? []);
  const local = LOCAL.exec(text);
  const moment = local
    ? atLocal(local[1] as string, Number(local[2]) * 60 + Number(local[3]), timeZone)
    : new Date(text);
  if (Number.isNaN(moment.getTime()))
    throw new InputError(
      `"${text}" is no time. Write 2026-12-24T15:30 (on the number's clock), 2026-12-24T15:30-05:00 or now.`,
    );
  return moment;
}

function nextWorkingMorning(timeZone: string, holidays: readonly string[]): Date {
  for (let day = Date.now(); ; day += DAY_MS) {
    const { date } = localTime(new Date(day), timeZone);
    const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
    if (weekday >= 1 && weekday <= 5 && !holidays.includes(date)) return atLocal(date, 10 * 60, timeZone);
  }
}

/** The moment at which clocks of a zone show a date and a minute of the day. */
function atLocal(date: string, minute: number, timeZone: string): Date {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minute * 60_000;
  const shown = (moment: number): number => {
    const parts = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      dateStyle: "short",
      timeStyle: "medium",
      hourCycle: "h23",
    }).format(moment);
    return Date.parse(`${parts.replace(/,\s*/, "T")}Z`);
  };
  const first = wanted - (shown(wanted) - wanted);
  return new Date(first - (shown(first) - wanted));
}
