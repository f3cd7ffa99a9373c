import { expect } from "chai";
import type { MenuRow, NumberRow } from "../../handlers/rows";
import { type TrafficCall, trafficOf, stagingsOf } from "../../local/report/traffic/calls";
const number = (e164: string, more: Partial<NumberRow> = {}): NumberRow => ({
  key: `number#${e164}`,
  active: "yes",
  environment: "dev",
  country: "CA",
  kind: "tollFree",
  languages: "en-US fr-CA",
  defaultLanguage: "en-US",
  option1: { language: "en-US", voice: "Joanna", engine: "Neural", prompt: "" },
  lineOfBusiness: "support",
  queue: "support-{language}",
  menu: "support",
  hours: "ca",
  timeZone: "America/Toronto",
  holidays: "2026-05-18",
  opens: "09:00",
  closes: "18:00",
  flow: "mainFlow",
  apiProfile: "none",
  greetByName: "no",
  recording: "off",
  ...more,
});
const menu = (routes: MenuRow["routes"]): MenuRow => ({ key: "menu#support", routes });
const SUPPORT = menu({
  "1": { type: "queue", target: "support-{language}", reason: "support_agent" },
  "2": { type: "module", target: "openingHoursModule", reason: "opening_hours" },
  "3": { type: "callback", target: "support-{language}", reason: "callback" },
  timeout: { type: "queue", target: "support-{language}", reason: "no_input" },
});
const SITE = {
  numbers: [number("+18005550100"), number("+14165550100", { kind: "did" }), number("+18005550101", { active: "no" })],
  menus: new Map([["support", SUPPORT]]),
};

const CALLS = 3000;
const traffic = (seed = "1"): TrafficCall[] => trafficOf(SITE, CALLS, seed);
function localTime(at: number, timeZone: string): [day: string, hour: number] {
  const [day = "", time = ""] = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" })
    .format(at * 1000)
    .split(" ");
  return [day, Number(time.slice(0, 2))];
}
function torontoTime({ at }: TrafficCall): { day: string; hour: number } {
  const [day, hour] = localTime(at, "America/Toronto");
  return { day, hour };
}
const count = (calls: readonly TrafficCall[], which: (call: TrafficCall) => boolean): number =>
  calls.filter(which).length;

describe("Made-up traffic", () => {
  it("is the same for the same seed, and another for another", () => {
    const told = (calls: readonly TrafficCall[]): string => JSON.stringify(calls);
    expect(told(traffic())).to.equal(told(traffic()));
    expect(told(traffic("2"))).not.to.equal(told(traffic()));
  });

  it("fills the month in the order of time, by the hours on the number's clock", () => {
    const calls = traffic();
    const times = calls.map(torontoTime);
    expect(calls.map(({ at }) => at)).to.deep.equal(calls.map(({ at }) => at).sort((one, other) => one - other));
    expect(times.every(({ day }) => day.startsWith("2026-05"))).to.equal(true);
    expect(times.filter(({ hour }) => hour >= 9 && hour < 18).length / CALLS).to.be.above(0.85);
  });

  it("has fewer calls on holidays and Sundays than on the Tuesday between", () => {
    const days = traffic()
      .map(torontoTime)
      .map(({ day }) => day);
    const of = (day: string): number => days.filter((one) => one === day).length;
    expect(of("2026-05-18")).to.be.below(of("2026-05-19") / 3);
    expect(of("2026-05-17")).to.be.below(of("2026-05-19") / 3);
  });

  it("leaves out inactive numbers, and rings toll-free ones more often", () => {
    const calls = traffic();
    expect(count(calls, ({ dialed }) => dialed === "+18005550101")).to.equal(0);
    expect(count(calls, ({ dialed }) => dialed === "+18005550100")).to.be.above(
      2 * count(calls, ({ dialed }) => dialed === "+14165550100"),
    );
  });

  it("makes one kind of calls to numbers that differ in nothing but the number", () => {
    const calls = traffic();
    const dialed = new Map<unknown, Set<string>>();
    for (const call of calls) dialed.set(call.kind, (dialed.get(call.kind) ?? new Set()).add(call.dialed));
    expect([...dialed.values()].some((numbers) => numbers.size === 2)).to.equal(true);
    expect(dialed.size).to.be.below(60);
  });

  it("has as many different calls for a number as it is called, and no more in all than a thousand and a few", () => {
    const wide: MenuRow = menu(
      Object.fromEntries(
        Array.from({ length: 8 }, (_, index) => [
          String(index + 1),
          { type: "queue", target: `queue${index}-{language}`, reason: `reason_${index}` },
        ]),
      ),
    );
    const numbers = ["US", "LU"].map((country, index) =>
      number(`+1416555010${index}`, { country, languages: "en-US" }),
    );
    const calls = trafficOf({ numbers, menus: new Map([["support", wide]]) }, 20_000, "1");
    const kinds = [...new Set(calls.map(({ kind }) => kind))].filter(({ hours }) => hours === "open");
    const [often = 0, rarely = 0] = ["US", "LU"].map(
      (country) => kinds.filter((kind) => kind.number.country === country).length,
    );
    expect(often).to.be.above(2 * rarely);
    expect(rarely).to.be.above(2);
    expect(kinds.length).to.be.below(1010);
    const shareOf = (wait: string): number =>
      count(calls, ({ kind }) => kind.number.country === "US" && kind.journey.wait === wait) /
      count(calls, ({ kind }) => kind.number.country === "US");
    // Of every hundred who come to a queue eleven give up, and most callers come to one.
    expect(shareOf("abandoned")).to.be.within(0.06, 0.13);
  });

  it("is simulated at few moments, each of which finds what the calls of its kinds find", () => {
    const sydney = number("+61800555010", {
      country: "AU",
      timeZone: "Australia/Sydney",
      hours: "au",
      holidays: "2026-05-25",
      opens: "08:00",
      closes: "20:00",
    });
    const calls = trafficOf({ ...SITE, numbers: [...SITE.numbers, sydney] }, CALLS, "1");
    const stagedAt = stagingsOf(calls);
    const kinds = [...new Set(calls.map(({ kind }) => kind))];
    // Two countries, open, closed and on holiday: one is closed or open when the other is open, and few half-hours are
    // both.
    expect(new Set(kinds.map(stagedAt)).size).to.be.within(2, 4);
    expect(kinds.length).to.be.above(15);
    for (const kind of kinds) {
      const [day, hour] = localTime(stagedAt(kind), kind.number.timeZone);
      const isHoliday = kind.number.holidays === day;
      const isOpen =
        !isHoliday &&
        ![0, 6].includes(new Date(day).getUTCDay()) &&
        hour >= Number(kind.number.opens.slice(0, 2)) &&
        hour < Number(kind.number.closes.slice(0, 2));
      expect(isHoliday ? "holiday" : isOpen ? "open" : "closed", `${kind.key} at ${day} ${hour}`).to.equal(kind.hours);
    }
  });

  it("is called from numbers that nobody can have, some of them again", () => {
    const callers = traffic().flatMap(({ from }) => from ?? []);
    expect(callers.every((from) => /^\+1000\d{7}$/.test(from))).to.equal(true);
    expect(new Set(callers).size / callers.length).to.be.within(0.75, 0.95);
    expect(callers.length).to.be.below(CALLS);
  });
});
