import { expect } from "chai";
import { describeFailure, describeSummary } from "../../local/scenarios/describe";
import type { Played } from "../../local/scenarios/play";
import { unconfirmed } from "../../local/simulator/world";
import type { FlowJson } from "../simulator/world";
import { FLOW, playOn, stageOf, story } from "./stage";

type Parts = NonNullable<Parameters<typeof story>[0]>;

const play = async (parts: Parts, changes?: FlowJson): Promise<Played> =>
  (await playOn(stageOf(changes), story(parts)))[0] as Played;
/** The lines of a finding: what it says, what was expected, what came nearest. */
const found = async (parts: Parts, changes?: FlowJson): Promise<string[]> =>
  (await play(parts, changes)).findings.flatMap(({ line, says, expected, actual }) => [
    `${line} ${says}`,
    expected,
    actual ?? "",
  ]);
const OFFER = "For English, press 1. Pour le français, appuyez sur le 2. (en-US, Joanna)";

describe("a scenario that comes true", () => {
  it("finds nothing", async () => {
    for (const steps of [
      "- hears: Welcome",
      '- hears next: Welcome\n- hears next: For English\n- presses: "1"\n- hears exactly: One moment. Un instant.',
      '- hears: [ English, français ]\n- presses: "2"\n- hears: Un instant\n  language: fr-CA\n  voice: Gabrielle',
      '- waits\n- hears: For English\n- presses: "9"\n- hears next: For English\n- presses: "2"',
    ])
      expect(
        (await play({ steps, ends: steps === "- hears: Welcome" ? "{ in: goodbye }" : undefined })).findings,
        steps,
      ).to.deep.equal([]);
  });

  it("is of a caller who listens until they have heard what they wait for", async () => {
    const { findings, transcript } = await play({ steps: "- hears: Goodbye.", ends: "{ in: goodbye }" });
    expect(findings).to.deep.equal([]);
    expect(transcript.filter(({ speaker }) => speaker === "caller")).to.deep.equal([]);
  });

  it("is of a caller who hangs up on what was heard, whether it asks for something or not, else when asked", async () => {
    for (const [steps, last] of [
      ["- hears: Welcome\n- hangs up", "greet"],
      ["- hears: For English\n- hangs up", "ask"],
      ["- hangs up", "ask"],
      ['- presses: "1"\n- hears: One moment\n- hangs up', "tell"],
    ] as const) {
      const { findings, transcript } = await play({
        steps,
        ends: "{ in: hangup, record: { DisconnectReason: CUSTOMER_DISCONNECT } }",
      });
      expect([findings, transcript.at(-1)?.block], steps).to.deep.equal([[], last]);
    }
  });

  it("reads typographic apostrophes and runs of spaces as what they stand for", async () => {
    const greet: FlowJson = {
      greet: [
        "MessageParticipant",
        { Text: "C’est  Example\nCorp." },
        { next: "ask", errors: { NoMatchingError: "bye" } },
      ],
    };
    expect(
      (await play({ steps: `- hears exactly: C'est Example Corp.\n- presses: "1"` }, greet)).findings,
    ).to.deep.equal([]);
  });
});

