/** Opening times of one day of the week. */
export interface OpenDayArgs {
  /** `MONDAY` to `SUNDAY`. */
  day: string;
  /** Local time of day (HH:MM). */
  opens: string;
  /** Local time of day (HH:MM), after `opens`. */
  closes: string;
}

/** A day on which nobody answers. */
export interface HolidayArgs {
  /** Local date (YYYY-MM-DD). */
  date: string;
  /** Name of the holiday. */
  name: string;
}

export interface HoursArgs {
  /** IANA time zone, such as `America/Toronto`. */
  timeZone: string;
  /** The days that are open; the others are closed. */
  open: OpenDayArgs[];
  /** Days that are closed nevertheless. Of those that are not over, 50 at most: see `BusinessHours`. */
  holidays: HolidayArgs[];
  /** What the hours are for, shown on the instance. */
  description: string;
}

export interface BusinessHoursArgs {
  /** ARN of the Amazon Connect instance. */
  instanceArn: string;
  /** Beginning of the names that hours have on the instance, where names are unique. */
  namePrefix: string;
  /** Hours of operation by logical key. */
  hours: Record<string, HoursArgs>;
}
