import { expect } from "chai";
import { all, append, change, problemsOf, refuses, remove, write } from "./fixture";

const LANGUAGES = "languages.yaml";
const COUNTRIES = "countries.yaml";
const CANADAS_MENUS = 'closes: "16:00" }\n    menus: { sales: sales, support: support }';
const canadasMenus = (menus: string): string => `closes: "16:00" }\n    ${menus}`;
const MORE_LANGUAGES = [
  ["fr-BE", "Isabelle"],
  ["de-CH", "Sabrina"],
]
  .map(([tag, voice]) => `  ${tag}: { name: ${tag}, voice: ${voice}, engine: Neural }\n`)
  .join("");
const holidays = (days: readonly string[]): string =>
  `country: CH\n§holidays:\n${days.map((date) => `  - { date: "${date}", name: Day }\n`).join("")}`;
const daysFrom = (count: number): string[] =>
  Array.from({ length: count }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));

describe("the checks of languages", () => {
  refuses("a voice that speaks another language", {
    faulty: change(LANGUAGES, "voice: Gabrielle", "§voice: Joanna"),
    key: "languages.fr-CA.voice",
    message: /Joanna does not speak fr-CA with the Neural engine/,
    remedy: /Use Gabrielle or Liam/,
    twin: change(LANGUAGES, "voice: Gabrielle", "voice: Liam"),
  });

  refuses("a voice that does not have the engine", {
    faulty: change(LANGUAGES, "voice: Gabrielle, engine: Neural", "§voice: Gabrielle, engine: Standard"),
    key: "languages.fr-CA.voice",
    message: /Gabrielle does not speak fr-CA with the Standard engine/,
    remedy: /Use Chantal/,
    twin: change(LANGUAGES, "voice: Gabrielle, engine: Neural", "voice: Gabrielle, engine: Generative"),
  });

  refuses("an engine on which no voice speaks the language", {
    faulty: all(
      append(LANGUAGES, "  fr-BE: { name: French, §voice: Isabelle, engine: Standard }\n"),
      write("prompts/fr-BE.yaml", "language: fr-BE\nreviewed: true\nprompts: {}\n"),
    ),
    key: "languages.fr-BE.voice",
    message: /Isabelle does not speak fr-BE/,
    remedy: /Choose another engine/,
    followedBy: [
      "prompts.failure.apology",
      "prompts.language.choose",
      "prompts.init.welcome",
      "prompts.init.closing",
      "prompts.hours.week",
    ],
    twin: change(LANGUAGES, "voice: Lea", "voice: Remi"),
  });

  refuses("a default language that is not among the languages", {
    faulty: change(LANGUAGES, "defaultLanguage: en-US", "§defaultLanguage: en-GB"),
    key: "defaultLanguage",
    message: /en-GB is not among the languages/,
    remedy: /Did you mean en-US\?/,
    twin: change(LANGUAGES, "defaultLanguage: en-US", "defaultLanguage: fr-FR"),
  });

  refuses("a language without prompts", {
    faulty: append(LANGUAGES, "  §en-GB: { name: English, voice: Amy, engine: Neural }\n"),
    key: "languages.en-GB",
    message: /no prompts in this language/,
    remedy: /Write prompts\/en-GB\.yaml/,
    twin: append(LANGUAGES, "  # en-GB: { name: English, voice: Amy, engine: Neural }\n"),
  });
});