describe("a scenario that does not come true says", () => {
  it("which words were not heard, beside the nearest that were", async () => {
    expect(await found({ steps: '- hears: Pour le francais\n- presses: "2"' })).to.deep.equal([
      "4 The caller did not hear this.",
      "Pour le francais",
      OFFER,
    ]);
    expect(await found({ steps: '- presses: "2"\n- hears exactly: One moment.' })).to.deep.equal([
      "5 The caller did not hear this.",
      "One moment.",
      "One moment. Un instant. (fr-CA, Gabrielle)",
    ]);
  });

  it("that the words came in another language, or another voice", async () => {
    expect(await found({ steps: '- presses: "1"\n- hears: One moment\n  language: fr-CA' })).to.deep.equal([
      "5 The caller heard this in another language or voice.",
      "One moment (fr-CA)",
      "One moment. Un instant. (en-US, Joanna)",
    ]);
    expect(await found({ steps: '- presses: "2"\n- hears: One moment\n  voice: Chantal' })).to.deep.equal([
      "5 The caller heard this in another language or voice.",
      "One moment (Chantal)",
      "One moment. Un instant. (fr-CA, Gabrielle)",
    ]);
  });

  it("what came instead of the very next prompt", async () =>
    expect(await found({ steps: "- hears next: For English" })).to.deep.equal([
      "4 The caller heard something else next.",
      "For English",
      "Welcome to Example Corp. (en-US, Joanna)",
    ]));

  it("that a key was not asked for again", async () =>
    expect(await found({ steps: '- presses: "1"\n- presses: "1"' })).to.deep.equal([
      "5 The caller was not asked for a key again.",
      "presses 1",
      "The call ended in queue support.",
    ]));

  it("every difference of the end: kind, queue, attributes, record", async () => {
    expect(
      await found({
        ends: "{ in: callback, queue: sales, attributes: { language: Joanna, reason: x }, record: { Channel: CHAT, Queue.Name: example-support, Agent: null } }",
      }),
    ).to.deep.equal([
      "6 The call ended with another end.",
      "callback",
      "queue",
      "6 The call ended with another queue.",
      "sales",
      "support",
      "6 The call ended with another contact attribute language.",
      "Joanna",
      "Gabrielle",
      "6 The call ended with another contact attribute reason.",
      "x",
      "(none)",
      "6 The call ended with another Channel in the contact record.",
      "CHAT",
      "VOICE",
    ]);
    expect(
      await found({
        ends: "{ in: queue, queue: support, attributes: { language: Gabrielle }, record: { Channel: VOICE, Queue.Name: example-support } }",
      }),
    ).to.deep.equal([]);
  });

  it("what stopped the simulator", async () => {
    const broken: FlowJson = {
      french: [
        "UpdateContactTextToSpeechVoice",
        { TextToSpeechVoice: "Nobody", TextToSpeechEngine: "Neural" },
        { next: "keep" },
      ],
    };
    expect(await found({}, broken)).to.deep.equal([
      "1 The simulator stopped.",
      "the call ends in queue",
      "mainFlow, block french: french declares no branch for NoMatchingError. Add it.",
    ]);
  });

  it("all of it below the transcript up to the miss", async () => {
    const one = await play({
      name: "A caller in Montréal",
      steps: '- hears: Welcome\n- presses: "2"\n- hears next: Merci.',
    });
    expect(describeFailure(one)).to.equal(
      [
        "✗ A caller in Montréal (scenarios/calls.yaml:1, stack dev)",
        "    en-US Joanna     Welcome to Example Corp. [mainFlow: greet]",
        "    en-US Joanna     For English, press 1. Pour le français, appuyez sur le 2. [mainFlow: ask]",
        "                     caller presses 2",
        "    fr-CA Gabrielle  One moment. Un instant. [mainFlow: tell]",
        "    scenarios/calls.yaml:6  The caller heard something else next.",
        "      - Merci.",
        "      + One moment. Un instant. (fr-CA, Gabrielle)",
      ].join("\n"),
    );
    const early = await play({ steps: "- hears next: Bonjour" });
    expect(early.transcript.map(({ text }) => text)).to.deep.equal(["Welcome to Example Corp."]);
    expect(describeSummary([one])).to.equal("1 scenario: 1 failed.");
  });
});

describe("the world of a scenario", () => {
  const ends = async (world: string, changes?: FlowJson): Promise<Played> =>
    play({ world, ends: "{ in: goodbye }" }, changes);

  it("makes lookups fail, queues full and blocks fail, and else does not", async () => {
    for (const world of [
      "{ failing: [ getPrompts ] }",
      "{ full: [ support ] }",
      "{ force: { mainFlow/queue: NoMatchingError } }",
    ])
      expect((await ends(world)).findings, world).to.deep.equal([]);
    for (const world of ["{ failing: [] }", "{ full: [ sales ] }"])
      expect((await ends(world)).findings, world).to.not.deep.equal([]);
  });

  it("makes a function answer something else", async () => {
    const keep: FlowJson = {
      look: ["InvokeLambdaFunction", FLOW["look"]?.[1] ?? {}, { next: "note", errors: { NoMatchingError: "bye" } }],
      note: [
        "UpdateContactAttributes",
        { TargetContact: "Current", Attributes: { heard: "$.External.welcome $.External.more" } },
        { next: "queue", errors: { NoMatchingError: "bye" } },
      ],
    };
    const attributes = (heard: string): string => `{ in: queue, attributes: { heard: ${heard} } }`;
    expect(
      (await play({ world: "{ answers: { getPrompts: { more: again } } }", ends: attributes("Welcome again") }, keep))
        .findings,
    ).to.deep.equal([]);
    expect(
      (await play({ world: "{ answers: { getPrompts: { welcome: Hello } } }", ends: attributes('"Hello "') }, keep))
        .findings,
    ).to.deep.equal([]);
    expect((await play({ ends: attributes('"Welcome "') }, keep)).findings).to.deep.equal([]);
  });

  it("is checked: every name that the stack does not know, with the one that was meant", async () => {
    const wrong = story({
      call: "{ number: CA suport }",
      world:
        "{ failing: [ getPromts ], answers: { nobody: { a: b } }, full: [ suport ], outsideNumbers: { '+14165550100': Engaged }, service: { storedSilence: maybe, silence: value }, systems: { accounts: dead, payment: lost }, force: { manFlow/ask: x, mainFlow/asc: x, mainFlow/ask: NoMatchinError } }",
      ends: "{ in: queue, queue: suport }",
    });
    const error = await playOn(stageOf(), wrong).catch((thrown: unknown) => thrown as Error);
    expect(
      (error as Error).message
        .split("\n")
        .slice(1)
        .map((line) => line.trim().replace("scenarios/calls.yaml:", "")),
    ).to.deep.equal([
      '2, 0.call.number: The stack has no number for "suport" in CA. Did you mean support?',
      "3, 0.world.failing: The function getPromts is not known. Did you mean getPrompts?",
      "3, 0.world.answers.nobody: The function nobody is not known. Known: getPrompts.",
      "3, 0.world.full: The queue suport is not known. Did you mean support?",
      "3, 0.world.outsideNumbers.+14165550100: The outcome Engaged is not known. Known: answered, CallFailed, ConnectionTimeLimitExceeded.",
      "3, 0.world.service.storedSilence: The behaviour maybe is not known. Known: value, error.",
      `3, 0.world.service.silence: The behaviour silence is not known. Known: ${Object.keys(unconfirmed).join(", ")}.`,
      "3, 0.world.systems.accounts: The fault dead is not known. Known: slow, failing, hanging, lost, duplicated, malformed, reset.",
      "3, 0.world.systems.payment: The system payment is not known. Did you mean payments?",
      "3, 0.world.force.manFlow/ask: The flow manFlow is not known. Did you mean mainFlow?",
      "3, 0.world.force.mainFlow/asc: The block of mainFlow asc is not known. Did you mean ask?",
      "3, 0.world.force.mainFlow/ask: The error branch of mainFlow/ask NoMatchinError is not known. Did you mean NoMatchingError?",
      "7, 0.ends.queue: The queue suport is not known. Did you mean support?",
    ]);
  });
});

