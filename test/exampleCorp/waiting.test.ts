import { expect } from "chai";
import { before } from "mocha";
import { shownAttributes } from "../../callFlows/agentScreen";
import { momentOf } from "../../local/shared/time";
import { e164Of, type Laptop } from "../../local/laptop";
import type { CallResult } from "../../local/simulator/call";
import { scriptedCaller } from "../../local/simulator/keys";
import type { Script } from "../../local/simulator/script";
import { EVALUATION, laptopOf } from "../support";

/** Three countries, each with a language that it speaks; key 1 of their support menus is a support agent. */
const PLACES = [
  {
    country: "CA",
    language: "fr-CA",
    support: "Service à la clientèle",
    place: "numéro 4 dans la file",
    wait: "d'environ 3 minutes",
    recorded: "Cet appel est enregistré.",
    spoken: "Français canadien.",
  },
  {
    country: "DE",
    language: "de-DE",
    support: "Kundendienst",
    place: "Position 4",
    wait: "etwa 3 Minuten",
    recorded: "Dieses Gespräch wird aufgezeichnet.",
    spoken: "Deutsch.",
  },
  {
    country: "JP",
    language: "ja-JP",
    support: "サポート",
    place: "4番目",
    wait: "およそ3分",
    recorded: "この通話は録音されています。",
    spoken: "日本語。",
  },
] as const;
type Place = Pick<(typeof PLACES)[number], "country" | "language">;
const [CANADA] = PLACES;

const saidIn = (block: string, { transcript }: CallResult): string[] =>
  transcript.filter((heard) => heard.block === block && heard.speaker === "system").map(({ text }) => text);
const toAgent = ({ transcript }: CallResult): string[] =>
  transcript.filter(({ to }) => to === "agent").map(({ text }) => text);
const answered: Pick<Script, "wait"> = { wait: { seconds: 40, then: "answered" } };
const policy = (recording: string): Pick<Script, "functionAnswers"> => ({
  functionAnswers: { getNumberAttributes: { recording } },
});

