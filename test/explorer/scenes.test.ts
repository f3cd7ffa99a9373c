import { expect } from "chai";
import {
  compare,
  enterQueue,
  failed,
  hangUp,
  lambda,
  loop,
  menu,
  module,
  endModule,
  setContact,
  setFlow,
  setQueue,
  setVoice,
  ssml,
  store,
  text,
  transfer,
} from "../simulator/blocks";
import { arnOf, call, type FlowJson } from "../simulator/world";
import { machineKeyPair } from "../../local/emulator/keys";
import { DIALED, explored, found, LANGUAGE } from "./scene";

const bye = { bye: text("Goodbye.", "end", "end"), end: hangUp } as const;
const hours = {
  office: {
    timeZone: "America/New_York",
    open: ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"].map((day) => ({
      day,
      from: 9 * 60,
      until: 18 * 60,
    })),
    overrides: [{ type: "CLOSED" as const, from: "2026-12-25", till: "2026-12-25", times: [], recurs: false }],
  },
};

/** Each kind of violation, with a flow that has it and its twin that has not. */
const kinds: Record<
  string,
  { readonly wrong: FlowJson; readonly right: FlowJson; readonly block: string; readonly faults?: true }
> = {
  "dead-end": {
    block: "gone",
    wrong: { hello: text("Hello.", "gone"), ...failed },
    right: { hello: text("Hello.", "end"), ...failed },
  },
  "missing-branch": {
    block: "ask",
    wrong: {
      hello: text("Hello.", "ask"),
      ask: [
        "GetParticipantInput",
        { InputTimeLimitSeconds: "5", StoreInput: "False" },
        { next: "bye", errors: { NoMatchingCondition: "bye", NoMatchingError: "bye" }, equals: { "1": "bye" } },
      ],
      ...bye,
      ...failed,
    },
    right: {
      hello: text("Hello.", "ask"),
      ask: menu({ "1": "bye" }, { silence: "bye", otherKey: "bye" }),
      ...bye,
      ...failed,
    },
  },
  "silent-hang-up": {
    block: "end",
    wrong: {
      hello: text("Hello.", "ask"),
      ask: menu({ "1": "bye" }, { silence: "bye", otherKey: "end" }),
      ...bye,
      ...failed,
    },
    right: {
      hello: text("Hello.", "ask"),
      ask: menu({ "1": "bye" }, { silence: "bye", otherKey: "bye" }),
      ...bye,
      ...failed,
    },
  },
  failure: {
    block: "keep",
    wrong: { keep: setFlow({ name: "$.External.name" }, "bye"), ...bye, ...failed },
    right: { keep: setFlow({ name: "Ann" }, "bye"), ...bye, ...failed },
  },
  "unspeakable-prompt": {
    block: "say",
    wrong: { say: ssml("<speak><s></s></speak>", "bye"), ...bye, ...failed },
    right: { say: ssml('<speak><break time="1s"/></speak>', "bye"), ...bye, ...failed },
  },
  "unfilled-prompt": {
    block: "say",
    wrong: { say: text("Press {key}.", "end"), ...failed },
    right: { say: text("Press 1.", "end"), ...failed },
  },
  "wrong-language": {
    block: "say",
    wrong: {
      choose: setContact({ [LANGUAGE]: "fr-CA" }, "voice"),
      voice: setVoice("Joanna", "Neural", "say"),
      say: text("Bonjour.", "end"),
      ...failed,
    },
    right: {
      choose: setContact({ [LANGUAGE]: "fr-CA" }, "voice"),
      voice: setVoice("Gabrielle", "Neural", "say"),
      say: text("Bonjour.", "end"),
      ...failed,
    },
  },
  "sensitive-input": {
    block: "ask",
    wrong: {
      log: ["UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Enabled" }, { next: "ask" }],
      ask: store("bye", "4", { InputEncryption: { EncryptionKeyId: "key", Key: "certificate" } }),
      ...bye,
      ...failed,
    },
    right: {
      log: ["UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Disabled" }, { next: "ask" }],
      ask: store("bye", "4", { InputEncryption: { EncryptionKeyId: "key", Key: "certificate" } }),
      ...bye,
      ...failed,
    },
  },
  "endless-loop": {
    block: "ask",
    wrong: { ask: menu({ "1": "bye" }, { silence: "ask", otherKey: "bye" }), ...bye, ...failed },
    right: {
      ask: menu({ "1": "bye" }, { silence: "count", otherKey: "bye" }),
      count: loop("2", "ask", "bye"),
      ...bye,
      ...failed,
    },
  },
  "unreachable-block": {
    block: "lost",
    faults: true,
    wrong: { say: text("Hello.", "end", "end"), lost: text("Nobody hears this.", "end", "end"), end: hangUp },
    right: { say: text("Hello.", "end", "end"), end: hangUp },
  },
};

