import { expect } from "chai";
import { render } from "../../flowLanguage";
import type { FlowSite } from "../../callFlows/site";
import { contracts } from "../../handlers";
import { nativeHours } from "../../local/simulator/hours";
import { arnOf, call, functionArn, said, type Scene, type StubFunction } from "../simulator/world";
import { flowsOf, MODULE_REFERENCES, type ModuleReferences } from "./site";

const WEEK = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"].map((day) => ({
  day,
  startTime: { hours: 9, minutes: 0 },
  endTime: { hours: 17, minutes: 0 },
}));
const NUMBER: Readonly<Record<string, string>> = {
  environment: "prod",
  country: "CA",
  languages: "en-US fr-CA",
  defaultLanguage: "en-US",
  defaultVoice: "Joanna",
  defaultEngine: "Neural",
  lineOfBusiness: "support",
  queue: "support",
  skills: "none",
  menu: "first",
  hours: "CA",
  flow: "mainFlow",
  apiProfile: "none",
  dayPart: "morning",
  holiday: "no",
  recording: "off",
  opens: "9:00",
  closes: "17:00",
  saturdayOpens: "none",
  saturdayCloses: "none",
  identity: "unknown",
  customerId: "none",
  optionCount: "2",
  option1Language: "en-US",
  option1Voice: "Joanna",
  option1Engine: "Neural",
  option1Prompt: "<speak>English, 1</speak>",
  option2Language: "fr-CA",
  option2Voice: "Gabrielle",
  option2Engine: "Neural",
  option2Prompt: "<speak>Français, 2</speak>",
  ...Object.fromEntries(
    [3, 4].flatMap((position) =>
      ["Language", "Voice", "Engine", "Prompt"].map((field) => [`option${position}${field}`, "none"]),
    ),
  ),
};
const ROUTES: Readonly<Record<string, Record<string, string>>> = {
  "0": { type: "queue", target: "support", targetArn: arnOf("queue", "support"), reason: "agent" },
  "1": {
    type: "module",
    target: "openingHoursModule",
    targetArn: arnOf("module", "openingHoursModule"),
    reason: "hours",
  },
  "2": { type: "flow", target: "productsFlow", targetArn: arnOf("flow", "productsFlow"), reason: "products" },
  "9": { type: "repeat", target: "none", targetArn: "none", reason: "none" },
  timeout: { type: "silence", target: "none", targetArn: "none", reason: "none" },
};

const NAMED: Readonly<Record<string, string>> = Object.fromEntries([
  ...contracts.NAMED_FLOWS.map((name) => [`${name}Arn`, arnOf("flow", name)] as const),
  ...contracts.NAMED_MODULES.map((name) => [`${name}Arn`, arnOf("module", name)] as const),
]);

/** Answers each of the keys that a flow asks for, and no other, as the functions do. */
const answering =
  (answer: (parameters: Readonly<Record<string, string>>, key: string) => string | undefined): StubFunction =>
  ({ Details: { Parameters } }) =>
    Object.fromEntries((Parameters["keys"] ?? "").split(" ").map((key) => [key, answer(Parameters, key) ?? "none"]));

const functions = (number: Readonly<Record<string, string>> = {}): Record<string, StubFunction> => ({
  getNumberAttributes: answering((_parameters, key) => ({ ...NUMBER, ...number })[key]),
  getEnvironment: answering(
    ({ flow, module, queue, hours }, key) =>
      ({
        defaultQueueArn: arnOf("queue", "default"),
        flowArn: arnOf("flow", flow ?? ""),
        moduleArn: arnOf("module", module ?? ""),
        queueArn: arnOf("queue", queue ?? ""),
        hoursArn: arnOf("hours", hours ?? ""),
        ...NAMED,
      })[key],
  ),
  checkCallback: ({ Details: { ContactData } }) => {
    const { Address: number } = (ContactData.CustomerEndpoint ?? {}) as { Address?: string };
    return number === undefined ? { result: "refused", number: "none" } : { result: "allowed", number };
  },
  getPrompts: answering(({ promptSet, language }, key) => `<speak>${language} ${promptSet} ${key}</speak>`),
  resolveRoute: answering(
    ({ key = "" }, answer) =>
      (ROUTES[key === "Timeout" ? "timeout" : key] ?? {
        type: "invalid",
        target: "none",
        targetArn: "none",
        reason: "none",
      })[answer],
  ),
});

