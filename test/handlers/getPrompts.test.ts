import { expect } from "chai";
import { after, before } from "mocha";
import { ssmlProblems } from "../../contentModel/ssml";
import { getPrompts, type PromptRow, RowMissing } from "../../handlers";
import { errorOf } from "./rows";
import { ask, startTables, type TestTables } from "./tables";

const row = (language: string, promptSet: string, prompts: Record<string, string>): PromptRow => ({
  language,
  promptSet,
  prompts,
});

const LAYERS = [
  row("en-US", "main@", { base: "base", country: "base", environment: "base", both: "base" }),
  row("en-US", "main@#CH", { country: "country", environment: "country", both: "country" }),
  row("en-US", "main@staging", { environment: "environment", both: "environment" }),
  row("en-US", "main@staging#CH", { both: "both" }),
];

describe("getPrompts", () => {
  let tables: TestTables;
  before(async () => {
    tables = await startTables();
    await tables.put(
      "prompts",
      ...LAYERS,
      row("en-US", "mainly@", { base: "another set" }),
      row("fr-CA", "main@", { base: "fond", country: "fond", environment: "fond", both: "fond" }),
      row("en-US", "hours@", { week: "<speak>{opens} to {closes}, {opens}</speak>", twice: "<speak>{a} {b}</speak>" }),
      row("en-US", "queue@", { wait: "<speak>About {minutes} minutes</speak>" }),
      row("en-US", "reasons@", { businessQuote: "Quotes & offers" }),
      row("de-DE", "init@#CH", { welcome: "Grüezi" }),
      { language: "en-US", promptSet: "voice@", voice: "Joanna", engine: "Neural" },
    );
  });
  after(() => tables.close());

  const prompts = (parameters: Record<string, string | undefined>) =>
    ask(tables, getPrompts, {
      parameters: { promptSet: "main", language: "en-US", keys: "base country environment both", ...parameters },
    });

  it("lays environment and country over the environment, that over the country, that over the base", async () => {
    expect(await prompts({ country: "CH", environment: "staging" })).to.deep.equal({
      base: "base",
      country: "country",
      environment: "environment",
      both: "both",
    });
  });

  it("lays only the layers over the base that concern the call", async () => {
    expect(await prompts({ country: "CA", environment: "dev" })).to.deep.equal({
      base: "base",
      country: "base",
      environment: "base",
      both: "base",
    });
    expect(await prompts({ country: "CH", environment: "dev" })).to.deep.equal({
      base: "base",
      country: "country",
      environment: "country",
      both: "country",
    });
    expect(await prompts({ country: "CA", environment: "staging" })).to.deep.equal({
      base: "base",
      country: "base",
      environment: "environment",
      both: "environment",
    });
  });

  it("keeps the country's layer where the flow knows no environment, and the other way round", async () => {
    expect(await prompts({ country: "CH" })).to.include({ country: "country", both: "country" });
    expect(await prompts({ environment: "staging", country: "" })).to.include({ country: "base", both: "environment" });
  });

  it("answers only the wanted prompts", async () => {
    expect(await prompts({ keys: "base" })).to.deep.equal({ base: "base" });
  });

  it("does not take a set for another one whose name goes on", async () => {
    expect(await prompts({ promptSet: "mainly", keys: "base" })).to.deep.equal({ base: "another set" });
    expect(await prompts({ keys: "base" })).to.deep.equal({ base: "base" });
  });

  it("speaks the caller's language, and the fallback where it is not known yet", async () => {
    expect(await prompts({ language: "fr-CA", fallbackLanguage: "en-US", keys: "base" })).to.deep.equal({
      base: "fond",
    });
    for (const language of [undefined, ""])
      expect(await prompts({ language, fallbackLanguage: "fr-CA", keys: "base" })).to.deep.equal({ base: "fond" });
  });

  it("answers the voice of a language as a set", async () => {
    expect(await prompts({ promptSet: "voice", keys: "voice engine" })).to.deep.equal({
      voice: "Joanna",
      engine: "Neural",
    });
  });

  it("fills each placeholder, as often as it stands there", async () => {
    expect(await prompts({ promptSet: "hours", keys: "week", opens: "9:00 AM", closes: "6:30 PM" })).to.deep.equal({
      week: "<speak>9:00 AM to 6:30 PM, 9:00 AM</speak>",
    });
  });

  it("leaves a placeholder without a value as it is", async () => {
    expect(await prompts({ promptSet: "hours", keys: "week", opens: "9:00" })).to.deep.equal({
      week: "<speak>9:00 to {closes}, 9:00</speak>",
    });
  });

  it("escapes a value, so that it cannot add tags", async () => {
    const { twice } = await prompts({ promptSet: "hours", keys: "twice", a: '<break time="9s"/>', b: "R&D's $&" });
    expect(twice).to.equal("<speak>&lt;break time=&quot;9s&quot;/&gt; R&amp;D&apos;s $&amp;</speak>");
  });

  it("leaves out of a value what no voice can speak, and nothing else", async () => {
    const SILENT = ["\u0000", "\b", "\u001F", "\u007F", "\u0085", "\u009F", "\uD83D", "\uDE00", "\uFFFE", "\uFFFF"];
    const MARKS = ["\u061C", "\u200B", "\u200E", "\u200F", "\u202A", "\u202E", "\u2066", "\u2069", "\uFEFF", "\u00AD"];
    for (const sign of [...SILENT, ...MARKS, "\uE000", "\u{1FFFE}"]) {
      const { twice = "" } = await prompts({ promptSet: "hours", keys: "twice", a: `Ann${sign}a`, b: sign });
      expect(twice, sign.codePointAt(0)?.toString(16)).to.equal("<speak>Anna </speak>");
      expect(ssmlProblems(twice, "Neural")).to.deep.equal([]);
    }
    const spoken = "Zoë O\u2019Neil-Müller, 李雷 नि\u200Dशा 👍🏽 Ὀδυσσεύς محمد";
    expect(await prompts({ promptSet: "hours", keys: "twice", a: spoken, b: "one\n\ttwo" })).to.deep.equal({
      twice: `<speak>${spoken} one two</speak>`,
    });
  });

  it("does not fill what a value brings along", async () => {
    expect(await prompts({ promptSet: "hours", keys: "twice", a: "{b}", b: "B" })).to.deep.equal({
      twice: "<speak>{b} B</speak>",
    });
  });

  it("turns a length of time into as many minutes as it takes, which a flow cannot", async () => {
    for (const [seconds, minutes] of [
      ["61", "2"],
      ["120", "2"],
      ["0", "0"],
      ["3601.5", "61"],
    ])
      expect(await prompts({ promptSet: "queue", keys: "wait", seconds })).to.deep.equal({
        wait: `<speak>About ${minutes} minutes</speak>`,
      });
    for (const seconds of [undefined, "", "soon"])
      expect(await prompts({ promptSet: "queue", keys: "wait", seconds })).to.deep.equal({
        wait: "<speak>About {minutes} minutes</speak>",
      });
  });

  it("picks the prompt that a contact attribute names, and misses one that is not there", async () => {
    expect(await prompts({ promptSet: "reasons", keys: "picked", pick: "business_quote" })).to.deep.equal({
      picked: "Quotes & offers",
    });
    expect((await errorOf(prompts({ promptSet: "reasons", keys: "picked", pick: "no_input" }))).message).to.equal(
      "The prompts table has no prompt no_input.",
    );
  });

  it("answers from a layer alone where there is no base", async () => {
    expect(await prompts({ promptSet: "init", language: "de-DE", country: "CH", keys: "welcome" })).to.deep.equal({
      welcome: "Grüezi",
    });
  });

  it("misses a set, a language and a prompt that have no row, and says which", async () => {
    const misses = [
      [{ promptSet: "news" }, "The prompts table has no set news in en-US."],
      [{ language: "it-IT" }, "The prompts table has no set main in it-IT."],
      [{ promptSet: "init", language: "de-DE", country: "CA" }, "The prompts table has no set init in de-DE."],
      [{ keys: "base welcome" }, "Nothing answers welcome."],
    ] as const;
    for (const [parameters, message] of misses) {
      const error = await errorOf(prompts(parameters));
      expect(error).to.be.instanceOf(RowMissing);
      expect(error.message).to.equal(message);
    }
  });

  it("refuses a call that the flow did not describe", async () => {
    for (const [parameters, message] of [
      [{ promptSet: undefined }, "promptSet"],
      [{ language: undefined }, "fallbackLanguage"],
      [{ keys: "" }, "keys"],
    ] as const)
      expect((await errorOf(prompts(parameters))).message).to.equal(`The flow passed no ${message}.`);
  });
});