describe("the explorer on flows written by hand", () => {
  for (const [id, { wrong, right, block, faults }] of Object.entries(kinds))
    it(`finds ${id}, and not where it is mended`, async () => {
      const scene = faults === undefined ? {} : { faults };
      expect(found(await explored({ flow: wrong, hours, ...scene }))).to.include(`${id} initFlow/${block}`);
      expect(
        found(await explored({ flow: right, hours, ...scene })).filter((one) => one.startsWith(`${id} `)),
      ).to.deep.equal([]);
    });

  describe("in a module that takes encrypted input", () => {
    /** Takes a card, privately, and leaves by the blocks that are given. */
    const violationsOf = async (leave: FlowJson, first: string): Promise<string[]> => {
      const { certificate } = await machineKeyPair();
      const taking: FlowJson = {
        unlog: ["UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Disabled" }, { next: "unrecord" }],
        unrecord: [
          "UpdateContactRecordingBehavior",
          { RecordingBehavior: { RecordedParticipants: [], IVRRecordingBehavior: "Disabled" } },
          { next: "ask" },
        ],
        ask: store("hold", "4", { InputEncryption: { EncryptionKeyId: "key", Key: certificate } }),
        hold: setFlow({ card: "$.StoredCustomerInput" }, first),
        ...leave,
        failed: endModule,
      };
      const flow: FlowJson = {
        agree: setContact({ recording: "on" }, "log"),
        log: ["UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Enabled" }, { next: "record" }],
        record: [
          "UpdateContactRecordingBehavior",
          { RecordingBehavior: { RecordedParticipants: ["Agent", "Customer"], IVRRecordingBehavior: "Enabled" } },
          { next: "run" },
        ],
        run: module(arnOf("module", "takesCard"), "bye"),
        ...bye,
        ...failed,
      };
      return found(await explored({ flow, modules: { takesCard: taking } })).filter((one) =>
        /^(held-input|not-restored) takesCard\/done$/.test(one),
      );
    };
    const clear = { clear: setFlow({ card: "cleared" }, "restore") } as const;
    const restore = {
      restore: [
        "UpdateContactRecordingBehavior",
        { RecordingBehavior: { RecordedParticipants: ["Agent", "Customer"], IVRRecordingBehavior: "Enabled" } },
        { next: "relog" },
      ],
      relog: ["UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Enabled" }, { next: "done" }],
    } as const;
    const done = { done: endModule };

    it("finds nothing where the input is cleared and log and recording are on again", async () =>
      expect(await violationsOf({ ...clear, ...restore, ...done }, "clear")).to.deep.equal([]));
    it("finds held-input where the input is not cleared", async () =>
      expect(await violationsOf({ ...restore, ...done }, "restore")).to.deep.equal(["held-input takesCard/done"]));
    it("finds not-restored where log and recording stay off", async () =>
      expect(await violationsOf({ clear: setFlow({ card: "cleared" }, "done"), ...done }, "clear")).to.deep.equal([
        "not-restored takesCard/done",
      ]));
  });

  it("finds a text of one language in the voice of another, by the row that the text is from", async () => {
    const rows = [
      {
        language: "fr-CA",
        promptSet: "main@",
        prompts: { hello: "<speak>Bonjour.</speak>", hours: "<speak>De {opens} à {closes}.</speak>" },
      },
    ];
    const flow = (words: string, voice: string): FlowJson => ({
      voice: setVoice(voice, "Neural", "say"),
      say: ssml(`<speak>${words}</speak>`, "end"),
      ...failed,
    });
    for (const words of ["Bonjour.", "De 9 h à 17 h."]) {
      expect(found(await explored({ flow: flow(words, "Joanna"), rows })), words).to.deep.equal([
        "wrong-language initFlow/say",
      ]);
      expect(found(await explored({ flow: flow(words, "Gabrielle"), rows })), words).to.deep.equal([]);
    }
  });

  it("finds a voice of the right language that is not the one of the rows", async () => {
    const rows = [{ language: "fr-CA", promptSet: "voice@", voice: "Gabrielle", engine: "Neural" }];
    const flow = (voice: string): FlowJson => ({
      voice: setVoice(voice, "Neural", "say"),
      say: text("Bonjour.", "end"),
      ...failed,
    });
    expect(found(await explored({ flow: flow("Liam"), rows }))).to.deep.equal(["wrong-voice initFlow/say"]);
    expect(found(await explored({ flow: flow("Gabrielle"), rows }))).to.deep.equal([]);
  });

  it("shows the shortest call, with the caller's keys, as a command", async () => {
    const flow: FlowJson = {
      ask: menu({ "1": "more", "2": "bye" }, { silence: "bye", otherKey: "bye" }),
      more: store("which", "3"),
      which: compare("$.StoredCustomerInput", { "123": "end" }, "bye"),
      ...bye,
      ...failed,
    };
    const { violations } = await explored({ flow });
    expect(violations.map(({ id }) => id)).to.deep.equal(["silent-hang-up"]);
    expect(violations[0]?.command).to.equal(
      `npx ivr call --stack test --dial ${DIALED} --at 2026-11-23T05:30:00.000Z --keys "1 123"`,
    );
    expect(violations[0]?.transcript.map(({ text: said }) => said)).to.deep.equal([
      "Press a key.",
      "1",
      "Key in a number.",
      "123",
    ]);
    const replayed = await call({
      flows: { initFlow: flow },
      keys: "1 123",
      dialed: DIALED,
      from: null,
      at: "2026-11-23T05:30:00.000Z",
    });
    expect(replayed.transcript).to.deep.equal(violations[0]?.transcript);
    expect(replayed.steps.at(-1)?.block).to.equal("end");
  });

  it("tries faults when asked to, prefers calls without one, and names them in the command", async () => {
    const flow: FlowJson = {
      hello: text("Hello.", "ask"),
      ask: menu({ "1": "bye" }, { silence: "bye", otherKey: "bye", error: "bye" }),
      ...bye,
      end: hangUp,
      failed: hangUp,
      keep: setFlow({ a: "b" }, "bye", "end"),
    };
    const before: FlowJson = {
      ask: menu({ "1": "keep" }, { silence: "bye", otherKey: "bye", error: "bye" }),
      keep: setFlow({ a: "b" }, "bye", "end"),
      ...bye,
    };
    expect(found(await explored({ flow: before }))).to.deep.equal([]);
    const { violations } = await explored({ flow: before, faults: true });
    expect(found({ violations } as never)).to.deep.equal(["silent-hang-up initFlow/end"]);
    expect(violations[0]?.command).to.include("--keys 1 --force initFlow/keep=NoMatchingError");
    expect(found(await explored({ flow, faults: true })).filter((one) => one.startsWith("silent"))).to.deep.equal([]);
  });

  it("takes the service both ways where it is unconfirmed, and the same way for the whole of a call", async () => {
    const silent: FlowJson = {
      hello: text("Hello.", "ask"),
      ask: [
        "GetParticipantInput",
        {
          InputTimeLimitSeconds: "5",
          StoreInput: "True",
          InputValidation: { CustomValidation: { MaximumLength: "1" } },
        },
        { next: "bye", errors: { NoMatchingError: "end" } },
      ],
      ...bye,
    };
    const { violations } = await explored({ flow: silent });
    expect(violations.map(({ id, command }) => [id, command?.split("--assume ")[1]])).to.deep.equal([
      ["silent-hang-up", "storedSilence=error"],
    ]);
    // The second question is asked where silence was a value the first time, and then it is no error the second time.
    const twice: FlowJson = {
      hello: text("Hello.", "first"),
      first: [
        "GetParticipantInput",
        {
          InputTimeLimitSeconds: "5",
          StoreInput: "True",
          InputValidation: { CustomValidation: { MaximumLength: "1" } },
        },
        { next: "isSilent", errors: { NoMatchingError: "bye" } },
      ],
      isSilent: compare("$.StoredCustomerInput", { Timeout: "second" }, "bye"),
      second: [
        "GetParticipantInput",
        {
          InputTimeLimitSeconds: "5",
          StoreInput: "True",
          InputValidation: { CustomValidation: { MaximumLength: "1" } },
        },
        { next: "bye", errors: { NoMatchingError: "end" } },
      ],
      ...bye,
    };
    expect(found(await explored({ flow: twice }))).to.deep.equal([]);
  });

  it("walks a full queue, opening hours, a module, another flow and what a function answers by the moment", async () => {
    const flow: FlowJson = {
      ask: lambda("greet", "hours", {}, "bye"),
      hours: [
        "CheckHoursOfOperation",
        { HoursOfOperationId: arnOf("hours", "office") },
        { next: "closed", errors: { NoMatchingError: "bye" }, equals: { True: "greet", False: "closed" } },
      ],
      greet: compare("$.External.part", { morning: "good morning", afternoon: "run" }, "bye"),
      "good morning": text("Good morning.", "run", "run"),
      run: module(arnOf("module", "helper"), "queue"),
      queue: setQueue(arnOf("queue", "sales"), "wait"),
      wait: enterQueue,
      full: text("All lines are busy.", "go", "go"),
      go: transfer(arnOf("flow", "other")),
      closed: text("We are closed.", "end", "end"),
      ...bye,
      failed: text("Sorry.", "end", "end"),
    };
    const greet = (_event: unknown, at: Date): unknown => ({ part: at.getUTCHours() < 17 ? "morning" : "afternoon" });
    const { counts } = await explored({
      flow,
      others: { other: { say: text("Bye.", "end", "end"), end: hangUp } },
      modules: { helper: { done: endModule } },
      queues: ["sales"],
      hours,
      functions: { greet },
    });
    expect(counts.blocks).to.deep.equal({ reached: 13, all: 16 });
    expect(counts.ends).to.have.all.keys("queue", "goodbye");
  });

  it("merges states that differ in what nobody reads any more", async () => {
    const remembering = (read: string): FlowJson => ({
      ask: menu({ "1": "one", "2": "two", "3": "three" }, { silence: "bye", otherKey: "bye" }),
      one: setContact({ choice: "1" }, "say"),
      two: setContact({ choice: "2" }, "say"),
      three: setContact({ choice: "3" }, "say"),
      say: text("Thank you.", "again"),
      again: text(read, "end"),
      ...bye,
      ...failed,
    });
    const states = async (read: string): Promise<number> => (await explored({ flow: remembering(read) })).counts.states;
    expect((await states("Goodbye, number $.Attributes.choice.")) - (await states("Goodbye."))).to.equal(4);
  });
});
