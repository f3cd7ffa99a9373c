import { expect } from "chai";
import { routingRows, type RoutingSite } from "../../contentModel";
import type { CallerRow, MenuRow, NumberRow } from "../../handlers";
import { all, append, type Change, change, contentWith, remove, write } from "./fixture";

const SITE: RoutingSite = { claimed: {}, skillRouting: true };
const rowsOf = (changed?: Change, site: RoutingSite = SITE) => routingRows(contentWith(changed), site);
const rowOf = <Row extends NumberRow | MenuRow | CallerRow>(
  key: Row["key"],
  changed?: Change,
  site?: RoutingSite,
): Row => rowsOf(changed, site).find((row): row is Row => row.key === key) ?? expect.fail(`no row ${key}`);
const CANADA = "number#+14165550142";
const SWISS = "number#+41445550143";
const number = (key: NumberRow["key"], changed?: Change, site?: RoutingSite): NumberRow =>
  rowOf<NumberRow>(key, changed, site);
const swiss = (fields: string): Change =>
  change(
    "numbers/dev.yaml",
    "country: CH, lineOfBusiness: support, kind: did",
    `country: CH, lineOfBusiness: support, kind: did, ${fields}`,
  );
const criteria = (country: string, seconds: string): unknown => ({
  Steps: [
    {
      Expression: {
        AndExpression: [
          {
            AttributeCondition: {
              Name: "Country",
              Value: country,
              ProficiencyLevel: "2.0",
              ComparisonOperator: "NumberGreaterOrEqualTo",
            },
          },
        ],
      },
      Expiry: { DurationInSeconds: seconds },
    },
  ],
});

describe("the row of a number", () => {
  it("says where callbacks may go where that is not its own country", () => {
    expect(number(SWISS)).to.not.have.property("callbackCountries");
    expect(number(SWISS, swiss("callbackCountries: [CH, LI]")).callbackCountries).to.equal("CH LI");
  });

  it("holds all that a call needs, out of country, language and line of business", () => {
    const { skills, ...row } = number(CANADA);
    expect(row).to.deep.equal({
      key: "number#+14165550142",
      active: "yes",
      environment: "dev",
      country: "CA",
      kind: "did",
      languages: "en-US fr-CA",
      defaultLanguage: "en-US",
      option1: {
        language: "en-US",
        voice: "Joanna",
        engine: "Neural",
        prompt: "<speak>For English, press {key}.</speak>",
      },
      option2: {
        language: "fr-CA",
        voice: "Gabrielle",
        engine: "Neural",
        prompt: "<speak>Pour le français, appuyez sur le {key}.</speak>",
      },
      callerLanguages: "41=fr-CA",
      lineOfBusiness: "sales",
      queue: "sales-{language}",
      menu: "sales",
      hours: "CA",
      timeZone: "America/Toronto",
      holidays: "2026-01-01 2026-07-01",
      opens: "09:00",
      closes: "18:00",
      saturdayOpens: "10:00",
      saturdayCloses: "16:00",
      flow: "mainFlow",
      apiProfile: "default",
      greetByName: "no",
      recording: "off",
    });
    expect(JSON.parse(skills as string)).to.deep.equal(criteria("CA", "30"));
  });

  it("takes what the number says before what its country says", () => {
    const own = swiss(
      "languages: [fr-CA], menu: sales, queue: default, flow: newsFlow, apiProfile: test, environment: staging, active: false",
    );
    expect(number(SWISS, own)).to.include({
      languages: "fr-CA",
      menu: "sales",
      queue: "default",
      flow: "newsFlow",
      apiProfile: "test",
      environment: "staging",
      active: "no",
    });
    expect(number(SWISS)).to.include({
      languages: "fr-FR en-US",
      menu: "support",
      queue: "support-{language}",
      flow: "mainFlow",
      apiProfile: "default",
      environment: "dev",
      active: "yes",
    });
  });

  it("takes zone, times and holidays of the country whose hours it keeps", () => {
    expect(number(SWISS, swiss("hours: CA"))).to.include({
      country: "CH",
      hours: "CA",
      timeZone: "America/Toronto",
      opens: "09:00",
      saturdayOpens: "10:00",
      holidays: "2026-01-01 2026-07-01",
    });
  });

  it("leaves out Saturdays and holidays that there are not", () => {
    const row = number(SWISS, write("holidays/CH.yaml", "country: CH\nholidays: []\n"));
    expect(row).to.not.have.any.keys("saturdayOpens", "saturdayCloses", "holidays");
    expect(number(SWISS)).to.include({ holidays: "2026-08-01" }).and.not.have.property("saturdayOpens");
  });

  it("offers up to four languages, in order", () => {
    const three = number(SWISS, swiss("languages: [en-US, fr-FR, fr-CA]"));
    expect([three.option1, three.option2, three.option3].map((option) => option?.language)).to.deep.equal([
      "en-US",
      "fr-FR",
      "fr-CA",
    ]);
    expect(three)
      .to.include({ languages: "en-US fr-FR fr-CA", defaultLanguage: "en-US" })
      .and.not.have.property("option4");
  });

  it("is that of the claimed number where the company has one", () => {
    const site = { ...SITE, claimed: { "ca-sales": { e164: "+14377770000", phoneNumberId: "id" } } };
    expect(rowsOf(undefined, site).map(({ key }) => key))
      .to.include("number#+14377770000")
      .and.not.include(CANADA);
    expect(number("number#+14377770000", undefined, site)).to.include({ country: "CA", menu: "sales" });
  });

  it("offers a language in the words of the country before those of the language", () => {
    const overlay = append(
      "prompts/en-US.yaml",
      'countries:\n  CH:\n    language: { choose: "English & more, {key}." }\n',
    );
    expect(number(SWISS, overlay).option2?.prompt).to.equal("<speak>English &amp; more, {key}.</speak>");
    expect(number(CANADA, overlay).option1.prompt).to.equal("<speak>For English, press {key}.</speak>");
  });

  it("offers a language in the words of its environment before those of the country", () => {
    const countries = 'countries:\n  CH:\n    language: { choose: "Swiss English, {key}." }\n';
    const environments = 'environments:\n  staging:\n    language: { choose: "Test English, {key}." }\n';
    const both = '  staging#CH:\n    language: { choose: "Swiss test English, {key}." }\n';
    const inStaging = swiss("environment: staging");
    const prompt = (overlays: string): string | undefined =>
      number(SWISS, all(append("prompts/en-US.yaml", overlays), inStaging)).option2?.prompt;
    expect([countries, countries + environments, countries + environments + both].map(prompt)).to.deep.equal(
      ["Swiss English", "Test English", "Swiss test English"].map((text) => `<speak>${text}, {key}.</speak>`),
    );
  });
});

