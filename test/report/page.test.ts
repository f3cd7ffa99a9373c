import { expect } from "chai";
import { SaxesParser } from "saxes";
import { dashboardDefinition } from "../../components/reportingDataset/dashboard/definition";
import { BREAKDOWNS, SUMMED } from "../../local/report/answers/figures";
import { charts, optionOf, rowsOf } from "../../local/report/page/charts";
import type { PageData } from "../../local/report/page/data";
import { pageOf } from "../../local/report/page/page";
import { tables, tiles } from "../../local/report/page/parts";

const row = (day: string, country: string, sums: Partial<Record<string, number>>): (string | number)[] => [
  day,
  country,
  "fr-CA",
  "support",
  "prod",
  "none",
  ...SUMMED.map((name) => sums[name] ?? 0),
];
const data = (cube: PageData["cube"], title = "Calls"): PageData => ({
  title,
  about: ["Made up."],
  figures: { costPerAgentContact: 5 },
  keys: BREAKDOWNS,
  sums: SUMMED,
  cube,
});
const CUBE = [
  row("2026-05-04", "CA", { is_call: 3, is_queued: 2, is_abandoned: 1 }),
  row("2026-05-05", "US", { is_call: 5 }),
  row("2026-05-05", "CA", { is_call: 1 }),
];

/** The page without what is in its scripts and its style, which no XML parser reads. */
const markup = (page: string): string =>
  page.replace(/(<(?:script|style)[^>]*>)[\s\S]*?(<\/(?:script|style)>)/g, "$1$2");

describe("The page of a report", () => {
  it("is well formed, and asks for nothing from elsewhere", () => {
    const page = pageOf(data(CUBE));
    const parser = new SaxesParser();
    parser.on("error", (error) => {
      throw error;
    });
    const sources: string[] = [];
    parser.on("opentag", ({ name, attributes }) =>
      sources.push(
        ...Object.keys(attributes)
          .filter((key) => /^(src|href|xlink:href|action|data)$/.test(key))
          .map((key) => `${name} ${key}`),
      ),
    );
    parser.write(markup(page)).close();
    expect(sources).to.deep.equal([]);
    expect(page).not.to.match(/@import|url\((?!#)|\bfetch\(|XMLHttpRequest|sendBeacon/);
    expect(page).to.include("default-src 'none'");
  });

  it("shows every chart and its table without a script", () => {
    const page = markup(pageOf(data(CUBE)));
    for (const { id, title } of charts)
      expect(page).to.match(new RegExp(`<figcaption>${title}</figcaption><div class="chart" id="chart-${id}"><svg`));
    expect(page).to.include('<tr><th scope="row">Canada</th><td>4</td></tr>');
  });

  it("holds what it is told as text alone", () => {
    const evil = `</script><img src=x onerror=alert(1)>"'&`;
    const page = pageOf(data([row("2026-05-04", evil, { is_call: 1 })], evil));
    expect(page).not.to.include("<img").and.not.to.include("</script><");
    expect(JSON.parse(/id="data">(.*)<\/script>/.exec(page)?.[1] ?? "")).to.have.nested.property("cube[0][1]", evil);
  });

  it("mirrors the dashboard: the same charts and tables with the same titles", () => {
    const visuals = dashboardDefinition({ dataSetArn: "arn", costPerAgentContact: 5 }).Sheets?.[0]?.Visuals ?? [];
    const titles = visuals
      .filter(({ KPIVisual }) => KPIVisual === undefined)
      .map(
        (visual) =>
          Object.values(visual as Record<string, { Title?: { FormatText?: { PlainText?: string } } }>)[0]?.Title
            ?.FormatText?.PlainText,
      );
    expect([...charts, ...tables].map(({ title }) => title)).to.have.members(titles);
  });

  it("filters figures, tables and charts alike", () => {
    const [calls] = charts;
    const values = (chosen: object) =>
      rowsOf(calls as (typeof charts)[number], data(CUBE), chosen).map(({ values: [first] }) => first);
    expect(values({})).to.deep.equal([3, 6]);
    expect(values({ country: "CA" })).to.deep.equal([3, 1]);
    expect(tiles(data(CUBE), { country: "CA" }))
      .to.include("<dt>Calls</dt><dd>4</dd>")
      .and.to.include("<dt>Abandonment</dt><dd>50.0 %</dd>");
    expect(tiles(data(CUBE), { country: "US" })).to.include("<dt>Abandonment</dt><dd>–</dd>");
  });

  it("shows a country's figures the largest first, and days in their order", () => {
    const chart = charts.find(({ by }) => by === "country") as (typeof charts)[number];
    expect(rowsOf(chart, data(CUBE), {}).map(({ name, values }) => [name, ...values])).to.deep.equal([
      ["United States", 5],
      ["Canada", 4],
    ]);
    expect(rowsOf(charts[0] as (typeof charts)[number], data(CUBE), {}).map(({ name }) => name)).to.deep.equal([
      "2026-05-04",
      "2026-05-05",
    ]);
    expect(optionOf(chart, rowsOf(chart, data(CUBE), {})))
      .to.have.nested.property("yAxis.data")
      .that.deep.equals(["United States", "Canada"]);
  });
});
