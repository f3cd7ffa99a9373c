import { expect } from "chai";
import { after, before } from "mocha";
import { getNumberAttributes } from "../../handlers";
import { spokenTime } from "../../handlers/shared/localTime";
import { numberRow } from "./rows";
import { ask, startTables, type TestTables } from "./tables";

type Moment = [at: string, answer: string];
const DAY_PARTS: Record<string, Moment[]> = {
  "America/Toronto": [
    ["2026-02-10T05:00:00Z", "morning"],
    ["2026-02-10T16:59:59.999Z", "morning"],
    ["2026-02-10T17:00:00Z", "afternoon"],
    ["2026-02-10T22:59:59.999Z", "afternoon"],
    ["2026-02-10T23:00:00Z", "evening"],
    ["2026-02-11T04:59:59.999Z", "evening"],
    // The clock goes forward on 8 March.
    ["2026-03-07T16:59:00Z", "morning"],
    ["2026-03-08T15:59:00Z", "morning"],
    ["2026-03-08T16:00:00Z", "afternoon"],
    ["2026-03-08T22:00:00Z", "evening"],
  ],
  "Europe/Zurich": [
    ["2026-02-10T10:59:00Z", "morning"],
    ["2026-02-10T11:00:00Z", "afternoon"],
    ["2026-02-10T17:00:00Z", "evening"],
    // The clock goes back on 25 October.
    ["2026-10-24T09:59:00Z", "morning"],
    ["2026-10-24T10:00:00Z", "afternoon"],
    ["2026-10-25T10:59:00Z", "morning"],
    ["2026-10-25T11:00:00Z", "afternoon"],
    ["2026-10-25T16:59:00Z", "afternoon"],
    ["2026-10-25T17:00:00Z", "evening"],
  ],
  "Australia/Sydney": [
    // The clock goes back on 5 April.
    ["2026-04-04T00:59:00Z", "morning"],
    ["2026-04-04T01:00:00Z", "afternoon"],
    ["2026-04-05T01:59:00Z", "morning"],
    ["2026-04-05T02:00:00Z", "afternoon"],
  ],
  "Asia/Kolkata": [
    ["2026-06-10T06:29:00Z", "morning"],
    ["2026-06-10T06:30:00Z", "afternoon"],
    ["2026-06-10T12:29:00Z", "afternoon"],
    ["2026-06-10T12:30:00Z", "evening"],
  ],
  "Pacific/Auckland": [
    ["2026-01-01T22:59:00Z", "morning"],
    ["2026-01-01T23:00:00Z", "afternoon"],
    ["2026-01-02T05:00:00Z", "evening"],
  ],
};

const HOLIDAYS: Record<string, Moment[]> = {
  "America/Toronto": [
    ["2026-07-01T03:59:59.999Z", "no"],
    ["2026-07-01T04:00:00Z", "yes"],
    ["2026-07-02T03:59:59.999Z", "yes"],
    ["2026-07-02T04:00:00Z", "no"],
  ],
  // The night in which the clock goes forward: the day has 23 hours.
  "Europe/Zurich": [
    ["2026-03-28T22:59:59.999Z", "no"],
    ["2026-03-28T23:00:00Z", "yes"],
    ["2026-03-29T21:59:59.999Z", "yes"],
    ["2026-03-29T22:00:00Z", "no"],
  ],
  "Pacific/Auckland": [
    ["2026-12-24T10:59:59.999Z", "no"],
    ["2026-12-24T11:00:00Z", "yes"],
    ["2026-12-25T10:59:59.999Z", "yes"],
    ["2026-12-25T11:00:00Z", "no"],
  ],
};
const ZONES = [...new Set([...Object.keys(DAY_PARTS), ...Object.keys(HOLIDAYS)])];
const numberIn = (zone: string): string => `+1416555020${ZONES.indexOf(zone)}`;

describe("the time at the dialed number", () => {
  let tables: TestTables;
  before(async () => {
    tables = await startTables();
    await tables.put(
      "routing",
      ...ZONES.map((timeZone) =>
        numberRow({ key: `number#${numberIn(timeZone)}`, timeZone, holidays: "2026-03-29 2026-07-01 2026-12-25" }),
      ),
    );
  });
  after(() => tables.close());

  const at = async (zone: string, moment: string, key: string): Promise<string | undefined> =>
    (
      await ask(
        tables,
        getNumberAttributes,
        { dialed: numberIn(zone), caller: null, parameters: { keys: key } },
        new Date(moment),
      )
    )[key];

  for (const [zone, moments] of Object.entries(DAY_PARTS))
    it(`is morning until noon and evening from six in ${zone}`, async () => {
      for (const [moment, dayPart] of moments) expect(await at(zone, moment, "dayPart"), moment).to.equal(dayPart);
    });

  for (const [zone, moments] of Object.entries(HOLIDAYS))
    it(`begins and ends a holiday at local midnight in ${zone}`, async () => {
      for (const [moment, holiday] of moments) expect(await at(zone, moment, "holiday"), moment).to.equal(holiday);
    });
});

describe("a spoken time of day", () => {
  for (const language of [
    "en-US",
    "en-GB",
    "fr-CA",
    "fr-FR",
    "it-IT",
    "nl-NL",
    "de-DE",
    "es-ES",
    "es-MX",
    "pt-BR",
    "pt-PT",
    "ja-JP",
  ])
    it(`holds the digits in ${language}`, () => {
      expect(spokenTime("09:05", language)).to.match(/^0?9\D+05(\D|$)/);
      expect(spokenTime("18:30", language)).to.match(/^(18|0?6)\D+30(\D|$)/);
      expect(spokenTime("00:00", language)).to.match(/^(0|00|12)\D+00(\D|$)/);
    });

  it("tells morning from evening where the clock has twelve hours", () => {
    for (const language of ["en-US", "es-MX"])
      expect(spokenTime("09:00", language).replace("9", "")).to.not.equal(
        spokenTime("21:00", language).replace("9", ""),
      );
  });
});
