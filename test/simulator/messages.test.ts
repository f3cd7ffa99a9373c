import { expect } from "chai";
import type { Json } from "../../flowLanguage";
import { failed, setVoice, ssml, text } from "./blocks";
import { walk } from "./contacts";
import { type ActionJson, arnOf, call, type FlowJson, idOf, said, type Scene } from "./world";

const message = (parameters: Record<string, Json>): FlowJson => ({
  tell: ["MessageParticipant", parameters, { next: "end", errors: { NoMatchingError: "failed" } }],
  ...failed,
});
const heard = async (flow: FlowJson, scene: Omit<Scene, "flows"> = {}) =>
  said(await call({ flows: { main: flow }, ...scene }));

describe("Recorded prompts of a simulated flow", () => {
  it("are played by ARN or id, and named in the transcript", async () => {
    for (const id of [arnOf("prompt", "welcome"), idOf("welcome")])
      expect(await heard(message({ PromptId: id }), { prompts: ["welcome"] }), id).to.deep.equal(["[prompt welcome]"]);
  });
  it("take the error branch when the instance has no such prompt", async () =>
    expect(await heard(message({ PromptId: arnOf("prompt", "none") }), { prompts: ["welcome"] })).to.deep.equal([
      "Failed.",
    ]));
  it("may lie in a bucket, named with references", async () => {
    const media = (Uri: string) => message({ Media: { Uri, SourceType: "S3", MediaType: "Audio" } });
    expect(await heard(media("https://bucket/$['LanguageCode']/1.wav"))).to.deep.equal([
      "[prompt https://bucket/en-US/1.wav]",
    ]);
    expect(await heard(media("$.Attributes.none"))).to.deep.equal(["Failed."]);
  });
});

describe("Speech of a simulated flow", () => {
  it("takes 3,000 characters and no more", async () => {
    expect(await heard(message({ Text: "x".repeat(3000) })))
      .to.have.length(1)
      .and.not.include("Failed.");
    expect(await heard(message({ Text: "x".repeat(3001) }))).to.deep.equal(["Failed."]);
  });
  it("takes the time of its breaks", async () => {
    const at = async (words: string) => (await walk({ tell: ssml(words, "stop"), ...failed })).contact.now;
    expect(
      (await at('<speak>Hi.<break time="2s"/><break time="300ms"/></speak>')) - (await at("<speak>Hi.</speak>")),
    ).to.equal(2300);
  });
  it("fails for a tag that the voice does not know, or does without it, by the switch", async () => {
    const flow = { tell: ssml('<speak><amazon:domain name="news">Hello.</amazon:domain></speak>', "end"), ...failed };
    expect(await heard(flow)).to.deep.equal(["Failed."]);
    expect(await heard(flow, { world: { behaviours: { unknownTags: "ignored" } } })).to.deep.equal(["Hello."]);
    const broken = { tell: ssml("<speak>never closed", "end"), ...failed };
    expect(
      await heard(broken, { world: { behaviours: { unknownTags: "ignored" } } }),
      "what is no SSML fails in any case",
    ).to.deep.equal(["Failed."]);
  });
  it("falls silent with a voice that its engine does not have, where the switch says so", async () => {
    const flow = {
      voice: setVoice("Gabrielle", "Standard", "tell"),
      tell: text("Hello.", "back"),
      back: setVoice("Joanna", "Neural", "again"),
      again: text("Again.", "end"),
      ...failed,
    };
    expect(await heard(flow)).to.deep.equal(["Failed."]);
    expect(await heard(flow, { world: { behaviours: { wrongVoice: "silence" } } })).to.deep.equal(["Again."]);
  });
  it("has the style that the voice has, on a neural engine", async () => {
    const styled = (voice: string, engine: string, style: string): FlowJson => ({
      voice: [
        "UpdateContactTextToSpeechVoice",
        { TextToSpeechVoice: voice, TextToSpeechEngine: engine, TextToSpeechStyle: style },
        { next: "stop", errors: { NoMatchingError: "failed" } },
      ],
      ...failed,
    });
    expect((await walk(styled("Joanna", "Neural", "Newscaster"))).contact.voice).to.deep.equal({
      voice: "Joanna",
      engine: "Neural",
      style: "Newscaster",
    });
    expect((await walk(styled("Joanna", "Neural", "None"))).contact.voice).to.deep.equal({
      voice: "Joanna",
      engine: "Neural",
    });
    for (const [voice, engine] of [
      ["Joanna", "Standard"],
      ["Gabrielle", "Neural"],
    ] as const)
      expect((await walk(styled(voice, engine, "Newscaster"))).said).to.deep.equal(["Failed."]);
  });
  it("may come from a provider outside of AWS", async () =>
    expect(
      await heard({
        voice: setVoice("thalia", "deepgram:aura-2", "tell"),
        tell: ssml("<speak>Hello.</speak>", "end"),
        ...failed,
      }),
    ).to.deep.equal(["Hello."]));
});

describe("Messages in turn", () => {
  const turn = (more: Record<string, Json>, ways: ActionJson[2] = {}): FlowJson => ({
    hold: [
      "MessageParticipantIteratively",
      { Messages: [{ Text: "x".repeat(100) }, { Text: "Two." }, { PromptId: idOf("music") }], ...more },
      ways,
    ],
    interrupted: text("Interrupted.", "stop"),
    ...failed,
  });
  const interrupt = { equals: { MessagesInterrupted: "interrupted" }, errors: { NoMatchingError: "failed" } };
  it("hold the contact, with recorded prompts among them", async () => {
    const { passed, said: words } = await walk(turn({}), {}, { prompts: ["music"] });
    expect([words.slice(1), passed]).to.deep.equal([["Two.", "[prompt music]"], ["hold hold"]]);
  });
  it("are interrupted after so many seconds, wherever they are", async () => {
    const { said: words, contact } = await walk(
      turn({ InterruptFrequencySeconds: "5" }, interrupt),
      {},
      { prompts: ["music"] },
    );
    expect(words.slice(1)).to.deep.equal(["Interrupted."]);
    expect(contact.now - contact.startedAt.getTime()).to.equal(5000 + "Interrupted.".length * 65);
    expect(
      (await walk(turn({ InterruptFrequencySeconds: "30" }, interrupt), {}, { prompts: ["music"] })).said.slice(1),
    ).to.deep.equal(["Two.", "[prompt music]", "Interrupted."]);
  });
  it("take the error branch for a message that cannot be said, and in a chat", async () => {
    expect((await walk(turn({}, interrupt))).said.at(-1)).to.equal("Failed.");
    expect(
      (await walk(turn({ InterruptFrequencySeconds: "30" }, interrupt), { channel: "CHAT" }, { prompts: ["music"] }))
        .said,
    ).to.deep.equal(["Failed."]);
  });
});

describe("A chat", () => {
  it("takes text and no input by keys", async () => {
    const { passed } = await walk(
      {
        tell: text("Hello.", "ask"),
        ask: [
          "GetParticipantInput",
          { InputTimeLimitSeconds: "5", StoreInput: "False" },
          { next: "end", errors: { NoMatchingError: "end" } },
        ],
        ...failed,
      },
      { channel: "CHAT" },
    );
    expect(passed).to.deep.equal(["tell next", "ask NoMatchingError", "end goodbye"]);
  });
  it("takes no SSML", async () =>
    expect(
      await walk({ tell: ssml("<speak>Hello.</speak>", "end"), ...failed }, { channel: "CHAT" }).then(
        () => "",
        (problem: Error) => problem.message,
      ),
    ).to.match(/no SSML.*as Text/));
});
