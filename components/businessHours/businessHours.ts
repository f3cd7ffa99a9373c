import * as native from "@pulumi/aws-native/connect";
import type { HoursOfOperationConfigDay } from "@pulumi/aws-native/types/enums/connect";
import * as pulumi from "@pulumi/pulumi";
import type { BusinessHoursArgs } from "./args";
import { checkHours } from "./checks";

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
