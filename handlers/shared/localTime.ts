import { remembered } from "./remembered";

export type DayPart = "morning" | "afternoon" | "evening";

// A format takes a hundred times as long to make as to use.
const clockOf = remembered(
  (timeZone: string) =>
    new Intl.DateTimeFormat("en-CA", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      hourCycle: "h23",
    }),
);
const timeFormatOf = remembered(
  (language: string) => new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }),
);

/** The date (YYYY-MM-DD) and the hour (0-23) at a moment in an IANA time zone. */
export function localTime(moment: Date, timeZone: string): { date: string; hour: number } {
  const parts = clockOf(timeZone).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? "";
  return { date: `${part("year")}-${part("month")}-${part("day")}`, hour: Number(part("hour")) };
}

/** Which greeting fits the hour: morning until noon, evening from six. */
export const dayPartOf = (hour: number): DayPart => (hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening");

/** A time of day (HH:MM) as it is said in a language: `9:00 AM`, `9 h 00`, `09:00`. */
export function spokenTime(time: string, language: string): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return timeFormatOf(language).format(Date.UTC(2000, 0, 1, hour, minute));
}