describe("a scenario that tells of the company's systems", () => {
  /** A stage that tells what happens on it. */
  function watched() {
    const happened: string[] = [];
    const stage = stageOf();
    const { faults } = stage.backend;
    const call: typeof stage.call = async (...given) => {
      const name = happened.push("");
      happened[name - 1] = `call begins, payments ${faults.of({ id: "takePayment", api: "payments" }) ?? "as usual"}`;
      const result = await stage.call(...given);
      happened.push("call ends");
      return result;
    };
    return {
      happened,
      stage: { ...stage, call, reset: () => Promise.resolve(void happened.push("reset")).then(() => faults.clear()) },
    };
  }
  const alone = (name: string, systems: string) => story({ name, world: `{ systems: ${systems} }` });

  it("is played alone, with its faults, on systems that are as at the start, and after all others", async () => {
    const { happened, stage } = watched();
    const played = await playOn(
      stage,
      alone("A", "{ payments: lost }") + alone("B", "{}") + story({ name: "C" }) + story({ name: "D" }),
    );
    expect(played.map(({ scenario }) => scenario.name)).to.deep.equal(["A", "B", "C", "D"]);
    expect(happened).to.deep.equal([
      "call begins, payments as usual",
      "call begins, payments as usual",
      "call ends",
      "call ends",
      "reset",
      "call begins, payments lost",
      "call ends",
      "reset",
      "call begins, payments as usual",
      "call ends",
      "reset",
    ]);
  });

  it("has the caller key in the code that was sent last, and wait for one that was not sent", async () => {
    const steps = "- hears: For English\n- presses the code";
    const stage = stageOf();
    const sent = {
      ...stage,
      backend: { ...stage.backend, outbox: [{ code: "7" }, { code: "1" }] } as unknown as typeof stage.backend,
    };
    const [keyed] = await playOn(sent, story({ steps }));
    expect(keyed?.transcript.filter(({ speaker }) => speaker === "caller").map(({ text }) => text)).to.deep.equal([
      "1#",
    ]);
    const [waited] = await playOn(stage, story({ steps }));
    expect(waited?.findings[0]).to.include({
      says: "The caller was not asked for a key again.",
      expected: "presses the code, once one was sent",
    });
  });
});

describe("a change of a prompt", () => {
  it("fails the scenarios that hear it, and no other", async () => {
    const two =
      story({ name: "A caller hears a moment", steps: '- presses: "2"\n- hears: One moment.' }) +
      story({ name: "A caller hears nothing of it" });
    const failing = async (changes?: FlowJson): Promise<string[]> =>
      (await playOn(stageOf(changes), two))
        .filter(({ findings }) => findings.length > 0)
        .map(({ scenario }) => scenario.name);
    expect(await failing()).to.deep.equal([]);
    expect(
      await failing({
        tell: ["MessageParticipant", { Text: "Please hold." }, { next: "look", errors: { NoMatchingError: "bye" } }],
      }),
    ).to.deep.equal(["A caller hears a moment"]);
  });
});
