import { expect } from "chai";
import { after, before } from "mocha";
import { contracts, getNumberAttributes, type NumberRow, RowMissing } from "../../handlers";
import { DIALED, errorOf, numberRow, option } from "./rows";
import { ask, startTables, type TestTables } from "./tables";

const CALLER = "+15145550101";
const FOUR = "+41445550143";
const four: Partial<NumberRow> = {
  key: `number#${FOUR}`,
  country: "CH",
  languages: "de-DE fr-CA it-IT en-GB",
  defaultLanguage: "de-DE",
  option1: option("de-DE"),
  option2: option("fr-CA"),
  option3: option("it-IT"),
  option4: option("en-GB"),
  callerLanguages: "1=en-GB 39=it-IT",
};
const OPTIONAL = ["option2", "callerLanguages", "skills", "holidays", "saturdayOpens", "saturdayCloses"];
/** A number with nothing that may be left out. */
const bare = Object.fromEntries(
  Object.entries(numberRow({ key: "number#+14165550100" })).filter(([key]) => !OPTIONAL.includes(key)),
) as unknown as NumberRow;

describe("getNumberAttributes", () => {
  let tables: TestTables;
  before(async () => {
    tables = await startTables();
    await tables.put(
      "routing",
      numberRow(),
      numberRow(four),
      bare,
      numberRow({ key: "number#+14165550109", active: "no" }),
      numberRow({ key: "number#+14165550108", defaultLanguage: "fr-CA" }),
      { key: `caller#${CALLER}`, language: "fr-CA", customerId: "tester-1" },
      { key: "caller#+33199000001", language: "en-US", customerId: "tester-2" },
      { key: "caller#+12125550102", language: "en-US", customerId: "tester-3" },
      { key: "caller#+447700900124", language: "ja-JP", customerId: "tester-4" },
    );
  });
  after(() => tables.close());

  const attributes = (
    keys: string,
    caller: string | null,
    dialed: string | null = DIALED,
    parameters: Record<string, string> = {},
  ) => ask(tables, getNumberAttributes, { dialed, caller, parameters: { keys, ...parameters } });
  const languages = async (caller: string | null, dialed: string = DIALED): Promise<string | undefined> =>
    (await attributes("languages", caller, dialed))["languages"];

  it("answers everything that a flow can ask for, and no empty text", async () => {
    for (const dialed of [DIALED, FOUR, "+14165550100"]) {
      const answer = await attributes(contracts.getNumberAttributes.answers.join(" "), null, dialed);
      expect(Object.keys(answer)).to.have.members([...contracts.getNumberAttributes.answers]);
      expect(Object.values(answer)).to.not.include("");
    }
  });

  it("answers only the wanted keys", async () => {
    expect(await attributes("environment country menu queue flow hours", null)).to.deep.equal({
      environment: "dev",
      country: "CA",
      menu: "support",
      queue: "support-{language}",
      flow: "mainFlow",
      hours: "CA",
    });
  });

  it("says none for what the number does not have", async () => {
    expect(
      await attributes(
        "skills saturdayOpens saturdayCloses customerId option2Language option2Prompt holiday",
        null,
        "+14165550100",
      ),
    ).to.deep.equal({
      skills: "none",
      saturdayOpens: "none",
      saturdayCloses: "none",
      customerId: "none",
      option2Language: "none",
      option2Prompt: "none",
      holiday: "no",
    });
    expect(await attributes("skills", null)).to.deep.equal({ skills: '{"Steps":[]}' });
  });

  it("refuses a key that it cannot answer", async () => {
    expect((await errorOf(attributes("country capital", null))).message).to.equal("Nothing answers capital.");
  });

  it("misses a number without a row, and a contact without a dialed number", async () => {
    for (const [dialed, message] of [
      ["+14165550188", "The routing table has no row for the dialed number."],
      [null, "The contact has no dialed number."],
    ] as const) {
      const error = await errorOf(attributes("country", CALLER, dialed));
      expect(error).to.be.instanceOf(RowMissing);
      expect(error.message).to.equal(message);
    }
  });

  it("treats an inactive number as missing", async () => {
    const error = await errorOf(attributes("country", CALLER, "+14165550109"));
    expect(error).to.be.instanceOf(RowMissing);
    expect(error.message).to.equal("The dialed number is not active.");
  });

  it("names no telephone number in an error", async () => {
    for (const dialed of ["+14165550188", "+14165550109"])
      for (const error of [
        await errorOf(attributes("country", CALLER, dialed)),
        await errorOf(attributes("capital", CALLER, DIALED)),
      ])
        expect(`${error.message} ${error.stack}`).to.not.match(/\+\d{6,}/);
  });

  it("knows a caller that has a row", async () => {
    expect(await attributes("identity customerId", CALLER)).to.deep.equal({
      identity: "known",
      customerId: "tester-1",
    });
    expect(await attributes("identity customerId", "+15145550199")).to.deep.equal({
      identity: "unknown",
      customerId: "none",
    });
  });

  it("answers a caller who withholds the number", async () => {
    for (const caller of [null, "anonymous", "", "+266696687"])
      expect(await attributes("identity customerId languages", caller)).to.deep.equal({
        identity: "unknown",
        customerId: "none",
        languages: "en-US fr-CA",
      });
  });

  it("offers a known caller's language first", async () => {
    expect(
      await attributes("languages defaultLanguage defaultVoice defaultEngine option1Language option2Language", CALLER),
    ).to.deep.equal({
      languages: "fr-CA en-US",
      defaultLanguage: "fr-CA",
      defaultVoice: "Gabrielle",
      defaultEngine: "Neural",
      option1Language: "fr-CA",
      option2Language: "en-US",
    });
    expect(await languages("+15145550199")).to.equal("en-US fr-CA");
  });

  it("offers another variety of a known caller's language first", async () => {
    expect(await languages("+12125550102", FOUR)).to.equal("en-GB de-DE fr-CA it-IT");
  });

  it("offers the language of the country called from first, and the others in their order", async () => {
    expect(await languages("+33199000099")).to.equal("fr-CA en-US");
    expect(await languages("+390612345678", FOUR)).to.equal("it-IT de-DE fr-CA en-GB");
    expect(await languages("+447700900123")).to.equal("en-US fr-CA");
  });

  it("prefers a known caller's language to that of the country called from", async () => {
    expect(await languages("+33199000001")).to.equal("en-US fr-CA");
    expect(await languages("+33199000099")).to.equal("fr-CA en-US");
  });

  it("begins with the number's own first language where it has nothing in a known caller's language", async () => {
    expect(await languages("+447700900124")).to.equal("en-US fr-CA");
  });

  it("begins with the number's default language for anybody else", async () => {
    expect(await languages("+15145550199", "+14165550108")).to.equal("fr-CA en-US");
  });

  it("writes into each option the key by which it is chosen, in the order of offering", async () => {
    expect(await attributes("optionCount option1Prompt option2Prompt option3Prompt", CALLER)).to.deep.equal({
      optionCount: "2",
      option1Prompt: "<speak>fr-CA 1</speak>",
      option2Prompt: "<speak>en-US 2</speak>",
      option3Prompt: "none",
    });
    expect(await attributes("optionCount option4Prompt option4Voice option4Engine", null, FOUR)).to.deep.equal({
      optionCount: "4",
      option4Prompt: "<speak>en-GB 4</speak>",
      option4Voice: "Amy",
      option4Engine: "Neural",
    });
  });

  it("puts opening times into words in the wanted language, else in the first one", async () => {
    const keys = "opens closes saturdayOpens saturdayCloses";
    const plain = async (caller: string | null, parameters: Record<string, string>) =>
      Object.values(await attributes(keys, caller, DIALED, parameters)).map((time) => time.replace(/\s/g, " "));
    expect(await plain(null, {})).to.deep.equal(["9:00 AM", "6:30 PM", "10:00 AM", "4:00 PM"]);
    expect(await plain(CALLER, {})).to.deep.equal(["9 h 00", "18 h 30", "10 h 00", "16 h 00"]);
    expect(await plain(CALLER, { language: "de-DE" })).to.deep.equal(["9:00", "18:30", "10:00", "16:00"]);
  });
});