/** The standard flows with a company's rows behind them, in a few words. */
function scene(moduleReferences: ModuleReferences, rest: Partial<Scene> = {}, site: Partial<FlowSite> = {}): Scene {
  const links = { functions: Object.fromEntries(contracts.FUNCTION_ROLES.map((role) => [role, functionArn(role)])) };
  const content = (type: "MODULE" | "flow") =>
    Object.fromEntries(
      flowsOf(moduleReferences, site)
        .filter((flow) => (flow.type === "MODULE") === (type === "MODULE"))
        .sort((a) => (a.name === "initFlow" ? -1 : 1))
        .map((flow) => [
          flow.name,
          render(flow, links).replaceAll(
            /\{\{module:(\w+)\}\}/g,
            (_marker, name: string) => `${arnOf("module", name)}:$LATEST`,
          ),
        ]),
    );
  return {
    flowTypes: Object.fromEntries(flowsOf(moduleReferences).map(({ name, type }) => [name, type])),
    flows: content("flow"),
    modules: content("MODULE"),
    queues: ["support", "default"],
    functions: functions(),
    at: "2026-03-02T15:00:00Z",
    dialed: "+15555550100",
    hours: {
      CA: nativeHours({
        timeZone: "UTC",
        config: WEEK,
        hoursOfOperationOverrides: [
          { effectiveFrom: "2026-07-01", effectiveTill: "2026-07-01", overrideType: "CLOSED", overrideConfig: [] },
        ],
      }),
    },
    ...rest,
  };
}
const failing = (...roles: string[]): Partial<Scene> => ({ world: { failingFunctions: roles } });

for (const moduleReferences of MODULE_REFERENCES)
  describe(`A call through the standard flows (modules: ${moduleReferences})`, () => {
    const place = (rest: Partial<Scene> = {}) => call(scene(moduleReferences, rest));

    it("goes on in the chosen language and ends in the queue", async () => {
      const result = await place({ keys: "w 2 0" });
      expect(said(result)).to.deep.equal([
        "en-US init welcome",
        "English, 1",
        "Français, 2",
        "fr-CA main morning",
        "fr-CA first options",
        "fr-CA main transferring",
        "fr-CA queue welcome",
        "fr-CA queue position",
        "fr-CA queue offerCallback",
        "fr-CA queue hold",
        "fr-CA queue position",
        "fr-CA queue offerCallback",
        "fr-CA queue hold",
      ]);
      expect([result.end, result.route?.key, result.attributes["reason"]]).to.deep.equal(["queue", "support", "agent"]);
      expect(result.transcript.at(-1)?.voice).to.equal("Gabrielle");
    });
    it("comes back to its menu from a module and from a sub-flow", async () => {
      const result = await place({ keys: "1 1 2 2 0" });
      expect(said(result).filter((words) => words === "en-US first options")).to.have.length(3);
      expect(said(result)).to.include.members(["en-US hours week", "en-US products news"]);
      expect(result.route?.key).to.equal("support");
    });
    for (const storedSilence of ["value", "error"] as const)
      it(`reaches the default queue after three misses (silence of stored input: ${storedSilence})`, async () => {
        const result = await place({ keys: "1 w 7 w", world: { behaviours: { storedSilence } } });
        expect(said(result).filter((words) => / main (noInput|invalid)$/.test(words))).to.deep.equal([
          "en-US main noInput",
          "en-US main invalid",
          "en-US main noInput",
        ]);
        expect([result.end, result.route?.key, result.attributes["reason"]]).to.deep.equal([
          "queue",
          "default",
          "no_input",
        ]);
      });
    it("hears the greeting of a holiday on a holiday, and that of closed hours on other days", async () => {
      const holiday = await place({ keys: "1", at: "2026-07-01T15:00:00Z", functions: functions({ holiday: "yes" }) });
      expect(said(holiday)).to.include("en-US main holiday").and.not.to.include("en-US main closed");
      const night = await place({ keys: "1", at: "2026-03-02T22:00:00Z" });
      expect(said(night)).to.include("en-US main closed").and.not.to.include("en-US main holiday");
      for (const result of [holiday, night])
        expect([said(result).at(-1), result.end]).to.deep.equal(["en-US main goodbye", "goodbye"]);
    });

    for (const role of contracts.LOOKUP_ROLES)
      it(`is told so when ${role} fails, and is never met with silence or an error of the flow`, async () => {
        const result = await place({ keys: "1 0", ...failing(role) });
        expect(result.problem).to.equal(undefined);
        expect(said(result)).to.include("We are sorry.");
        expect(result.end).to.be.oneOf(["queue", "goodbye"]);
      });
  });

