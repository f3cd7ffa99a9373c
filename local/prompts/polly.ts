import {
  type Engine,
  type LanguageCode,
  PollyClient,
  SynthesizeSpeechCommand,
  type VoiceId,
} from "@aws-sdk/client-polly";
import type { Recording } from "./manifest";
import { SAMPLE_RATE } from "./wav";
import { InputError, SIGN_IN } from "../shared/errors";

/** Amazon Polly will not speak this one text; others may still be spoken. */
export class TextRefused extends Error {
  override readonly name = "TextRefused";
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

/**
 * Speaks a recording. @returns bare 8 kHz mono µ-law samples @throws TextRefused, or InputError when nothing can be
 * spoken
 */
export type Speak = (recording: Recording) => Promise<Uint8Array>;

const ANOTHER_VOICE =
  "Choose another voice or engine in languages.yaml, or with AWS_REGION a region that has this one.";
const REFUSALS: Readonly<Record<string, string>> = {
  InvalidSsmlException: "Correct the SSML.",
  TextLengthExceededException: "Shorten the text.",
  EngineNotSupportedException: ANOTHER_VOICE,
  LanguageNotSupportedException: ANOTHER_VOICE,
  ValidationException: ANOTHER_VOICE,
};
const NOT_ALLOWED = [
  "AccessDeniedException",
  "UnrecognizedClientException",
  "InvalidSignatureException",
  "ExpiredTokenException",
  "CredentialsProviderError",
];

/** Enough to wait out a throttled minute. */
const ATTEMPTS = 8;
/** A request that nothing is heard of for so long is repeated. */
const SILENCE_MS = 15_000;

/**
 * Amazon Polly as the SDK reaches it: credentials from its default chain, and the endpoint too, which
 * AWS_ENDPOINT_URL_POLLY replaces. Throttled requests are repeated at a rate that adapts, unless
 * AWS_RETRY_MODE and AWS_MAX_ATTEMPTS say otherwise.
 * @throws InputError when there are no credentials
 */
export async function connectToPolly(region: string): Promise<{ speak: Speak; close: () => void }> {
  const client = new PollyClient({
    region,
    maxAttempts: Number(process.env["AWS_MAX_ATTEMPTS"] ?? ATTEMPTS),
    retryMode: process.env["AWS_RETRY_MODE"] ?? "adaptive",
    requestHandler: { requestTimeout: SILENCE_MS },
  });
  try {
    await client.config.credentials();
  } catch (error) {
    throw new InputError(
      `There are no AWS credentials, so Amazon Polly cannot be asked (${firstLine(error)}). ${SIGN_IN}`,
    );
  }
  return { speak: (recording) => speak(client, recording), close: () => client.destroy() };
}

async function speak(
  client: PollyClient,
  { ssml, prompt: { voice, engine, language } }: Recording,
): Promise<Uint8Array> {
  try {
    const { AudioStream } = await client.send(
      new SynthesizeSpeechCommand({
        Text: ssml,
        TextType: "ssml",
        VoiceId: voice as VoiceId,
        Engine: engine.toLowerCase() as Engine,
        LanguageCode: language as LanguageCode,
        OutputFormat: "mulaw",
        SampleRate: String(SAMPLE_RATE),
      }),
    );
    return (await AudioStream?.transformToByteArray()) ?? new Uint8Array();
  } catch (error) {
    const { name } = error as Error;
    const remedy = REFUSALS[name];
    if (remedy !== undefined) throw new TextRefused(`Amazon Polly refuses it: ${firstLine(error)} (${name}).`, remedy);
    throw new InputError(
      NOT_ALLOWED.includes(name)
        ? `Amazon Polly does not accept the credentials: ${firstLine(error)}. Use some that allow polly:SynthesizeSpeech.`
        : `Amazon Polly cannot be reached or does not answer: ${firstLine(error)} (${name}). Check the network and AWS_REGION.`,
    );
  }
}

const firstLine = (error: unknown): string => ((error as Error).message.split("\n")[0] as string).replace(/\.$/, "");
