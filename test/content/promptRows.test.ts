import { expect } from "chai";
import { promptRows } from "../../contentModel";
import { all, append, type Change, change, CONTEXT, contentWith } from "./fixture";

const ENGLISH = "prompts/en-US.yaml";
const OVERLAYS = [
  "countries:\n  CH:\n    init: { welcome: Welcome to Acme Switzerland. }\n",
  "environments:\n  staging:\n    init: { welcome: Test. }\n  staging#CH:\n    init: { welcome: Swiss test. }\n",
].join("");

const rowsOf = (changed?: Change, environments: readonly string[] = ["dev", "staging"]) =>
  promptRows(contentWith(changed), CONTEXT.promptSets, environments);
const keysOf = (language: string, changed?: Change, environments?: readonly string[]): string[] =>
  rowsOf(changed, environments)
    .filter((row) => row.language === language)
    .map(({ promptSet }) => promptSet);
const textsOf = (language: string, promptSet: string, changed?: Change): Record<string, string> | undefined => {
  const row = rowsOf(changed).find((one) => one.language === language && one.promptSet === promptSet);
  return row !== undefined && "prompts" in row ? row.prompts : undefined;
};

describe("the rows of prompts", () => {
  it("keep the voice of each language that is spoken", () => {
    expect(rowsOf().filter(({ promptSet }) => promptSet === "voice@")).to.deep.equal([
      { language: "en-US", promptSet: "voice@", voice: "Joanna", engine: "Neural" },
      { language: "fr-CA", promptSet: "voice@", voice: "Gabrielle", engine: "Neural" },
      { language: "fr-FR", promptSet: "voice@", voice: "Lea", engine: "Neural" },
    ]);
  });

  it("hold the sets that flows fetch, and neither those of the flows nor those of the numbers", () => {
    expect(keysOf("en-US")).to.have.members(["voice@", "init@", "hours@", "reasons@", "sales@", "support@"]);
  });

  it("leave out a language that no number speaks", () => {
    const swissInEnglish = change("countries.yaml", "languages: [fr-FR, en-US]", "languages: [en-US]");
    expect(keysOf("fr-FR")).to.not.deep.equal([]);
    expect(keysOf("fr-FR", swissInEnglish)).to.deep.equal([]);
  });

  it("keep the default language though no number speaks it", () => {
    const french = all(
      change("countries.yaml", "languages: [en-US, fr-CA]", "languages: [fr-CA]"),
      change("countries.yaml", "languages: [fr-FR, en-US]", "languages: [fr-FR]"),
    );
    expect(keysOf("en-US", french)).to.deep.equal(["voice@", "init@", "hours@", "reasons@"]);
  });

  it("name the base, the country, the environment and both in the sort key", () => {
    const keys = keysOf("en-US", append(ENGLISH, OVERLAYS)).filter((key) => key.startsWith("init@"));
    expect(keys).to.have.members(["init@", "init@#CH", "init@staging", "init@staging#CH"]);
    expect(textsOf("en-US", "init@staging#CH", append(ENGLISH, OVERLAYS))).to.deep.equal({
      welcome: "<speak>Swiss test.</speak>",
    });
  });

  it("leave out the layers of environments that the stack does not host", () => {
    const keys = keysOf("en-US", append(ENGLISH, OVERLAYS), ["dev"]).filter((key) => key.startsWith("init@"));
    expect(keys).to.have.members(["init@", "init@#CH"]);
  });

  it("escape and wrap plain text and leave SSML as it is", () => {
    const changed = all(
      change(ENGLISH, "closing: Goodbye.", "closing: Sales & support <thank> you."),
      change(ENGLISH, "welcome: Welcome to Acme.", "welcome: <speak>A &amp; B</speak>"),
    );
    expect(textsOf("en-US", "init@", changed)).to.deep.equal({
      welcome: "<speak>A &amp; B</speak>",
      closing: "<speak>Sales &amp; support &lt;thank&gt; you.</speak>",
    });
  });

  it("keep reasons as plain words, which are escaped where they become part of another prompt", () =>
    expect(textsOf("en-US", "reasons@", change(ENGLISH, "callback: Callback", "callback: Callback & more"))).to.include(
      { callback: "Callback & more", salesAgent: "Sales" },
    ));

  it("leave placeholders for the lookup to fill", () => {
    expect(textsOf("en-US", "hours@")).to.deep.equal({ week: "<speak>We are open from {opens} to {closes}.</speak>" });
  });
});

const spoken = (ssml: string | undefined): string[] =>
  [...(ssml ?? "").matchAll(/<s>(.*?)<\/s>/g)].map((match) => match[1] as string);
const optionsOf = (language: string, promptSet: string, changed?: Change): string[] =>
  spoken(textsOf(language, promptSet, changed)?.["options"]);
const SALES = [
  "For sales, press 1.",
  "For news, press 2.",
  "For the support menu, press 3.",
  "For an agent, press 0.",
  "To hear this again, press 9.",
];

/** What a caller hears of a menu: as `getPrompts` does it, the most particular row that there is. */
const heard = (menu: string, country: string, environment: string, changed: Change): string[] => {
  const layers = [`${menu}@${environment}#${country}`, `${menu}@${environment}`, `${menu}@#${country}`, `${menu}@`];
  return layers.map((layer) => optionsOf("en-US", layer, changed)).find((options) => options.length > 0) ?? [];
};

