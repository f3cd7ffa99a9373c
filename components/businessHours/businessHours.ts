import * as native from "@pulumi/aws-native/connect";
import type { HoursOfOperationConfigDay } from "@pulumi/aws-native/types/enums/connect";
import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../refuse";

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
  /** Days that are closed nevertheless, 50 at most. */
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

const MAXIMUM_HOLIDAYS = 50;
const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/** Hours of operation, with public holidays as closed overrides. */
export class BusinessHours extends pulumi.ComponentResource {
  /** ARN of each hours of operation by logical key; the keys are known in a preview. */
  readonly hoursArns: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: BusinessHoursArgs, opts?: pulumi.ComponentResourceOptions) {
    checkHours(name, args);
    super("connect-ivr:index:BusinessHours", name, {}, opts);
    const hours = Object.entries(args.hours).map(
      ([key, { timeZone, open, holidays, description }]): [string, pulumi.Output<string>] => {
        const { hoursOfOperationArn } = new native.HoursOfOperation(
          `${name}-${key}`,
          {
            instanceArn: args.instanceArn,
            name: `${args.namePrefix}-${key}`,
            description,
            timeZone,
            config: open.map(({ day, opens, closes }) => ({
              day: day as HoursOfOperationConfigDay,
              startTime: time(opens),
              endTime: time(closes),
            })),
            hoursOfOperationOverrides: holidays.map(({ date, name: holiday }) => ({
              overrideName: `${date} ${holiday}`.slice(0, 127),
              effectiveFrom: date,
              effectiveTill: date,
              overrideType: "CLOSED" as const,
              overrideConfig: [],
            })),
          },
          { parent: this, deleteBeforeReplace: true },
        );
        return [key, hoursOfOperationArn];
      },
    );
    this.hoursArns = Object.fromEntries(hours);
    this.registerOutputs({ hoursArns: this.hoursArns });
  }
}

function time(text: string): { hours: number; minutes: number } {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return { hours, minutes };
}

function checkHours(name: string, { hours }: BusinessHoursArgs): void {
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