describe("The fallback queue", () => {
  const site = { fallbackQueueArn: arnOf("queue", "fallback") as `arn:${string}` };
  const place = (...roles: string[]) =>
    call(scene("dynamic", { queues: ["support", "default", "fallback"], ...failing(...roles) }, site));
  const takes = async (...roles: string[]) => {
    const { end, route } = await place(...roles);
    return [end, route?.key];
  };

  it("takes whoever calls while nothing can be looked up, after an apology", async () => {
    for (const roles of [["getNumberAttributes"], ["getEnvironment"], contracts.LOOKUP_ROLES])
      expect(await takes(...roles), roles.join()).to.deep.equal(["queue", "fallback"]);
    expect(said(await place("getEnvironment"))[0]).to.equal("We are sorry.");
  });
  it("takes nobody once the default queue is known", async () => {
    for (const role of ["getPrompts", "resolveRoute"])
      expect(await takes(role), role).to.deep.equal(["queue", "default"]);
  });
  it("takes nobody from the flows of a stack that has none", async () => {
    const { end } = await call(scene("dynamic", failing("getEnvironment")));
    expect(end).to.equal("goodbye");
  });
});

describe("A wait in the queue", () => {
  const LIMIT = 3;
  const waiting = (keys: string, rest: Partial<Scene> = {}) =>
    call(
      scene(
        "dynamic",
        { keys, ...rest, world: { ...rest.world, wait: { seconds: 24 * 60 * 60, then: "hangUp" } } },
        { limits: { menuChoices: 20, queueMinutes: LIMIT } },
      ),
    );
  const rounds = (words: readonly string[]) => words.filter((word) => word === "en-US queue hold").length;

  it("ends with a callback when it has become too long", async () => {
    const result = await waiting("1 0");
    expect([result.end, rounds(said(result)), said(result).at(-1)]).to.deep.equal([
      "callback",
      LIMIT + 1,
      "en-US callback kept",
    ]);
  });
  it("goes on as long once more for whom nobody can call back, and ends with the request to call again", async () => {
    const result = await waiting("1 0", { from: null });
    expect([result.end, rounds(said(result)), said(result).at(-1)]).to.deep.equal([
      "goodbye",
      2 * (LIMIT + 1),
      "Goodbye.",
    ]);
    expect(said(result)).to.include("en-US callback failed");
  });
  it("ends with the request to call again where nothing can be looked up", async () => {
    const blind = functions();
    const { getPrompts } = blind;
    blind["getPrompts"] = (event, at) => {
      if (event.Details.Parameters["promptSet"] === "queue") throw new Error("The table is down.");
      return (getPrompts as StubFunction)(event, at);
    };
    const result = await waiting("1 0", { functions: blind });
    expect([result.end, said(result).at(-1)]).to.deep.equal(["goodbye", "Goodbye."]);
    expect(said(result).filter((words) => words === "Please hold.")).to.have.length(LIMIT + 1);
  });
});

describe("A greeting that no voice can speak", () => {
  it("costs the greeting by name, and not the menu", async () => {
    const known = functions({ greetByName: "yes" });
    known["identifyCaller"] = () => ({ identity: "known", customerId: "A-1", name: "Alex" });
    const prompts = known["getPrompts"] as StubFunction;
    known["getPrompts"] = (event, at) => {
      const answer = prompts(event, at) as Record<string, string>;
      return { ...answer, ...("morningName" in answer && { morningName: "<speak>Good \u0008morning" }) };
    };
    const result = await call(scene("dynamic", { keys: "1 0", functions: known }));
    expect(said(result)).to.include.members(["en-US main morning", "en-US first options"]);
    expect([result.end, result.route?.key]).to.deep.equal(["queue", "support"]);
  });
});

describe("A failure before anything is known of the caller", () => {
  const heard = async (dialed: string) => {
    const { transcript, end } = await call(scene("dynamic", { dialed, ...failing(...contracts.LOOKUP_ROLES) }));
    return [...transcript.map(({ text, voice }) => `${voice}: ${text}`), end];
  };

  it("is spoken in both languages of a shared calling code, each in its own voice", async () =>
    expect(await heard("+15555550100")).to.deep.equal([
      "Joanna: We are sorry.",
      "Gabrielle: Nous sommes désolés.",
      "Joanna: Goodbye.",
      "Gabrielle: Au revoir.",
      "goodbye",
    ]));
  it("is spoken in the language of the calling code", async () =>
    expect(await heard("+49301234567")).to.deep.equal([
      "Vicki: Es tut uns leid.",
      "Vicki: Auf Wiederhören.",
      "goodbye",
    ]));
  it("is spoken in the default language elsewhere", async () =>
    expect(await heard("+81312345678")).to.deep.equal(["Joanna: We are sorry.", "Joanna: Goodbye.", "goodbye"]));
  it("is spoken in the caller's language once that is known, and ends in the default queue", async () => {
    const result = await call(
      scene("dynamic", {
        functions: functions({ defaultLanguage: "fr-CA", defaultVoice: "Gabrielle" }),
        ...failing("getPrompts"),
      }),
    );
    expect(said(result)[0]).to.equal("Nous sommes désolés.");
    expect(result.route?.key).to.equal("default");
    expect(said(result).at(-1), "the queue's own failure").to.equal("Veuillez patienter.");
  });
});