describe("the languages of callers by origin", () => {
  const neighbour = (languages: string): Change =>
    all(
      append(
        "countries.yaml",
        `  LI:\n    name: Liechtenstein\n    callingCode: "41"\n    timeZone: Europe/Vaduz\n    languages: [${languages}]\n    open:\n      weekdays: { opens: "08:00", closes: "17:00" }\n    menus: { sales: sales, support: support }\n`,
      ),
      change("countries.yaml", "countries:\n  CA", 'sharedCallingCodes: { "41": [fr-FR] }\ncountries:\n  CA'),
      write("holidays/LI.yaml", "country: LI\nholidays: []\n"),
    );

  it("are the very language where the number speaks it", () => {
    expect(number(SWISS).callerLanguages).to.equal("1=en-US");
  });

  it("are another variety of it where the number speaks that", () => {
    expect(number(CANADA).callerLanguages).to.equal("41=fr-CA");
  });

  it("leave out origins whose language the number does not speak, or offers first anyway", () => {
    expect(number(SWISS, swiss("languages: [fr-FR, fr-CA]"))).to.not.have.property("callerLanguages");
    expect(number(SWISS, swiss("languages: [en-US, fr-FR]"))).to.not.have.property("callerLanguages");
  });

  it("count countries that share a code only where they agree", () => {
    expect(number(CANADA, neighbour("fr-FR")).callerLanguages).to.equal("41=fr-CA");
    expect(number(CANADA, neighbour("en-US"))).to.not.have.property("callerLanguages");
  });
});

describe("the routing criteria of a number", () => {
  it("wait as long as its country says", () => {
    expect(JSON.parse(number(SWISS).skills as string)).to.deep.equal(criteria("CH", "45"));
  });

  it("are left out where skill routing is off, or the content has none", () => {
    expect(number(CANADA, undefined, { ...SITE, skillRouting: false })).to.not.have.property("skills");
    expect(number(CANADA, remove("skills.yaml"))).to.not.have.property("skills");
  });
});

describe("the other rows of the routing table", () => {
  it("lead each key of a menu to its place, 0 to the queue, 9 and silence to the menu", () => {
    expect(rowOf<MenuRow>("menu#support")).to.deep.equal({
      key: "menu#support",
      routes: {
        "1": { type: "queue", target: "support-{language}", reason: "support_agent" },
        "2": { type: "callback", target: "support-{language}", reason: "callback" },
        "3": { type: "module", target: "hoursModule", reason: "opening_hours" },
        "4": { type: "number", target: "+14165550199", reason: "repairs" },
        "0": { type: "queue", target: "{queue}", reason: "agent" },
        "9": { type: "menu", target: "support", reason: "repeat" },
        timeout: { type: "menu", target: "support", reason: "silence" },
      },
    });
    expect(rowOf<MenuRow>("menu#sales").routes).to.deep.include({
      "2": { type: "flow", target: "newsFlow", reason: "product_news" },
      "3": { type: "menu", target: "support", reason: "support_menu" },
    });
  });

  it("know of a menu for overdue balances which one others hear, and the reverse", () => {
    const options = '"1": { say: support, queue: default, reason: opening_hours }';
    const menus = all(
      change("menus.yaml", "flow: newsFlow", "menu: lower, overdue: upper"),
      append("menus.yaml", `  lower:\n    ${options}\n  upper:\n    ${options}\n`),
    );
    expect(["lower", "upper"].map((menu) => rowOf<MenuRow>(`menu#${menu}`, menus).usual)).to.deep.equal([
      undefined,
      "lower",
    ]);
    expect(["lower", "upper"].map((menu) => rowOf<MenuRow>(`menu#${menu}`, menus).overdue)).to.deep.equal([
      "upper",
      undefined,
    ]);
  });

  it("know callers by their number, and nobody where the content names none", () => {
    expect(rowOf<CallerRow>("caller#+15145550101")).to.deep.equal({
      key: "caller#+15145550101",
      language: "fr-CA",
      customerId: "tester-1",
    });
    expect(rowsOf(remove("callers.yaml")).filter(({ key }) => key.startsWith("caller#"))).to.deep.equal([]);
  });

  it("are one for each number, menu and caller", () => {
    const keys = rowsOf().map(({ key }) => key);
    expect(keys).to.have.length(4 + 2 + 2);
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it("hold no empty text, which the service refuses", () => {
    const texts = (value: unknown): unknown[] =>
      typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [value];
    expect(
      rowsOf()
        .flatMap(texts)
        .filter((text) => typeof text !== "string" || text === ""),
    ).to.deep.equal([]);
  });
});
