import { createHash } from "node:crypto";
import { createServer, type Http2ServerRequest, type Http2ServerResponse, type ServerHttp2Session } from "node:http2";
import type { AddressInfo } from "node:net";
import { languageOf, voicesFor } from "../../contentModel";
import { readSsml } from "./pollySsml";

/** What a client asked for. */
export interface SpeechRequest {
  readonly Text: string;
  readonly TextType?: string;
  readonly VoiceId: string;
  readonly Engine?: string;
  readonly LanguageCode?: string;
  readonly OutputFormat?: string;
  readonly SampleRate?: string;
}

export interface PollyOptions {
  /** Requests a second that are answered, and how many at once after a pause. Default: no limit. */
  readonly rate?: { readonly perSecond: number; readonly burst: number };
  /** Milliseconds on a clock that only the limit looks at; by default it moves 50 ms a request. */
  readonly clock?: () => number;
  /** After so many answers the credentials have expired. Default: they never do. */
  readonly expireAfter?: number;
}

/** Amazon Polly's SynthesizeSpeech on this machine. */
export interface PollyStandIn {
  readonly url: string;
  /** Every request that arrived, throttled ones too. */
  readonly requests: readonly SpeechRequest[];
  /** The regions that requests were signed for. */
  readonly regions: ReadonlySet<string>;
  readonly throttled: () => number;
  readonly close: () => Promise<void>;
}

/** An error in AWS's JSON shape. */
class PollyError extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

const BILLED = 3000;
const TOTAL = 6000;
/** µ-law samples that a character takes: ten milliseconds. */
export const SAMPLES_PER_CHARACTER = 80;

/** Samples that depend on text and voice alone. */
export function samplesOf({ Text, VoiceId }: SpeechRequest, spoken: string): Buffer {
  const seed = createHash("sha256").update(`${VoiceId} ${Text}`).digest();
  const length = Math.max(1, spoken.length) * SAMPLES_PER_CHARACTER;
  return Buffer.concat(Array.from({ length: Math.ceil(length / seed.length) }, () => seed)).subarray(0, length);
}

/** Starts the stand-in on a free port of the loopback interface. It speaks HTTP/2, as the SDK does to this service. */
export async function startPolly(options: PollyOptions = {}): Promise<PollyStandIn> {
  const requests: SpeechRequest[] = [];
  const regions = new Set<string>();
  const limit = rateLimit(options);
  let answered = 0;
  let throttled = 0;
  const answer = async (request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> => {
    try {
      if (request.method !== "POST" || request.url !== "/v1/speech")
        throw new PollyError("UnknownOperationException", "There is only POST /v1/speech here.", 404);
      const asked = JSON.parse(await bodyOf(request)) as SpeechRequest;
      requests.push(asked);
      regions.add(regionOf(request));
      if (answered >= (options.expireAfter ?? Infinity))
        throw new PollyError("ExpiredTokenException", "The security token included in the request is expired", 403);
      if (!limit()) {
        throttled++;
        throw new PollyError("ThrottlingException", "Rate exceeded");
      }
      const spoken = check(asked);
      answered++;
      response
        .writeHead(200, { "Content-Type": "audio/mulaw", "x-amzn-RequestCharacters": String(spoken.length) })
        .end(samplesOf(asked, spoken));
    } catch (error) {
      const { type, message, status } =
        error instanceof PollyError ? error : new PollyError("ServiceFailureException", String(error), 500);
      response
        .writeHead(status, { "Content-Type": "application/json", "x-amzn-ErrorType": type })
        .end(JSON.stringify({ message }));
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  const sessions = new Set<ServerHttp2Session>();
  server.on("session", (session) => sessions.add(session));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    regions,
    throttled: () => throttled,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sessions.forEach((session) => session.destroy());
      }),
  };
}

async function bodyOf(request: Http2ServerRequest): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

/** The region that a request is signed for; the signature itself is taken as given. */
function regionOf({ headers }: Http2ServerRequest): string {
  const region = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\/polly\/aws4_request,/.exec(
    headers.authorization ?? "",
  )?.[1];
  if (region === undefined)
    throw new PollyError("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
  return region;
}

/** A bucket of requests that fills at the rate. */
function rateLimit({ rate, clock = ticking() }: PollyOptions): () => boolean {
  let tokens = rate?.burst ?? 0;
  let last: number | undefined;
  return () => {
    if (rate === undefined) return true;
    const now = clock();
    tokens = Math.min(rate.burst, tokens + ((now - (last ?? now)) / 1000) * rate.perSecond);
    last = now;
    if (tokens < 1) return false;
    tokens--;
    return true;
  };
}

function ticking(): () => number {
  let now = 0;
  return () => (now += 50);
}

/** The rules of the service, in its order: parameters, voice, length, SSML. @returns the words that are billed */
function check({
  Text,
  TextType = "text",
  VoiceId,
  Engine = "standard",
  LanguageCode,
  OutputFormat,
  SampleRate = "8000",
}: SpeechRequest): string {
  if (!["standard", "neural", "generative", "long-form"].includes(Engine)) throw notAMember("engine", Engine);
  const language = languageOf(VoiceId);
  if (language === undefined) throw notAMember("voiceId", VoiceId);
  if (OutputFormat !== "mulaw") throw notAMember("outputFormat", OutputFormat ?? "");
  if (SampleRate !== "8000")
    throw new PollyError("InvalidSampleRateException", "Unsupported sample rate for the output format");
  const inConnect = Engine === "standard" ? "Standard" : Engine === "neural" ? "Neural" : "Generative";
  if (Engine === "long-form" || !voicesFor(language, inConnect).includes(VoiceId))
    throw new PollyError("EngineNotSupportedException", `This voice does not support the selected engine: ${Engine}`);
  if (LanguageCode !== undefined && LanguageCode !== language)
    throw new PollyError(
      "LanguageNotSupportedException",
      `This voice does not support the selected language: ${LanguageCode}`,
    );
  if (Text.length > TOTAL) throw tooLong();
  const ssml = TextType === "ssml" ? readSsml(Text, Engine) : { words: Text, valid: true };
  if (!ssml.valid) throw new PollyError("InvalidSsmlException", "Invalid SSML request");
  if (ssml.words.length > BILLED) throw tooLong();
  return ssml.words;
}

const tooLong = (): PollyError =>
  new PollyError("TextLengthExceededException", "Maximum text length has been exceeded");
const notAMember = (parameter: string, value: string): PollyError =>
  new PollyError(
    "ValidationException",
    `1 validation error detected: Value '${value}' at '${parameter}' failed to satisfy constraint: Member must satisfy enum value set`,
  );
