import { expect } from "chai";
import { after, before } from "mocha";
import type { NumberRow } from "../../handlers";
import { inLanes } from "../../local/shared/concurrency";
import { momentOf } from "../../local/shared/time";
import { evaluate } from "../../local/engine/evaluate";
import { plain, resourcesOf } from "../../local/engine/graph";
import { readProject } from "../../local/engine/project";
import { e164Of, type Laptop, startGraph } from "../../local/laptop";
import type { CallResult } from "../../local/simulator/call";
import { scriptedCaller } from "../../local/simulator/keys";
import { EVALUATION, laptopOf, ROOT } from "../support";
import { countries, languagesOf, linesOfBusiness, menus, numbersOf, promptOf } from "./content";

/** A call at ten in the morning of the number's next working day, unless said otherwise. */
function dial(
  laptop: Laptop,
  e164: string,
  keys: string,
  {
    at,
    ...rest
  }: { at?: string; from?: string; failing?: string[]; full?: string[]; storedSilence?: "value" | "error" } = {},
): Promise<CallResult> {
  const number = laptop.numbers.find((row) => e164Of(row) === e164);
  return laptop.call(
    { dialed: e164, at: momentOf(at, number), ...(rest.from !== undefined && { from: rest.from }) },
    {
      caller: scriptedCaller(keys),
      failingFunctions: rest.failing ?? [],
      queues: Object.fromEntries((rest.full ?? []).map((key) => [key, { full: true }])),
      ...(rest.storedSilence && { behaviours: { storedSilence: rest.storedSilence } }),
    },
  );
}

const CANADA_SUPPORT = "+18335550143";
const saidIn = (result: CallResult): Set<string> =>
  new Set(result.transcript.filter(({ speaker }) => speaker === "system").map(({ language }) => language));
const textOf = (result: CallResult): string => result.transcript.map(({ text }) => text).join(" ");
/** The first key of a menu that leads to a queue, and the queue. */
function firstQueueOf(menu: string): readonly [key: string, queue: string] {
  for (const [key, { queue }] of Object.entries(menus[menu] ?? {})) if (queue !== undefined) return [key, queue];
  throw new Error(`No key of the menu ${menu} leads to a queue.`);
}
const flowsOf = (result: CallResult): Set<string> => new Set(result.steps.map(({ flow }) => flow));

/** The fallback queue of the stack file. */
const FALLBACK = "00000000-0000-0000-0000-000000000000";