describe("the rows of menus' prompts", () => {
  it("say the options in order, each with its key, and then 0 and 9", () => {
    expect(textsOf("en-US", "sales@")).to.deep.equal({
      options: `<speak>${SALES.map((phrase) => `<s>${phrase}</s>`).join('<break time="300ms"/>')}</speak>`,
    });
    expect(optionsOf("fr-CA", "support@").at(-1)).to.equal("Pour réécouter, appuyez sur le 9.");
  });

  it("say the options from top to bottom where the keys are not in order", () => {
    const reordered = change(
      "menus.yaml",
      '    "1": { say: salesAgent, queue: "sales-{language}", reason: sales_agent }\n    "2": { say: productNews, flow: newsFlow, reason: product_news }\n',
      '    "2": { say: productNews, flow: newsFlow, reason: product_news }\n    "1": { say: salesAgent, queue: "sales-{language}", reason: sales_agent }\n',
    );
    expect(optionsOf("en-US", "sales@", reordered)).to.deep.equal([SALES[1], SALES[0], ...SALES.slice(2)]);
  });

  it("are there in the languages in which the menu is heard only", () => {
    const salesInCanada = all(
      change(
        "countries.yaml",
        'closes: "17:30" }\n    menus: { sales: sales, support: support }',
        'closes: "17:30" }\n    menus: { sales: support, support: support }',
      ),
      (files) =>
        new Map(
          [...files].map(([file, text]) => [
            file,
            file === "prompts/fr-FR.yaml" ? text.replace(/ {4}(salesAgent|productNews|support): .*\n/g, "") : text,
          ]),
        ),
    );
    expect(keysOf("fr-FR")).to.include("sales@");
    expect(keysOf("fr-FR", salesInCanada)).to.include("support@").and.not.include("sales@");
    expect(keysOf("fr-CA", salesInCanada)).to.include("sales@");
  });

  it("keep SSML of a phrase and escape plain text", () => {
    const changed = all(
      change(
        ENGLISH,
        "salesAgent: For sales, press {key}.",
        "salesAgent: <speak>For <emphasis>sales</emphasis>, press {key}.</speak>",
      ),
      change(ENGLISH, "productNews: For news, press {key}.", "productNews: For news & more, press {key}."),
      change("languages.yaml", "Joanna, engine: Neural", "Joanna, engine: Standard"),
    );
    expect(optionsOf("en-US", "sales@", changed).slice(0, 2)).to.deep.equal([
      "For <emphasis>sales</emphasis>, press 1.",
      "For news &amp; more, press 2.",
    ]);
  });

  const overlay = (text: string): Change => append(ENGLISH, text);
  const swissSales = 'countries:\n  CH:\n    options: { salesAgent: "Swiss sales, press {key}." }\n';

  it("have a row for a country that says a phrase of the menu otherwise", () => {
    expect(optionsOf("en-US", "sales@#CH", overlay(swissSales))).to.deep.equal([
      "Swiss sales, press 1.",
      ...SALES.slice(1),
    ]);
    expect(optionsOf("en-US", "sales@", overlay(swissSales))).to.deep.equal(SALES);
  });

  it("have no row for a country whose other phrases are not the menu's", () => {
    expect(keysOf("en-US", overlay(swissSales)))
      .to.include("sales@#CH")
      .and.not.include("support@#CH");
  });

  it("have no row for a country that the menu does not serve in this language", () => {
    const french = append(
      "prompts/fr-CA.yaml",
      'countries:\n  CH:\n    options: { salesAgent: "Ventes, appuyez sur le {key}." }\n',
    );
    const offered = change("countries.yaml", "languages: [fr-FR, en-US]", "languages: [fr-FR, en-US, fr-CA]");
    expect(keysOf("fr-CA", french)).to.not.include("sales@#CH");
    expect(keysOf("fr-CA", all(french, offered))).to.include("sales@#CH");
  });

  it("have a row for an environment that says a phrase otherwise, in every country", () => {
    const test = overlay('environments:\n  staging:\n    options: { agent: "For a tester, press {key}." }\n');
    expect(heard("sales", "CA", "staging", test)).to.include("For a tester, press 0.");
    expect(heard("support", "CH", "staging", test)).to.include("For a tester, press 0.");
    expect(heard("sales", "CA", "dev", test)).to.deep.equal(SALES);
  });

  it("say a phrase of the country and another one of the environment to a caller of both", () => {
    const two = overlay(
      `${swissSales}environments:\n  staging:\n    options: { agent: "For a tester, press {key}." }\n`,
    );
    expect(heard("sales", "CH", "staging", two)).to.deep.equal([
      "Swiss sales, press 1.",
      ...SALES.slice(1, 3),
      "For a tester, press 0.",
      SALES[4],
    ]);
  });

  it("say the country's phrase below a row for environment and country", () => {
    const two = overlay(
      `${swissSales}environments:\n  staging#CH:\n    options: { agent: "For a Swiss tester, press {key}." }\n`,
    );
    expect(heard("sales", "CH", "staging", two)).to.deep.equal([
      "Swiss sales, press 1.",
      ...SALES.slice(1, 3),
      "For a Swiss tester, press 0.",
      SALES[4],
    ]);
  });

  it("say the phrase of environment and country before those of each alone", () => {
    const three = overlay(
      `${swissSales}environments:\n  staging:\n    options: { salesAgent: "Test sales, press {key}." }\n  staging#CH:\n    options: { salesAgent: "Swiss test sales, press {key}." }\n`,
    );
    expect(heard("sales", "CH", "staging", three)[0]).to.equal("Swiss test sales, press 1.");
    expect(heard("sales", "CA", "staging", three)[0]).to.equal("Test sales, press 1.");
    expect(heard("sales", "CH", "dev", three)[0]).to.equal("Swiss sales, press 1.");
  });
});
