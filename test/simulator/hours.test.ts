import { expect } from "chai";
import { classicHours, type Hours, isOpen, nativeHours } from "../../local/simulator/hours";
import { failed, menu, setContact, setQueue, text } from "./blocks";
import { type ActionJson, arnOf, call, idOf, said } from "./world";

const time = (hours: number, minutes = 0) => ({ hours, minutes });
const week = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"].map((day) => ({
  day,
  startTime: time(9),
  endTime: time(17, 30),
}));
const override = (effectiveFrom: string, effectiveTill: string) => ({
  effectiveFrom,
  effectiveTill,
  overrideType: "CLOSED",
  overrideConfig: [],
});
const newYork = nativeHours({
  timeZone: "America/New_York",
  config: week,
  hoursOfOperationOverrides: [override("2026-07-03", "2026-07-03"), override("2026-12-24", "2026-12-26")],
});
const berlin = nativeHours({ timeZone: "Europe/Berlin", config: week });
const sydney = classicHours({ timeZone: "Australia/Sydney", configs: week });

const open = (hours: Hours, moment: string): boolean => isOpen(hours, new Date(moment));

describe("Hours of operation of a simulated instance", () => {
  it("are open from the first minute to the last but not at closing time", () => {
    // 2026-03-02 is a Monday; New York is five hours behind UTC.
    expect(open(newYork, "2026-03-02T13:59:59Z")).to.equal(false);
    expect(open(newYork, "2026-03-02T14:00:00Z")).to.equal(true);
    expect(open(newYork, "2026-03-02T22:29:59Z")).to.equal(true);
    expect(open(newYork, "2026-03-02T22:30:00Z")).to.equal(false);
  });
  it("are closed on days without hours", () => {
    expect(open(newYork, "2026-03-07T15:00:00Z")).to.equal(false);
    expect(open(newYork, "2026-03-09T15:00:00Z")).to.equal(true);
  });
  it("are those of their own time zone, also where the day is another one there", () => {
    const moment = "2026-03-01T22:30:00Z"; // Sunday in Berlin, Monday half past nine in Sydney
    expect(open(sydney, moment)).to.equal(true);
    expect(open(berlin, moment)).to.equal(false);
    expect(open(sydney, "2026-03-06T22:30:00Z"), "Friday in Berlin, Saturday in Sydney").to.equal(false);
  });
  it("keep the local time when clocks change, each zone on its own day", () => {
    // New York changes on 2026-03-08, Berlin on 2026-03-29 and back on 2026-10-25.
    expect([open(newYork, "2026-03-06T13:30:00Z"), open(newYork, "2026-03-09T13:30:00Z")]).to.deep.equal([false, true]);
    expect([open(berlin, "2026-03-27T07:30:00Z"), open(berlin, "2026-03-30T07:30:00Z")]).to.deep.equal([false, true]);
    expect([open(berlin, "2026-10-23T15:45:00Z"), open(berlin, "2026-10-26T15:45:00Z")]).to.deep.equal([false, true]);
  });
  it("are closed on a holiday, from its first local minute to its last", () => {
    expect(open(newYork, "2026-07-02T15:00:00Z")).to.equal(true);
    expect(open(newYork, "2026-07-03T15:00:00Z")).to.equal(false);
    for (const day of ["2026-12-24", "2026-12-25"]) expect(open(newYork, `${day}T15:00:00Z`), day).to.equal(false);
    expect(open(newYork, "2026-12-28T15:00:00Z")).to.equal(true);
    const nights = nativeHours({
      timeZone: "America/New_York",
      config: [
        { day: "THURSDAY", startTime: time(20), endTime: time(23, 59) },
        { day: "FRIDAY", startTime: time(0), endTime: time(4) },
      ],
      hoursOfOperationOverrides: [override("2026-07-03", "2026-07-03")],
    });
    expect(open(nights, "2026-07-03T03:59:00Z"), "one minute to midnight before it").to.equal(true);
    expect(open(nights, "2026-07-03T04:00:00Z"), "midnight").to.equal(false);
  });
  it("are those of an override that opens at other times, on its days", () => {
    const early = {
      effectiveFrom: "2026-12-24",
      effectiveTill: "2026-12-24",
      overrideType: "STANDARD",
      overrideConfig: [{ day: "THURSDAY", startTime: time(9), endTime: time(12) }],
    };
    const hours = nativeHours({ timeZone: "UTC", config: week, hoursOfOperationOverrides: [early] });
    expect(
      ["2026-12-24T11:00:00Z", "2026-12-24T12:00:00Z", "2026-12-17T12:00:00Z"].map((moment) => open(hours, moment)),
    ).to.deep.equal([true, false, true]);
  });
  it("are opened, or closed, only for the times of an override that adds to them or takes from them", () => {
    const dated = (overrideType: string, from: number, until: number) => ({
      effectiveFrom: "2026-12-24",
      effectiveTill: "2026-12-24",
      overrideType,
      overrideConfig: [{ day: "THURSDAY", startTime: time(from), endTime: time(until) }],
    });
    const at = (overrides: unknown[]) =>
      ["08", "10", "13", "18"].map((hour) =>
        open(
          nativeHours({ timeZone: "UTC", config: week, hoursOfOperationOverrides: overrides }),
          `2026-12-24T${hour}:00:00Z`,
        ),
      );
    expect(at([])).to.deep.equal([false, true, true, false]);
    expect(at([dated("OPEN", 17, 20)])).to.deep.equal([false, true, true, true]);
    expect(at([dated("CLOSED", 12, 14)])).to.deep.equal([false, true, false, false]);
    expect(at([dated("STANDARD", 8, 9)])).to.deep.equal([true, false, false, false]);
    expect(at([dated("CLOSED", 18, 19), dated("OPEN", 17, 20)]), "what is closed stays closed").to.deep.equal([
      false,
      true,
      true,
      false,
    ]);
  });
  it("with an override that recurs are not known", () => {
    const weekly = {
      ...override("2026-01-01", "2026-12-31"),
      recurrenceConfig: { recurrencePattern: { frequency: "WEEKLY" } },
    };
    expect(() =>
      open(nativeHours({ timeZone: "UTC", config: week, hoursOfOperationOverrides: [weekly] }), "2026-03-02T15:00:00Z"),
    ).to.throw(/recurs.*each date/);
  });
  it("that end at 23:59 last until midnight", () => {
    const always = nativeHours({
      timeZone: "UTC",
      config: [{ day: "MONDAY", startTime: time(0), endTime: time(23, 59) }],
    });
    expect([
      open(always, "2026-03-02T00:00:00Z"),
      open(always, "2026-03-02T23:59:59Z"),
      open(always, "2026-03-03T00:00:00Z"),
    ]).to.deep.equal([true, true, false]);
  });
  it("with several slots a day are closed between them", () => {
    const lunch = classicHours({
      timeZone: "UTC",
      configs: [
        { day: "MONDAY", startTime: time(9), endTime: time(12) },
        { day: "MONDAY", startTime: time(13), endTime: time(17) },
      ],
    });
    expect(["11:59", "12:30", "13:00"].map((minute) => open(lunch, `2026-03-02T${minute}:00Z`))).to.deep.equal([
      true,
      false,
      true,
    ]);
  });
});