describe("a call to Example Corp", () => {
  let laptop: Laptop;
  before(async function () {
    this.timeout(EVALUATION);
    laptop = await laptopOf("dev");
  });

  it("from Canada chooses French and reaches the French-speaking support queue", async () => {
    const result = await dial(laptop, CANADA_SUPPORT, "2 1");
    expect(result.end).to.equal("queue");
    expect(result.route).to.include({ type: "queue", key: "support-fr-CA" });
    expect(result.attributes).to.include({
      country: "CA",
      language: "fr-CA",
      line_of_business: "support",
      reason: "support_agent",
      identity: "unknown",
      environment: "dev",
    });
    expect(result.contactRecord.Attributes).to.deep.equal(result.attributes);
    expect(result.languageCode).to.equal("fr-CA");
    expect(flowsOf(result)).to.deep.equal(
      new Set(["initFlow", "languageModule", "recordingModule", "mainFlow", "queueFlow"]),
    );
    expect(new Set(result.lookups.map((lookup) => lookup.function))).to.deep.equal(
      new Set([
        "ivr-dev-getNumberAttributes",
        "ivr-dev-getEnvironment",
        "ivr-dev-getPrompts",
        "ivr-dev-resolveRoute",
        "ivr-dev-identifyCaller",
      ]),
    );
    expect(result.contactRecord.RoutingCriteria).to.have.nested.property(
      "[0].Steps[0].Expression.AndExpression[0].AttributeCondition.Value",
      "CA",
    );
  });

  it("on every number of every country, in every language offered, is greeted and reaches the right queue in the right language and voice", async () => {
    const called = numbersOf("dev").flatMap((number) =>
      languagesOf(number).map((language, index) => ({ number, language, key: index + 1 })),
    );
    expect(new Set(called.map(({ number }) => number.country))).to.deep.equal(new Set(Object.keys(countries)));
    expect(new Set(called.map(({ number }) => number.e164))).to.deep.equal(new Set(laptop.numbers.map(e164Of)));
    await inLanes(called, async ({ number: { e164, country, lineOfBusiness }, language, key }) => {
      const name = `${e164} ${language}`;
      const number = laptop.numbers.find((row) => e164Of(row) === e164) as NumberRow;
      const offered = [number.option1, number.option2, number.option3, number.option4].filter(
        (option) => option !== undefined,
      );
      expect(offered[key - 1]?.language, name).to.equal(language);
      const agrees = number.recording === "consent" ? "1" : "";
      const [agent, queue] =
        lineOfBusiness === "support" ? firstQueueOf(number.menu) : ["0", linesOfBusiness[lineOfBusiness]?.queue];
      const result = await dial(laptop, e164, `${offered.length > 1 ? key : ""} ${agrees} ${agent}`);
      expect(result.route?.key, name).to.equal(queue?.replace("{language}", language));
      expect(result.attributes, name).to.include({
        country,
        language,
        line_of_business: lineOfBusiness,
        recording: number.recording === "off" ? "off" : "on",
      });
      expect(
        result.transcript.filter(({ block }) => block === "sayMorning").map(({ text }) => text),
        name,
      ).to.deep.equal([promptOf(language, country, "main", "morning")]);
      const afterChoice = result.transcript.filter(
        ({ flow, speaker }) => speaker === "system" && flow !== "initFlow" && flow !== "languageModule",
      );
      expect(afterChoice.length, name).to.be.greaterThan(2);
      for (const utterance of afterChoice)
        expect([utterance.language, utterance.voice], `${name}: ${utterance.text}`).to.deep.equal([
          language,
          offered[key - 1]?.voice,
        ]);
      for (const { text } of result.transcript) expect(text, name).to.not.match(/[{}<>]|\$\./);
    });
    expect(new Set(laptop.numbers.map(({ recording }) => recording))).to.deep.equal(
      new Set(["off", "notice", "consent"]),
    );
  }).timeout(60_000);

  it("offers a known caller's own language first, else the calling country's, else the dialed country's", async () => {
    const firstOffer = async (from?: string): Promise<string | undefined> =>
      (await dial(laptop, CANADA_SUPPORT, "", from === undefined ? {} : { from })).transcript[1]?.language;
    expect(await firstOffer()).to.equal("en-US");
    expect(await firstOffer("+14165550199")).to.equal("en-US");
    expect(await firstOffer("+15145550101"), "tester-1 speaks fr-CA").to.equal("fr-CA");
    expect(await firstOffer("+33199001499"), "from France").to.equal("fr-CA");
    const known = await dial(laptop, CANADA_SUPPORT, "1 1", { from: "+15145550101" });
    expect(known.attributes).to.include({ identity: "known", customer_id: "tester-1", language: "fr-CA" });
  });

  it("in every menu reaches an agent by 0 and hears the options again by 9", async () => {
    expect((await dial(laptop, CANADA_SUPPORT, "0")).route?.key).to.equal("support-en-US");
    expect((await dial(laptop, CANADA_SUPPORT, "9 2 9 0")).route?.key).to.equal("support-fr-CA");
    const repeated = await dial(laptop, CANADA_SUPPORT, "1 9 9 1");
    expect(repeated.transcript.filter(({ block, speaker }) => block === "ask" && speaker === "system")).to.have.length(
      3,
    );
    expect(repeated.route?.key).to.equal("support-en-US");
  });

  for (const storedSilence of ["value", "error"] as const)
    it(`goes to the default queue after three misses (silence as ${storedSilence})`, async () => {
      for (const keys of ["", "1", "1 w w w", "2 8 w *"]) {
        const result = await dial(laptop, CANADA_SUPPORT, keys, { storedSilence });
        expect(result.route?.key, keys).to.equal("default");
        expect(result.attributes["reason"], keys).to.equal("no_input");
      }
    });

  it("says what was wrong before it asks again, in the caller's language", async () => {
    const text = textOf(await dial(laptop, CANADA_SUPPORT, "2 8 w 1"));
    expect(text)
      .to.include("Désolé, ce choix n'est pas valide.")
      .and.include("Désolé, nous n'avons pas reçu votre réponse.");
  });

  it("follows a menu to another menu, to a module and back, and to a sub-flow and back", async () => {
    const toSales = await dial(laptop, CANADA_SUPPORT, "1 7 2");
    expect([toSales.route?.key, toSales.attributes["menu"], toSales.attributes["reason"]]).to.deep.equal([
      "sales-en-US",
      "sales",
      "new_order",
    ]);
    const hours = await dial(laptop, CANADA_SUPPORT, "2 6 1");
    expect(textOf(hours)).to.include("du lundi au vendredi, de 9 h 00 à 18 h 00");
    expect(hours.route?.key).to.equal("support-fr-CA");
    const news = await dial(laptop, CANADA_SUPPORT, "1 7 4 1");
    expect([...flowsOf(news)]).to.include("productsFlow");
    expect(news.attributes["menu"]).to.equal("sales");
    expect(
      news.transcript.filter(({ block }) => block === "sayMorning"),
      "greeted once",
    ).to.have.length(1);
  });

  it("leaves a callback for a caller whose number is known, asks for it where it is withheld, and offers the menu again to a caller who keys none", async () => {
    const kept = await dial(laptop, CANADA_SUPPORT, "2 5", { from: "+15145550177" });
    expect([kept.end, kept.route?.type, kept.route?.key]).to.deep.equal(["callback", "callback", "support-fr-CA"]);
    const keyed = await dial(laptop, CANADA_SUPPORT, "2 5 15145550178#");
    expect([keyed.end, keyed.route?.key]).to.deep.equal(["callback", "support-fr-CA"]);
    const none = await dial(laptop, CANADA_SUPPORT, "2 5 w 1");
    expect([none.end, none.route?.key]).to.deep.equal(["queue", "support-fr-CA"]);
    expect(textOf(none)).to.include("nous ne pouvons pas appeler ce numéro");
  });

  it("greets by the time of day at the dialed number", async () => {
    for (const [at, block] of [
      ["2026-11-24T11:59", "sayMorning"],
      ["2026-11-24T12:00", "sayAfternoon"],
      ["2026-11-25T17:59", "sayAfternoon"],
    ] as const)
      expect(
        (await dial(laptop, CANADA_SUPPORT, "2 1", { at })).transcript.map((utterance) => utterance.block),
        at,
      ).to.include(block);
  });

  it("says the opening hours and goodbye when closed, and why on a holiday", async () => {
    const night = await dial(laptop, CANADA_SUPPORT, "2", { at: "2026-11-24T03:00" });
    expect(night.end).to.equal("goodbye");
    expect(textOf(night)).to.include("présentement fermés").and.include("9 h 00").and.include("Au revoir");
    expect(textOf(await dial(laptop, CANADA_SUPPORT, "2", { at: "2026-12-25T11:00" }))).to.include("jour férié");
    expect((await dial(laptop, CANADA_SUPPORT, "2 1", { at: "2026-11-28T11:00" })).end, "open on a Saturday").to.equal(
      "queue",
    );
    expect((await dial(laptop, CANADA_SUPPORT, "2 1", { at: "2026-11-29T11:00" })).end, "closed on a Sunday").to.equal(
      "goodbye",
    );
  });

  it("hears the apology in the calling code's languages when nothing can be looked up: English, then French, for +1", async () => {
    const result = await dial(laptop, CANADA_SUPPORT, "2 1", { failing: ["getNumberAttributes"] });
    expect([result.end, result.route?.key]).to.deep.equal(["queue", FALLBACK]);
    expect([...saidIn(result)]).to.deep.equal(["en-US", "fr-CA"]);
    const japan = laptop.numbers.find(({ country }) => country === "JP");
    expect([
      ...saidIn(
        await dial(laptop, e164Of(japan as NonNullable<typeof japan>), "", { failing: ["getNumberAttributes"] }),
      ),
    ]).to.deep.equal(["ja-JP"]);
  });

  for (const [failing, route] of [
    ["getEnvironment", FALLBACK],
    ["getPrompts", "default"],
    ["resolveRoute", "default"],
  ] as const)
    it(`apologises and still routes when ${failing} fails`, async () => {
      const result = await dial(laptop, CANADA_SUPPORT, "2 1", { failing: [failing] });
      expect([result.end, result.route?.key]).to.deep.equal(["queue", route]);
      expect(textOf(result)).to.match(/technical problem|difficultés techniques/);
    });

  it("counts the miss of an unknown number, and its caller hears the static message and waits in the fallback queue", async () => {
    const before = laptop.logs.length;
    const result = await dial(laptop, "+14165559999", "");
    expect([result.end, result.route?.key]).to.deep.equal(["queue", FALLBACK]);
    expect(textOf(result)).to.include("technical problem").and.include("difficultés techniques");
    const logged = laptop.logs.slice(before).join("");
    expect(logged).to.include("UnknownNumber").and.not.include("4165559999");
  });

  it("says that all lines are busy when the queue is full", async () => {
    const result = await dial(laptop, CANADA_SUPPORT, "2 1", { full: ["support-fr-CA"] });
    expect([result.end, result.route]).to.deep.equal(["goodbye", null]);
    expect(textOf(result)).to.include("Toutes nos lignes sont présentement occupées");
  });

  it("is the same call when it is placed again", async () => {
    expect(await dial(laptop, CANADA_SUPPORT, "2 6 9 1")).to.deep.equal(await dial(laptop, CANADA_SUPPORT, "2 6 9 1"));
  });
});

