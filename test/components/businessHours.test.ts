import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { OFFLINE_ORGANIZATION } from "../../callFlows/instance";
import { BusinessHours } from "../../components/businessHours/businessHours";
import { checkHours, holidaysLeft } from "../../components/businessHours/checks";

const INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555";
const days = (...dates: string[]) => dates.map((date) => ({ date, name: "Holiday" }));

describe("the holidays of hours of operation", () => {
  it("are over when their day is over where the hours are", () => {
    const holidays = days("2026-11-23", "2026-11-24", "2026-11-25");
    const left = (timeZone: string, now: string): string[] =>
      holidaysLeft({ timeZone, holidays }, new Date(now)).map(({ date }) => date.slice(-2));
    expect(left("UTC", "2026-11-24T00:00:00Z")).to.deep.equal(["24", "25"]);
    expect(left("UTC", "2026-11-23T23:59:59Z")).to.deep.equal(["23", "24", "25"]);
    expect(left("Asia/Tokyo", "2026-11-23T15:00:00Z")).to.deep.equal(["24", "25"]);
    expect(left("America/Toronto", "2026-11-24T04:59:59Z")).to.deep.equal(["23", "24", "25"]);
  });

  const check = (timeZone: string, dates: string[], now: string) => () =>
    checkHours(
      "h",
      {
        instanceArn: INSTANCE,
        namePrefix: "x",
        hours: { k: { timeZone, open: [], description: "d", holidays: days(...dates) } },
      },
      new Date(now),
    );

  it("are fifty at most without those that are over", () => {
    const dates = Array.from({ length: 51 }, (_, index) =>
      new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
    );
    expect(check("UTC", dates, "2026-01-01T12:00:00Z")).to.throw(
      "k has 51 holidays from today on; the service keeps 50.",
    );
    expect(check("UTC", dates, "2026-01-02T12:00:00Z")).to.not.throw();
  });

  it("are in a time zone that there is", () => {
    expect(check("Mars/Olympus", [], "2026-01-01T12:00:00Z")).to.throw(
      "k is in the time zone Mars/Olympus, which is none. Write an IANA one, such as America/Toronto.",
    );
  });

  /** The days of the overrides that a stack deploys. */
  async function deployed(organization: string): Promise<unknown> {
    let overrides: unknown;
    await pulumi.runtime.setMocks(
      {
        newResource: ({ name, inputs }) => {
          if (name === "h-k") overrides = (inputs as Record<string, unknown>)["hoursOfOperationOverrides"];
          return { id: name, state: { hoursOfOperationArn: "arn" } };
        },
        call: () => ({}),
      },
      "project",
      "stack",
      false,
      organization,
    );
    const { hoursArns } = new BusinessHours("h", {
      instanceArn: INSTANCE,
      namePrefix: "x",
      hours: { k: { timeZone: "UTC", open: [], description: "d", holidays: days("2000-01-01", "2999-01-01") } },
    });
    await new Promise((resolve) => pulumi.output(hoursArns).apply(resolve));
    return (overrides as { effectiveFrom: string }[]).map(({ effectiveFrom }) => effectiveFrom);
  }

  it("are deployed if they are not over, and all on a laptop, where a call is placed on any day", async () => {
    expect(await deployed("acme")).to.deep.equal(["2999-01-01"]);
    expect(await deployed(OFFLINE_ORGANIZATION)).to.deep.equal(["2000-01-01", "2999-01-01"]);
  });
});