describe("a caller of Example Corp who wants an agent", () => {
  let laptop: Laptop;
  before(async function () {
    this.timeout(EVALUATION);
    laptop = await laptopOf("dev");
  });

  /**
   * A call to a country's support number; the keys follow the choice of the language, and the consent to a recording
   * where the country asks for it.
   */
  function call(
    { country, language }: Place,
    keys: string,
    world: Omit<Script, "caller"> = {},
    from?: string,
  ): Promise<CallResult> {
    const number = laptop.numbers.find(
      (row) => row.country === country && row.lineOfBusiness === "support" && row.environment === "dev",
    );
    if (number === undefined) throw new Error(`No support number in ${country}.`);
    const languages = number.languages.split(" ");
    const choice = languages.length === 1 ? "" : String(languages.indexOf(language) + 1);
    const agrees = number.recording === "consent" && world.functionAnswers === undefined ? "1" : "";
    return laptop.call(
      { dialed: e164Of(number), at: momentOf(undefined, number), ...(from !== undefined && { from }) },
      { caller: scriptedCaller(`${choice} ${agrees} ${keys}`), ...world },
    );
  }

  for (const place of PLACES) {
    it(`is asked in ${place.language} where consent is needed, and recorded after a 1 alone`, async () => {
      for (const [key, recording, block] of [
        ["1", "on", "sayThanks"],
        ["2", "declined", "sayDeclined"],
        ["w", "declined", "sayDeclined"],
        ["7", "declined", "sayDeclined"],
      ] as const) {
        const result = await call(place, `${key} 1`, { ...policy("consent"), ...answered });
        expect(saidIn("askConsent", result), key).to.have.length(1);
        expect(saidIn(block, result), key).to.have.length(1);
        expect(
          [result.attributes["recording"], result.contactRecord.Recording !== null, result.route?.key],
          key,
        ).to.deep.equal([recording, recording === "on", `support-${place.language}`]);
        expect(toAgent(result).includes(place.recorded), key).to.equal(recording === "on");
      }
    });

    it(`hears the place in line and the wait in ${place.language}, as far as they are known`, async () => {
      const queue = (figures: object) => ({ queues: { [`support-${place.language}`]: figures } });
      const long = await call(place, "1", queue({ position: 4, estimatedWaitSeconds: 150 }));
      expect(saidIn("sayPosition", long)[0]).to.include(place.place);
      expect(saidIn("sayWait", long)[0]).to.include(place.wait);
      const short = await call(place, "1", queue({ position: 1, estimatedWaitSeconds: 60 }));
      expect([saidIn("sayPosition", short).length, saidIn("sayWait", short).length]).to.deep.equal([2, 0]);
      const unknown = await call(place, "1", queue({ position: 0 }));
      expect([saidIn("sayPosition", unknown).length, saidIn("offer", unknown).length]).to.deep.equal([0, 2]);
    });

    it(`is announced to the agent by language and reason in ${place.language}, and told that somebody is there`, async () => {
      const result = await call(place, "1", answered);
      const [caller, ...others] = toAgent(result);
      expect(caller).to.include(place.spoken).and.include(place.support);
      expect(others).to.deep.equal(result.attributes["recording"] === "on" ? [place.recorded] : []);
      expect(saidIn("sayConnected", result)).to.have.length(1);
    });

    it(`is asked one question in ${place.language} when the agent has left, and no other`, async () => {
      const ends: Omit<Script, "caller"> = { ...answered, agent: { ends: "agent" } };
      const given = await call(place, "1 w 9 5", ends);
      expect([
        saidIn("ask", given).length >= 2,
        saidIn("thank", given).length,
        given.contactRecords.at(-1)?.Attributes["survey_score"],
      ]).to.deep.equal([true, 1, "5"]);
      const silent = await call(place, "1", ends);
      expect(saidIn("thank", silent)).to.deep.equal([]);
      expect([
        silent.transcript.at(-1)?.flow,
        silent.transcript.at(-1)?.language,
        silent.contactRecords.at(-1)?.Attributes["survey_score"],
      ]).to.deep.equal(["disconnectFlow", place.language, "none"]);
      const wrong = await call(place, "1 w 9 0 5", ends);
      expect(
        [
          saidIn("thank", wrong).length,
          wrong.transcript.at(-1)?.block,
          wrong.contactRecords.at(-1)?.Attributes["survey_score"],
        ],
        "two keys that are none of 1 to 5",
      ).to.deep.equal([0, "sayGoodbye", "none"]);
      const gone = await call(place, "1 w h", ends);
      expect(
        [gone.transcript.at(-1)?.block, gone.contactRecords.at(-1)?.Attributes["survey_score"], gone.problem],
        "hangs up when asked",
      ).to.deep.equal(["ask", "none", undefined]);
      expect(
        (await call(place, "1", answered)).steps.some(({ flow }) => flow === "disconnectFlow"),
        "the caller left first",
      ).to.equal(false);
    });

    it(`who speaks ${place.language} stands on the agent's screen, with what the contract gives the agent and no more`, async () => {
      const result = await call(place, "1", answered);
      expect(result.views).to.have.length(1);
      const [{ view, data }] = result.views as [CallResult["views"][number]];
      expect(view).to.match(/\/view\/[0-9a-f-]{36}:\$LATEST$/);
      expect(data).to.deep.equal(Object.fromEntries(shownAttributes.map((name) => [name, result.attributes[name]])));
      expect(data).to.include({
        country: place.country,
        language: place.language,
        reason: "support_agent",
        payment_result: "none",
        recording: place.country === "JP" ? "off" : "on",
      });
      expect(JSON.stringify(result.flowLog)).to.not.include("ViewData");
    });
  }

  it("hears a notice where the policy is one, and nothing where calls are not recorded", async () => {
    const noticed = await call(CANADA, "1", { ...policy("notice"), ...answered });
    expect([
      saidIn("sayNotice", noticed).length,
      noticed.attributes["recording"],
      noticed.contactRecord.Recording !== null,
    ]).to.deep.equal([1, "on", true]);
    const off = await call(CANADA, "1", { ...policy("off"), ...answered });
    expect([
      off.attributes["recording"],
      off.contactRecord.Recording,
      off.steps.filter(({ type }) => type.startsWith("UpdateContactRecording")).length,
    ]).to.deep.equal(["off", null, 0]);
  });

  it("is not recorded, and reaches the agent, where a step of the recording fails", async () => {
    for (const block of ["findPolicy", "keepPolicy", "loadPrompts", "keepPrompts", "sayNotice", "setOn", "record"]) {
      const result = await call(CANADA, "1", {
        ...policy("notice"),
        ...answered,
        force: { [`recordingModule/${block}`]: "NoMatchingError" },
      });
      expect([result.attributes["recording"], result.contactRecord.Recording, result.route?.key], block).to.deep.equal([
        "off",
        null,
        "support-fr-CA",
      ]);
    }
  });

  it("stays recorded, announced and in their language when the agent passes them on", async () => {
    const next = { userName: "ana.lopez", firstName: "Ana", lastName: "Lopez" };
    const result = await call(CANADA, "1", {
      ...policy("notice"),
      ...answered,
      agent: { ends: { transferTo: "queueTransferFlow", queue: "sales-fr-CA", next } },
    });
    expect(
      result.contactRecords.filter(({ Agent }) => Agent !== null).map(({ Recording }) => Recording !== null),
    ).to.deep.equal([true, true]);
    expect(toAgent(result).filter((text) => text === CANADA.recorded)).to.have.length(2);
    for (const { flow, language } of result.transcript.filter(
      ({ flow }) => !["initFlow", "languageModule"].includes(flow),
    ))
      expect(language, flow).to.equal("fr-CA");
  });

  it("goes on without a hook that cannot be set", async () => {
    const hooks = [
      "setQueueFlow",
      "setAgentWhisperFlow",
      "setCustomerWhisperFlow",
      "setDisconnectFlow",
      "setAgentGuideFlow",
    ];
    const result = await call(CANADA, "1", {
      ...answered,
      force: Object.fromEntries(hooks.map((block) => [`initFlow/${block}`, "NoMatchingError"])),
    });
    expect([result.end, result.route?.key, result.contactRecord.Agent?.Username]).to.deep.equal([
      "queue",
      "support-fr-CA",
      "jane.doe",
    ]);
  });

  it("can leave the queue for a callback, to the number they call from", async () => {
    const result = await call(CANADA, "1 1", {}, "+14185550142");
    expect([
      result.end,
      result.route?.key,
      saidIn("sayKept", result).length,
      saidIn("askNumber", result).length,
    ]).to.deep.equal(["callback", "support-fr-CA", 1, 0]);
    expect(result.steps.map(({ block }) => block)).to.include("createCallback");
  });

  it("sees a number of their country where one is claimed", async () => {
    const result = await call(
      CANADA,
      "1 1",
      { functionAnswers: { getEnvironment: { callerIdArn: "arn:aws:connect:us-east-1:000000000000:phone-number/1" } } },
      "+14185550142",
    );
    expect(result.end).to.equal("callback");
    expect(result.steps.map(({ block }) => block))
      .to.include("createShowingNumber")
      .and.not.include("createCallback");
  });

  it("is asked for a number that is withheld, which stays out of attributes, flow log and transcript, and waits on where there is none", async () => {
    for (const keys of ["1 1", "5"]) {
      const result = await call(CANADA, `${keys} 123# 14165550199#`);
      expect([result.end, result.route?.key, saidIn("sayInvalidNumber", result).length], keys).to.deep.equal([
        "callback",
        "support-fr-CA",
        1,
      ]);
      const { attributes, flowLog, contactRecord, transcript } = result;
      expect(JSON.stringify([attributes, flowLog, contactRecord.Attributes, transcript]), keys).to.not.include(
        "4165550199",
      );
      expect(transcript.findLast(({ speaker }) => speaker === "caller")?.text, "it was keyed").to.equal(
        "•".repeat("14165550199#".length),
      );
    }
    const given = await call(CANADA, "1 1 1# 2# 3#");
    expect([given.end, saidIn("sayFailed", given).length, saidIn("hold", given).length > 0]).to.deep.equal([
      "queue",
      1,
      true,
    ]);
  });

  it("speaks to an agent without a screen where the view fails", async () => {
    for (const block of ["findView", "keepView", "show"]) {
      const result = await call(CANADA, "1", {
        ...answered,
        force: { [`agentGuideFlow/${block}`]: "NoMatchingError" },
      });
      expect([result.end, result.problem, toAgent(result).length], block).to.deep.equal(["queue", undefined, 2]);
    }
  });
});
