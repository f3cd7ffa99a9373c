import { connect, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http2";
import { PollyClient, SynthesizeSpeechCommand, type SynthesizeSpeechCommandInput } from "@aws-sdk/client-polly";
import { expect } from "chai";
import { type PollyOptions, startPolly } from "./pollyStandIn";

const VALID: SynthesizeSpeechCommandInput = {
  Text: "<speak>Hello</speak>",
  TextType: "ssml",
  VoiceId: "Joanna",
  Engine: "neural",
  LanguageCode: "en-US",
  OutputFormat: "mulaw",
  SampleRate: "8000",
};

/** What the SDK makes of the answer to each request: the number of samples, or the name of the error. */
async function answers(
  requests: readonly Partial<SynthesizeSpeechCommandInput>[],
  options: PollyOptions = {},
): Promise<(number | string)[]> {
  const polly = await startPolly(options);
  const client = new PollyClient({
    region: "us-east-1",
    endpoint: polly.url,
    maxAttempts: 1,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" },
  });
  const results: (number | string)[] = [];
  try {
    for (const request of requests) {
      try {
        const { AudioStream } = await client.send(new SynthesizeSpeechCommand({ ...VALID, ...request }));
        results.push((await AudioStream?.transformToByteArray())?.length ?? 0);
      } catch (error) {
        results.push((error as Error).name);
      }
    }
    return results;
  } finally {
    client.destroy();
    await polly.close();
  }
}

const SIGNED = {
  authorization: "AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/polly/aws4_request, SignedHeaders=host, Signature=0",
};

/** The bare answer, without the SDK. */
const post = (
  url: string,
  headers: OutgoingHttpHeaders,
  request: Partial<SynthesizeSpeechCommandInput> = {},
): Promise<{ headers: IncomingHttpHeaders; body: string }> =>
  new Promise((resolve, reject) => {
    const session = connect(url);
    const stream = session.request({ ":method": "POST", ":path": "/v1/speech", ...headers });
    const parts: Buffer[] = [];
    let received: IncomingHttpHeaders = {};
    stream
      .on("response", (answered) => (received = answered))
      .on("data", (part: Buffer) => parts.push(part))
      .on("error", reject)
      .on("end", () => session.close(() => resolve({ headers: received, body: Buffer.concat(parts).toString("hex") })))
      .end(JSON.stringify({ ...VALID, ...request }));
  });

const ssml = (...texts: string[]) => texts.map((Text) => ({ Text }));
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const HELLO = 5 * 80;

describe("the stand-in of Amazon Polly", () => {
  it("speaks what the service speaks", async () => {
    expect(
      await answers([
        {},
        { LanguageCode: undefined },
        { VoiceId: "Joanna", Engine: "standard" },
        { TextType: "text", Text: "Hello" },
      ]),
    ).to.deep.equal(times(4, HELLO));
  });

  it("knows voices, their engines and languages, and one format", async () => {
    const cases: [Partial<SynthesizeSpeechCommandInput>, string][] = [
      [{ VoiceId: "Celestine" as "Joanna" }, "ValidationException"],
      [{ VoiceId: "Salli", Engine: "generative" }, "no error"],
      [{ VoiceId: "Ivy", Engine: "generative" }, "EngineNotSupportedException"],
      [{ VoiceId: "Danielle", Engine: undefined }, "EngineNotSupportedException"],
      [{ LanguageCode: "fr-CA" }, "LanguageNotSupportedException"],
      [{ SampleRate: "16000" }, "InvalidSampleRateException"],
      [{ OutputFormat: "mp3" }, "ValidationException"],
    ];
    const found = await answers(cases.map(([request]) => request));
    expect(found.map((answer) => (typeof answer === "number" ? "no error" : answer))).to.deep.equal(
      cases.map(([, expected]) => expected),
    );
  });

  it("counts 3000 characters of words and 6000 with the tags", async () => {
    const words = (count: number): string => `<speak>${"a".repeat(count)}</speak>`;
    const tags = (count: number): string => `<speak>a${'<w role="ab"/>'.repeat(Math.floor((count - 16) / 14))}</speak>`;
    expect(await answers(ssml(words(3000), words(3001), tags(5990), tags(6100)))).to.deep.equal([
      240_000,
      "TextLengthExceededException",
      80,
      "TextLengthExceededException",
    ]);
  });

  it("takes well-formed SSML with the tags of the engine", async () => {
    const good = [
      "<speak><p><s>Hello</s></p></speak>",
      '<speak>Hello<break time="10s"/></speak>',
      '<speak><prosody rate="slow">Hello</prosody></speak>',
      '<speak><amazon:effect name="drc">Hello</amazon:effect></speak>',
      '<speak><say-as interpret-as="digits">12345</say-as></speak>',
    ];
    const bad = [
      "Hello",
      "<speak>Hello",
      "<speak>A & B</speak>",
      "<p>Hello</p>",
      "<speak><speak>Hello</speak></speak>",
      "<speak><emphasis>Hello</emphasis></speak>",
      '<speak><prosody pitch="high">Hello</prosody></speak>',
      '<speak><prosody amazon:max-duration="2s">Hello</prosody></speak>',
      '<speak>Hello<break time="11s"/></speak>',
      "<speak><b>Hello</b></speak>",
      '<speak><say-as interpret-as="song">Hello</say-as></speak>',
    ];
    expect(await answers(ssml(...good))).to.deep.equal(times(good.length, HELLO));
    expect(await answers(ssml(...bad))).to.deep.equal(times(bad.length, "InvalidSsmlException"));
    const emphasis = { Text: "<speak><emphasis>Hello</emphasis></speak>" };
    expect(
      await answers([
        { ...emphasis, Engine: "standard" },
        { ...emphasis, Engine: "generative" },
      ]),
    ).to.deep.equal([HELLO, HELLO]);
  });

  it("throttles above its rate, and lets credentials expire", async () => {
    // A request every 50 ms against 10 a second: after the burst, every second one is too many.
    expect(await answers(times(6, {}), { rate: { perSecond: 10, burst: 2 } })).to.deep.equal([
      HELLO,
      HELLO,
      HELLO,
      "ThrottlingException",
      HELLO,
      "ThrottlingException",
    ]);
    expect(await answers(times(3, {}), { expireAfter: 2 })).to.deep.equal([HELLO, HELLO, "ExpiredTokenException"]);
  });

  it("answers the same samples to the same text, and others to another voice", async () => {
    const polly = await startPolly();
    const [first, second, other] = [
      await post(polly.url, SIGNED),
      await post(polly.url, SIGNED),
      await post(polly.url, SIGNED, { VoiceId: "Ruth" }),
    ];
    const unsigned = await post(polly.url, {});
    await polly.close();
    expect(first.headers).to.include({
      ":status": 200,
      "content-type": "audio/mulaw",
      "x-amzn-requestcharacters": "5",
    });
    expect(second.body).to.equal(first.body).and.not.equal(other.body);
    expect(unsigned.headers).to.include({ ":status": 403, "x-amzn-errortype": "MissingAuthenticationTokenException" });
  });
});