describe("the checks of countries", () => {
  refuses("a country without a language", {
    faulty: change(COUNTRIES, "languages: [fr-FR, en-US]", "§languages: []"),
    key: "countries.CH.languages",
    message: /No language is offered/,
    remedy: /Name at least one/,
    twin: change(COUNTRIES, "languages: [fr-FR, en-US]", "languages: [en-US]"),
  });

  refuses("hours that end before they begin", {
    faulty: change(COUNTRIES, 'opens: "09:00"', '§opens: "23:00"'),
    key: "countries.CA.open.weekdays",
    message: /opens at 23:00/,
    remedy: /Close later/,
    twin: change(COUNTRIES, 'opens: "09:00"', 'opens: "08:00"'),
  });

  refuses("more than four languages", {
    faulty: all(
      append(LANGUAGES, MORE_LANGUAGES),
      change(COUNTRIES, "languages: [fr-FR, en-US]", "§languages: [fr-FR, en-US, fr-CA, fr-BE, de-CH]"),
    ),
    key: "countries.CH.languages",
    message: /5 languages are offered.*4 at most/,
    remedy: /Leave some out/,
    followedBy: ["languages.fr-BE", "languages.de-CH"],
    twin: change(COUNTRIES, "languages: [fr-FR, en-US]", "languages: [fr-FR, en-US, fr-CA]"),
  });

  it("accepts four languages", () => {
    const four = all(
      append(LANGUAGES, MORE_LANGUAGES),
      change(COUNTRIES, "languages: [fr-FR, en-US]", "languages: [fr-FR, en-US, fr-CA, fr-BE]"),
    );
    expect(problemsOf(four).map(({ key }) => key)).to.deep.equal(["languages.fr-BE", "languages.de-CH"]);
  });

  refuses("a language that is offered twice", {
    faulty: change(COUNTRIES, "languages: [fr-FR, en-US]", "§languages: [fr-FR, en-US, fr-FR]"),
    key: "countries.CH.languages",
    message: /offered twice/,
    remedy: /Name it once/,
    twin: change(COUNTRIES, "languages: [fr-FR, en-US]", "languages: [en-US, fr-FR]"),
  });

  refuses("a language that is not known", {
    faulty: change(COUNTRIES, "languages: [fr-FR, en-US]", "§languages: [fr-FR, en-GB]"),
    key: "countries.CH.languages",
    message: /The language en-GB is not known/,
    remedy: /Did you mean en-US\?/,
    // Nobody waits in a queue of that language either.
    followedBy: [
      "numbers.2.queue",
      "numbers.3.queue",
      "menus.sales.1.queue",
      "menus.support.1.queue",
      "menus.support.2.callback",
    ],
    twin: change(COUNTRIES, "languages: [fr-FR, en-US]", "languages: [fr-FR, fr-CA]"),
  });

  refuses("a line of business without a menu", {
    faulty: change(COUNTRIES, CANADAS_MENUS, canadasMenus("§menus: { sales: sales }")),
    key: "countries.CA.menus",
    message: /no menu for support/,
    remedy: /Name one/,
    twin: change(COUNTRIES, CANADAS_MENUS, canadasMenus("menus: { sales: sales, support: sales }")),
  });

  refuses("a menu for a line of business that is not known", {
    faulty: change(
      COUNTRIES,
      CANADAS_MENUS,
      canadasMenus("menus: { sales: sales, support: support, §suport: support }"),
    ),
    key: "countries.CA.menus.suport",
    message: /The line of business suport is not known/,
    remedy: /Did you mean support\?/,
    twin: change(COUNTRIES, CANADAS_MENUS, canadasMenus("menus: { support: support, sales: sales }")),
  });

  refuses("a country's menu that is not known", {
    faulty: change(COUNTRIES, CANADAS_MENUS, canadasMenus("menus: { sales: sales, §support: suport }")),
    key: "countries.CA.menus.support",
    message: /The menu suport is not known/,
    remedy: /Did you mean support\?/,
    twin: change(COUNTRIES, CANADAS_MENUS, canadasMenus("menus: { sales: support, support: sales }")),
  });

  refuses("a calling code that countries share, without languages", {
    faulty: all(
      change(COUNTRIES, "countries:", "§sharedCallingCodes: {}\ncountries:"),
      change(COUNTRIES, 'callingCode: "41"', 'callingCode: "1"'),
    ),
    key: "sharedCallingCodes",
    message: /share the calling code 1/,
    remedy: /"1": \[en-US\]/,
    twin: all(
      change(COUNTRIES, "countries:", 'sharedCallingCodes: { "1": [en-US, fr-CA] }\ncountries:'),
      change(COUNTRIES, 'callingCode: "41"', 'callingCode: "1"'),
    ),
  });

  refuses("a language of a shared calling code that is not known", {
    faulty: change(COUNTRIES, "countries:", 'sharedCallingCodes:\n  §"1": [en-GB]\ncountries:'),
    key: "sharedCallingCodes.1",
    message: /en-GB is not known/,
    remedy: /Did you mean en-US\?/,
    twin: change(COUNTRIES, "countries:", 'sharedCallingCodes:\n  "1": [en-US]\ncountries:'),
  });

  refuses("routing criteria for a country that is not known", {
    faulty: change("skills.yaml", "CH: {", "§CN: {"),
    key: "countries.CN",
    message: /The country CN is not known/,
    remedy: /Did you mean C[AH]\?/,
    twin: change("skills.yaml", "CH: {", "CA: {"),
  });
});

describe("the checks of holidays", () => {
  refuses("a country without holidays", {
    faulty: all(remove("holidays/CH.yaml"), change(COUNTRIES, "  CH:", "  §CH:")),
    key: "countries.CH",
    message: /no holidays for this country/,
    remedy: /Write holidays\/CH\.yaml/,
    twin: write("holidays/CH.yaml", "country: CH\nholidays: []\n"),
  });

  refuses("holidays of a country that is not known", {
    faulty: write("holidays/XX.yaml", "§country: XX\nholidays: []\n"),
    key: "country",
    message: /The country XX is not known/,
    remedy: /CA/,
    twin: write("holidays/CH.yaml", "country: CH\nholidays: []\n"),
  });

  refuses("holidays of one country in two files", {
    faulty: write("holidays/swiss.yaml", "§country: CH\nholidays: []\n"),
    key: "country",
    message: /Another file has holidays of CH too/,
    remedy: /Keep one file a country/,
    twin: write("holidays/CH.yaml", "country: CH\nholidays: []\n"),
  });

  refuses("more than 50 holidays", {
    faulty: write("holidays/CH.yaml", holidays(daysFrom(51))),
    key: "holidays",
    message: /51 days; the service keeps 50/,
    remedy: /Remove past years/,
    twin: write("holidays/CH.yaml", holidays(daysFrom(50))),
  });

  refuses("a holiday that stands twice", {
    faulty: append("holidays/CA.yaml", '  - § { date: "2026-01-01", name: New Year }\n'),
    key: "holidays.2",
    message: /2026-01-01 stands here twice/,
    remedy: /Keep one of them/,
    twin: append("holidays/CA.yaml", '  - { date: "2027-01-01", name: New Year }\n'),
  });

  for (const date of ["2026-13-01", "2026-00-10", "2026-02-30", "2027-02-29", "2026-04-31"])
    refuses(`the day ${date}, which is not in the calendar`, {
      faulty: append("holidays/CA.yaml", `  - { §date: "${date}", name: Day }\n`),
      key: "holidays.2.date",
      message: new RegExp(`${date} is no date`),
      remedy: /Correct it/,
      twin: append("holidays/CA.yaml", '  - { date: "2028-02-29", name: Day }\n'),
    });
});