describe("CheckHoursOfOperation in a simulated flow", () => {
  const check = (HoursOfOperationId: string): ActionJson => [
    "CheckHoursOfOperation",
    { HoursOfOperationId },
    { next: "closed", errors: { NoMatchingError: "failed" }, equals: { True: "open", False: "closed" } },
  ];
  const words = { open: text("Open.", "end"), closed: text("Closed.", "end"), ...failed };
  const heard = async (id: string, at: string) =>
    said(
      await call({
        flows: { main: { set: setContact({ hours: arnOf("hours", "US") }, "check"), check: check(id), ...words } },
        hours: { US: newYork },
        at,
      }),
    );

  it("answers for the moment of the call", async () => {
    expect(await heard(arnOf("hours", "US"), "2026-03-02T15:00:00Z")).to.deep.equal(["Open."]);
    expect(await heard(arnOf("hours", "US"), "2026-03-02T23:00:00Z")).to.deep.equal(["Closed."]);
    expect(await heard(arnOf("hours", "US"), "2026-07-03T15:00:00Z"), "a holiday").to.deep.equal(["Closed."]);
  });
  it("finds the hours by id and by reference, and takes the error branch without any", async () => {
    expect(await heard(idOf("US"), "2026-03-02T15:00:00Z")).to.deep.equal(["Open."]);
    expect(await heard("$.Attributes.hours", "2026-03-02T15:00:00Z")).to.deep.equal(["Open."]);
    expect(await heard("$.Attributes.none", "2026-03-02T15:00:00Z")).to.deep.equal(["Failed."]);
    expect(await heard(arnOf("hours", "CA"), "2026-03-02T15:00:00Z")).to.deep.equal(["Failed."]);
  });
  it("asks for the hours of the target queue where the block names none", async () => {
    const own: ActionJson = [
      "CheckHoursOfOperation",
      {},
      { next: "closed", errors: { NoMatchingError: "failed" }, equals: { True: "open", False: "closed" } },
    ];
    const at = async (moment: string) =>
      said(
        await call({
          flows: { main: { set: setQueue(arnOf("queue", "support"), "check"), check: own, ...words } },
          hours: { US: newYork },
          queues: ["support"],
          queueHours: { support: "US" },
          at: moment,
        }),
      );
    expect(await at("2026-03-02T15:00:00Z")).to.deep.equal(["Open."]);
    expect(await at("2026-03-02T23:00:00Z")).to.deep.equal(["Closed."]);
    expect(said(await call({ flows: { main: { check: own, ...words } } })), "without a target queue").to.deep.equal([
      "Failed.",
    ]);
  });
  it("says what the world answers for it", async () => {
    const answered = async (answer: string) =>
      said(
        await call({
          flows: { main: { check: check(arnOf("hours", "US")), ...words } },
          hours: { US: newYork },
          at: "2026-03-02T15:00:00Z",
          world: { answers: { "main/check": answer } },
        }),
      );
    expect([await answered("True"), await answered("False")]).to.deep.equal([["Open."], ["Closed."]]);
  });
  it("counts the time that has passed in the call", async () => {
    const flows = {
      main: {
        wait: menu({ 1: "check" }, { silence: "check", otherKey: "check" }, {}),
        check: check(arnOf("hours", "US")),
        ...words,
      },
    };
    const at = "2026-03-02T22:29:57Z";
    expect(said(await call({ flows, hours: { US: newYork }, at, keys: "1" }))).to.deep.equal(["Open."]);
    expect(said(await call({ flows, hours: { US: newYork }, at, keys: "w" })), "five seconds later").to.deep.equal([
      "Closed.",
    ]);
  });
});