describe("a stack with a claimed number, and modules named by their ids", function () {
  this.timeout(EVALUATION);

  let laptop: Laptop;
  before(async () => {
    const project = readProject(ROOT, "dev");
    const numbers = JSON.stringify({
      "ca-sales-tollfree": { e164: "+14165550199", phoneNumberId: "11111111-2222-3333-4444-555555555555" },
    });
    laptop = await startGraph(
      await evaluate(
        {
          ...project,
          config: { ...project.config, "connect-ivr:numbers": numbers, "connect-ivr:moduleReferences": "static" },
        },
        "up",
      ),
    );
  });
  after(() => laptop.close());

  it("has the claimed number in the place of the fictional one, and begins its calls in initFlow", async () => {
    const fictional = (await laptopOf("dev")).numbers
      .filter(
        ({ country, lineOfBusiness, kind }) => country === "CA" && lineOfBusiness === "sales" && kind === "tollFree",
      )
      .map(e164Of);
    expect(fictional).to.have.lengthOf(1);
    expect(laptop.numbers.map(e164Of)).to.include("+14165550199").and.not.include(fictional[0]);
    const [association, ...others] = resourcesOf(
      laptop.graph,
      "aws:connect/phoneNumberContactFlowAssociation:PhoneNumberContactFlowAssociation",
    );
    expect(others).to.deep.equal([]);
    const initFlow = resourcesOf(laptop.graph, "aws:connect/contactFlow:ContactFlow").find(
      ({ name }) => name === "flows-initFlow",
    );
    expect(plain(association?.inputs)).to.deep.include({
      phoneNumberId: "11111111-2222-3333-4444-555555555555",
      contactFlowId: initFlow?.outputs["contactFlowId"],
    });
  });

  it("gives the same calls as the stack with modules named by reference", async () => {
    expect((await dial(laptop, CANADA_SUPPORT, "2 6 1")).transcript).to.deep.equal(
      (await dial(await laptopOf("dev"), CANADA_SUPPORT, "2 6 1")).transcript,
    );
  });
});

describe("a call to the production instance", function () {
  this.timeout(EVALUATION);

  it("hears staging's prompts on a number mapped to staging, and production's on the others", async () => {
    const laptop = await laptopOf("prod");
    const of = (environment: string) =>
      laptop.numbers.find(
        (number) =>
          number.environment === environment && number.country === "CA" && number.lineOfBusiness === "support",
      ) as Laptop["numbers"][number];
    const staging = await dial(laptop, e164Of(of("staging")), "2 1");
    expect(textOf(staging)).to.include("test system");
    expect(staging.attributes["environment"]).to.equal("staging");
    expect(staging.route?.key).to.equal("support-fr-CA");
    expect(textOf(await dial(laptop, e164Of(of("prod")), "2 1"))).to.not.include("test system");
  });
});
