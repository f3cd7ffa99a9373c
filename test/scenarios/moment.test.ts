import { expect } from "chai";
import { numberRow } from "../handlers/rows";
import { scenarioMoment } from "../../local/scenarios/plan";

const CANADA = numberRow({ timeZone: "America/Toronto", holidays: "2026-01-01 2026-01-05 2026-07-01" });
const at = (text: string, row: ReturnType<typeof numberRow> | undefined = CANADA): string =>
  scenarioMoment(text, row).toISOString();

describe("the moment of a scenario", () => {
  it("is a weekday of the number's calendar that is no holiday, whatever today is", () => {
    expect(at("friday 10:00")).to.equal("2026-01-02T15:00:00.000Z");
    expect(at("monday 10:00"), "the fifth is a holiday").to.equal("2026-01-12T15:00:00.000Z");
  });
  it("is the number's first holiday", () => expect(at("holiday 09:30")).to.equal("2026-01-01T14:30:00.000Z"));
  it("is ISO 8601 on the number's clock, in summer too, or with an offset", () => {
    expect(at("2026-07-02T09:00")).to.equal("2026-07-02T13:00:00.000Z");
    expect(at("2026-07-02T09:00+02:00")).to.equal("2026-07-02T07:00:00.000Z");
  });
  it("is in UTC for a number that the stack does not know", () =>
    expect(scenarioMoment("thursday 10:00", undefined).toISOString()).to.equal("2026-01-01T10:00:00.000Z"));
  it("is refused when it is none, or another one in every run", () => {
    for (const text of ["someday 10:00", "monday", "monday 25:00", "tomorrow"])
      expect(() => at(text), text).to.throw(`"${text}" is no time. Write monday 10:00`);
    expect(() => at("now")).to.throw('"now" is another time in every run.');
    const { holidays: none, ...without } = CANADA;
    expect(none).to.not.equal(undefined);
    expect(() => at("holiday 10:00", without)).to.throw("The number has no holidays. Write a date.");
  });
});
