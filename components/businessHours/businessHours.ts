import * as native from "@pulumi/aws-native/connect";
import type { HoursOfOperationConfigDay } from "@pulumi/aws-native/types/enums/connect";
import * as pulumi from "@pulumi/pulumi";
import { onLaptop } from "../shared/onLaptop";
import type { BusinessHoursArgs } from "./args";
import { checkHours, holidaysLeft } from "./checks";

/**
 * Hours of operation, with public holidays as closed overrides. A holiday that is over is left out, so that it does not
 * count among the 50 that the service keeps. On a laptop all are there: a call is placed on any day.
 */
export class BusinessHours extends pulumi.ComponentResource {
  /** ARN of each hours of operation by logical key; the keys are known in a preview. */
  readonly hoursArns: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: BusinessHoursArgs, opts?: pulumi.ComponentResourceOptions) {
    const now = new Date();
    checkHours(name, args, now);
    super("connect-ivr:index:BusinessHours", name, {}, opts);
    const isOffline = onLaptop();
    this.hoursArns = {};
    // One after the other: each is a request for every override, and the service takes two a second. A create that is
    // throttled the provider tries anew, finds its own first try, and fails with "already exists".
    let before: native.HoursOfOperation[] = [];
    for (const [key, hours] of Object.entries(args.hours)) {
      const made: native.HoursOfOperation = new native.HoursOfOperation(
        `${name}-${key}`,
        {
          instanceArn: args.instanceArn,
          name: `${args.namePrefix}-${key}`,
          description: hours.description,
          timeZone: hours.timeZone,
          config: hours.open.map(({ day, opens, closes }) => ({
            day: day as HoursOfOperationConfigDay,
            startTime: time(opens),
            endTime: time(closes),
          })),
          hoursOfOperationOverrides: (isOffline ? hours.holidays : holidaysLeft(hours, now)).map(
            ({ date, name: holiday }) => ({
              overrideName: `${date} ${holiday}`.slice(0, 127),
              effectiveFrom: date,
              effectiveTill: date,
              overrideType: "CLOSED" as const,
              overrideConfig: [],
            }),
          ),
        },
        { parent: this, deleteBeforeReplace: true, dependsOn: before },
      );
      this.hoursArns[key] = made.hoursOfOperationArn;
      before = [made];
    }
    this.registerOutputs({ hoursArns: this.hoursArns });
  }
}

function time(text: string): { hours: number; minutes: number } {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return { hours, minutes };
}
