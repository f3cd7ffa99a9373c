import { expect } from "chai";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type MeasureName, measures } from "../../components/reportingDataset/sql";
import { type Figures, figuresOf, BREAKDOWNS, SUMMED } from "../../local/report/answers/figures";
import { measured, type PageData, sumsBy } from "../../local/report/page/data";
import { newFolder } from "./support";

const FIGURES = { costPerAgentContact: 10 };

interface Told {
  id: string;
  day: string;
  at?: string;
  country?: string;
  language?: string;
  attributes?: Record<string, string>;
  more?: object;
}

/** A contact record with what matters here. */
const record = ({
  id,
  day,
  at = "10:00:00",
  country = "CA",
  language = "en-US",
  attributes = {},
  more = {},
}: Told): string =>
  JSON.stringify({
    ContactId: id,
    Channel: "VOICE",
    InitiationMethod: "INBOUND",
    InitiationTimestamp: `${day}T${at}Z`,
    DisconnectTimestamp: `${day}T${at.slice(0, 3)}05:00Z`,
    LastUpdateTimestamp: `${day}T${at.slice(0, 3)}06:00Z`,
    CustomerEndpoint: { Address: `+141655500${id}`, Type: "TELEPHONE_NUMBER" },
    SystemEndpoint: { Address: "+18005550100", Type: "TELEPHONE_NUMBER" },
    Attributes: {
      country,
      language,
      line_of_business: "support",
      environment: "prod",
      self_service: "none",
      personalization: "none",
      payment_result: "none",
      payment_currency: "none",
      survey_score: "none",
      ...attributes,
    },
    ...more,
  });

const waited = (seconds: number) => ({
  Queue: { Name: "support", EnqueueTimestamp: "2026-05-04T10:01:00Z", Duration: seconds },
});
const answered = (seconds: number) => ({
  ...waited(seconds),
  Agent: {
    Username: "ana.lopez",
    ConnectedToAgentTimestamp: "2026-05-04T10:02:00Z",
    AgentInteractionDuration: 100,
    CustomerHoldDuration: 20,
    AfterContactWorkDuration: 30,
  },
});

/** Six calls whose figures can be counted by hand. */
const RECORDS = [
  record({ id: "1", day: "2026-05-04", more: answered(15) }),
  record({ id: "2", day: "2026-05-04", language: "fr-CA", more: answered(40), attributes: { survey_score: "4" } }),
  record({ id: "3", day: "2026-05-04", country: "US", more: waited(60) }),
  record({
    id: "4",
    day: "2026-05-05",
    country: "US",
    attributes: {
      self_service: "payment",
      payment_result: "approved",
      payment_amount: "1250",
      payment_currency: "USD",
      personalization: "name",
    },
  }),
  record({ id: "5", day: "2026-05-05" }),
  // The caller of 5, two hours later.
  record({
    id: "6",
    day: "2026-05-05",
    at: "12:00:00",
    more: { CustomerEndpoint: { Address: "+1416555005", Type: "TELEPHONE_NUMBER" } },
  }),
];

async function figures(records: readonly string[]): Promise<Figures> {
  const folder = newFolder();
  for (const day of ["2026-05-04", "2026-05-05"]) {
    mkdirSync(join(folder, `dt=${day}`));
    writeFileSync(
      join(folder, `dt=${day}`, "a.json"),
      `${records.filter((text) => text.includes(`"InitiationTimestamp":"${day}`)).join("\n")}\n`,
    );
  }
  return figuresOf(join(folder, "*", "*"), FIGURES);
}

const pageOf = (found: Figures): PageData => ({
  title: "",
  about: [],
  figures: FIGURES,
  keys: BREAKDOWNS,
  sums: SUMMED,
  cube: found.cube,
});

describe("The figures of a report", () => {
  it("are what a count by hand gives", async () => {
    const { contacts, days, totals } = await figures(RECORDS);
    expect([contacts, days]).to.deep.equal([6, ["2026-05-04", "2026-05-05"]]);
    expect(totals).to.deep.include({
      calls: 6,
      queued: 3,
      containment_gross: 3 / 6,
      containment_true: 1 / 6,
      cost_avoided: 10,
      abandonment: 1 / 3,
      service_level_20s: 1 / 3,
      average_handle_time: 150,
      first_call_resolution: 5 / 6,
      repeat_callers: 1 / 6,
      personalization: 1 / 6,
      payments_alone: 1,
      payment_success: 1,
      survey_average: 4,
    });
  });

  it("are broken down by what the page filters", async () => {
    const { by } = await figures(RECORDS);
    const counted = (rows: readonly Readonly<Record<string, unknown>>[], key: string) =>
      rows.map((row) => [row[key], row["calls"]]);
    expect(counted(by.dt, "dt")).to.deep.equal([
      ["2026-05-04", 3],
      ["2026-05-05", 3],
    ]);
    expect(counted(by.country, "country")).to.deep.equal([
      ["CA", 4],
      ["US", 2],
    ]);
    expect(counted(by.language, "language")).to.deep.equal([
      ["en-US", 5],
      ["fr-CA", 1],
    ]);
    expect(by.payment_currency.map((row) => [row["payment_currency"], row["paid_alone"]])).to.deep.include([
      "USD",
      12.5,
    ]);
  });

  it("come out of the page's sums as they come out of the SQL, for all calls and for some", async () => {
    const found = await figures(RECORDS);
    const page = pageOf(found);
    const all = sumsBy(page, [], {}).get("");
    const canadian = sumsBy(page, [], { country: "CA" }).get("");
    for (const name of (Object.keys(measures) as MeasureName[]).filter((one) => one in found.totals)) {
      expect(measured(name, all, page), name).to.equal(found.totals[name]);
      expect(measured(name, canadian, page), `${name} of Canada`).to.equal(found.by.country[0]?.[name]);
    }
    expect(measured("paid_alone", sumsBy(page, ["payment_currency"], {}).get("USD"), page)).to.equal(12.5);
  });

  it("count a contact once, by its latest copy", async () => {
    const later = JSON.stringify({
      ...(JSON.parse(RECORDS[4] as string) as object),
      LastUpdateTimestamp: "2026-05-11T10:00:00Z",
      Agent: { Username: "ana.lopez", ConnectedToAgentTimestamp: "2026-05-05T10:02:00Z" },
    });
    const { contacts, totals } = await figures([...RECORDS, later, later]);
    expect([contacts, totals.calls, totals.containment_gross]).to.deep.equal([6, 6, 2 / 6]);
  });

  it("are none where nothing can be divided", async () => {
    const { totals } = await figures([RECORDS[4] as string]);
    expect([totals.abandonment, totals.payment_success, totals.survey_average]).to.deep.equal([null, null, null]);
  });
});
