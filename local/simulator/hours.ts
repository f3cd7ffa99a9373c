import { remembered } from "connect-ivr/internal/handlers/shared/remembered";
import { SimulatorError } from "../shared/errors";

type Slots = readonly { readonly day: string; readonly from: number; readonly until: number }[];

/**
 * How an override changes the hours on its days (reference 5.1; API page OverrideHour):
 * `STANDARD` replaces them, `OPEN` adds to them, `CLOSED` takes from them, all day where it names no time.
 */
type OverrideType = "STANDARD" | "OPEN" | "CLOSED";

/** Hours of operation as both providers declare them, in one shape. */
export interface Hours {
  readonly timeZone: string;
  readonly open: Slots;
  readonly overrides: readonly {
    readonly type: OverrideType;
    readonly from: string;
    readonly till: string;
    readonly times: Slots;
    readonly recurs: boolean;
  }[];
}

interface Time {
  hours: number;
  minutes: number;
}
interface Slot {
  day: string;
  startTime: Time;
  endTime: Time;
}
interface Override {
  effectiveFrom: string;
  effectiveTill: string;
  overrideType?: OverrideType;
  overrideConfig: Slot[];
  recurrenceConfig?: unknown;
}

const minutes = ({ hours, minutes: rest }: Time): number => hours * 60 + rest;
const slots = (config: readonly Slot[]): Slots =>
  config.map(({ day, startTime, endTime }) => ({ day, from: minutes(startTime), until: minutes(endTime) }));

export function nativeHours(resource: unknown): Hours {
  const {
    timeZone,
    config,
    hoursOfOperationOverrides = [],
  } = resource as { timeZone: string; config: Slot[]; hoursOfOperationOverrides?: Override[] };
  return {
    timeZone,
    open: slots(config),
    overrides: hoursOfOperationOverrides.map(
      ({ effectiveFrom, effectiveTill, overrideType = "STANDARD", overrideConfig, recurrenceConfig }) => ({
        type: overrideType,
        from: effectiveFrom,
        till: effectiveTill,
        times: slots(overrideConfig),
        recurs: recurrenceConfig !== undefined,
      }),
    ),
  };
}

export function classicHours(resource: unknown): Hours {
  const { timeZone, configs } = resource as { timeZone: string; configs: Slot[] };
  return { timeZone, open: slots(configs), overrides: [] };
}

/** Making a clock costs more than a whole block. */
const clockOf = remembered(
  (timeZone: string) =>
    new Intl.DateTimeFormat("en-CA", {
      timeZone,
      weekday: "long",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }),
);

/**
 * Whether hours are open at a moment. A closing time of 23:59 lasts until midnight.
 * @throws SimulatorError for an override that recurs: on which days it does is not known here
 */
export function isOpen({ timeZone, open, overrides }: Hours, moment: Date): boolean {
  const parts = clockOf(timeZone).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? "";
  const date = `${part("year")}-${part("month")}-${part("day")}`;
  const day = part("weekday").toUpperCase();
  const minute = Number(part("hour")) * 60 + Number(part("minute"));
  const within = (times: Slots): boolean =>
    times.some(
      (slot) => slot.day === day && slot.from <= minute && (minute < slot.until || slot.until === 23 * 60 + 59),
    );
  if (overrides.some(({ recurs }) => recurs))
    throw new SimulatorError("Hours with an override that recurs are not simulated. Write an override for each date.");
  const today = (type: OverrideType) =>
    overrides.filter((override) => override.type === type && override.from <= date && date <= override.till);
  if (today("CLOSED").some(({ times }) => times.length === 0 || within(times))) return false;
  if (today("OPEN").some(({ times }) => within(times))) return true;
  return within(today("STANDARD")[0]?.times ?? open);
}
