import { remembered } from "../../handlers/shared/remembered";

/** Hours of operation as both providers declare them, in one shape. */
export interface Hours {
  readonly timeZone: string;
  readonly open: readonly { readonly day: string; readonly from: number; readonly until: number }[];
  /** Days with hours of their own; a closed day has none. */
  readonly overrides: readonly { readonly from: string; readonly till: string; readonly open: Hours["open"] }[];
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
  overrideType?: string;
  overrideConfig: Slot[];
}

const minutes = ({ hours, minutes: rest }: Time): number => hours * 60 + rest;
const slots = (config: readonly Slot[]): Hours["open"] => config.map(({ day, startTime, endTime }) => ({ day, from: minutes(startTime), until: minutes(endTime) }));

export function nativeHours(resource: unknown): Hours {
  const { timeZone, config, hoursOfOperationOverrides = [] } = resource as { timeZone: string; config: Slot[]; hoursOfOperationOverrides?: Override[] };
  return {
    timeZone,
    open: slots(config),
    overrides: hoursOfOperationOverrides.map(({ effectiveFrom, effectiveTill, overrideType, overrideConfig }) => ({ from: effectiveFrom, till: effectiveTill, open: overrideType === "CLOSED" ? [] : slots(overrideConfig) })),
  };
}

export function classicHours(resource: unknown): Hours {
  const { timeZone, configs } = resource as { timeZone: string; configs: Slot[] };
  return { timeZone, open: slots(configs), overrides: [] };
}

const clockOf = remembered(
  (timeZone: string) => new Intl.DateTimeFormat("en-CA", { timeZone, weekday: "long", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
);

/** Whether hours are open at a moment. A closing time of 23:59 lasts until midnight. */
export function isOpen({ timeZone, open, overrides }: Hours, moment: Date): boolean {
  const parts = clockOf(timeZone).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((candidate) => candidate.type === type)?.value ?? "";
  const date = `${part("year")}-${part("month")}-${part("day")}`;
  const override = overrides.find(({ from, till }) => from <= date && date <= till);
  const day = part("weekday").toUpperCase();
  const minute = Number(part("hour")) * 60 + Number(part("minute"));
  return (override?.open ?? open).some((slot) => slot.day === day && slot.from <= minute && (minute < slot.until || slot.until === 23 * 60 + 59));
}
