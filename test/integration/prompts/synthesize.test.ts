import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { afterEach } from "mocha";
import { type Content, smallContent, SPOKEN } from "../../prompts/content";
import { parseWav } from "../../prompts/parseWav";
import { type PollyOptions, type PollyStandIn, SAMPLES_PER_CHARACTER, startPolly } from "../../prompts/pollyStandIn";
import type { Run } from "../../company";
import { inCompany, ivr, signedIn, temporaryFolder } from "../../prompts/run";

const running: PollyStandIn[] = [];
async function polly(options: PollyOptions = {}): Promise<PollyStandIn> {
  const standIn = await startPolly(options);
  running.push(standIn);
  return standIn;
}
afterEach(async () => {
  for (const standIn of running.splice(0)) await standIn.close();
});

const synthesize = (
  { folder }: Content,
  to: string,
  { url }: PollyStandIn,
  environment: Readonly<Record<string, string>> = {},
  ...args: string[]
): Promise<Run> =>
  ivr(["prompts", "--content", folder, "--synthesize", to, ...args], { ...signedIn(url), ...environment });

const wavFiles = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".wav"))
        .map((file) => file.replaceAll("\\", "/"))
        .sort()
    : [];
const manifestOf = (folder: string): Record<string, string> =>
  JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Record<string, string>;

/** In both languages. */
const ALL = 2 * SPOKEN;

let whole: Promise<string> | undefined;
/** A folder that a run on small content has filled, without another run. */
async function madeFolder(): Promise<string> {
  whole ??= polly().then(async (standIn) => {
    const folder = temporaryFolder();
    await synthesize(smallContent(), folder, standIn);
    return folder;
  });
  const folder = temporaryFolder();
  cpSync(await whole, folder, { recursive: true });
  return folder;
}

describe("ivr prompts --synthesize", () => {
  inCompany();

  it("makes a valid 8 kHz mono µ-law WAV file of every prompt, in its voice, and notes it", async () => {
    const [standIn, to] = [await polly(), temporaryFolder()];
    const layers = {
      countries: { CA: { main: { morning: "Allô" } } },
      environments: { dev: { init: { welcome: "Essai" } } },
    };
    const { code, out, err } = await synthesize(smallContent({ "fr-CA": layers }), to, standIn);
    expect([code, err]).to.deep.equal([0, ""]);
    expect(out).to.include(`${ALL + 2} made, 0 unchanged, 0 removed, 0 refused.`);
    const files = wavFiles(to);
    expect(files)
      .to.have.length(ALL + 2)
      .and.to.include.members([
        "en-US/failure/apology.wav",
        "fr-CA/language/choose.wav",
        "fr-CA/support/options.wav",
        "fr-CA/main/morning.CA.wav",
        "fr-CA/init/welcome.dev.wav",
      ]);
    expect(Object.keys(manifestOf(to)).sort()).to.deep.equal(files);
    for (const file of files)
      expect(parseWav(readFileSync(join(to, file))), file).to.include({
        format: 7,
        channels: 1,
        sampleRate: 8000,
        bytesPerSecond: 8000,
        bitsPerSample: 8,
      });
    const words = "init welcome in en-US";
    const sound = parseWav(readFileSync(join(to, "en-US", "init", "welcome.wav")));
    expect([sound.frames, sound.seconds]).to.deep.equal([
      words.length * SAMPLES_PER_CHARACTER,
      (words.length * SAMPLES_PER_CHARACTER) / 8000,
    ]);
    expect(standIn.requests).to.deep.include({
      Text: "<speak>init welcome in fr-CA</speak>",
      TextType: "ssml",
      VoiceId: "Gabrielle",
      Engine: "neural",
      LanguageCode: "fr-CA",
      OutputFormat: "mulaw",
      SampleRate: "8000",
    });
    expect(standIn.requests.map(({ Text }) => Text).filter((text) => /[{}]/.test(text))).to.deep.equal([]);
  });

  it("asks for nothing in a second run, and for one text when one has changed", async () => {
    const [standIn, to, content] = [await polly(), await madeFolder(), smallContent()];
    expect(wavFiles(to)).to.have.length(ALL);
    // Nothing has to be made, so not even credentials are needed.
    const second = await ivr(["prompts", "--content", content.folder, "--synthesize", to]);
    expect([second.code, standIn.requests.length]).to.deep.equal([0, 0]);
    expect(second.out).to.include(`0 made, ${ALL} unchanged`);
    content.change("prompts/fr-CA.yaml", "main morning in fr-CA", "Bonjour");
    const third = await synthesize(content, to, standIn, {}, "--json");
    expect((JSON.parse(third.out) as { synthesis: unknown }).synthesis).to.deep.equal({
      made: 1,
      unchanged: ALL - 1,
      removed: [],
      refused: [],
    });
    expect(standIn.requests.map(({ Text }) => Text)).to.deep.equal(["<speak>Bonjour</speak>"]);
    expect(parseWav(readFileSync(join(to, "fr-CA", "main", "morning.wav"))).frames).to.equal(
      "Bonjour".length * SAMPLES_PER_CHARACTER,
    );
  });

  it("makes the prompts of a language again when its voice has changed", async () => {
    const [standIn, to, content] = [await polly(), await madeFolder(), smallContent()];
    content.change("languages.yaml", "Gabrielle", "Liam");
    await synthesize(content, to, standIn);
    expect(standIn.requests.map(({ VoiceId }) => VoiceId)).to.deep.equal(Array.from({ length: SPOKEN }, () => "Liam"));
  });

  it("makes a file again that someone removed", async () => {
    const [standIn, to] = [await polly(), await madeFolder()];
    rmSync(join(to, "en-US", "main", "closed.wav"));
    await synthesize(smallContent(), to, standIn);
    expect(standIn.requests.map(({ Text }) => Text)).to.deep.equal(["<speak>main closed in en-US</speak>"]);
    expect(wavFiles(to)).to.include("en-US/main/closed.wav");
  });

  it("removes the files of prompts that no longer exist, says so, and leaves other files alone", async () => {
    const [standIn, to] = [await polly(), await madeFolder()];
    await synthesize(smallContent({ "fr-CA": { prompts: { loyalty: { thanks: "Merci" } } } }), to, standIn);
    expect(wavFiles(to)).to.include("fr-CA/loyalty/thanks.wav");
    writeFileSync(join(to, "fr-CA", "notes.wav"), "of a reviewer");
    const { code, out } = await synthesize(smallContent(), to, standIn);
    expect(code).to.equal(0);
    expect(out)
      .to.include(`0 made, ${ALL} unchanged, 1 removed`)
      .and.include("fr-CA/loyalty/thanks.wav is removed: its prompt no longer exists.");
    expect(existsSync(join(to, "fr-CA", "loyalty"))).to.equal(false);
    expect(Object.keys(manifestOf(to))).to.have.length(ALL);
    expect(readFileSync(join(to, "fr-CA", "notes.wav"), "utf8")).to.equal("of a reviewer");
  });

  it("asks in the region of the stack's instance, or in AWS_REGION", async () => {
    const [standIn, to] = [await polly(), await madeFolder()];
    rmSync(join(to, "en-US", "main", "closed.wav"));
    await synthesize(smallContent(), to, standIn);
    expect([...standIn.regions]).to.deep.equal(["eu-west-1"]);
    rmSync(join(to, "en-US", "main", "closed.wav"));
    await synthesize(smallContent(), to, standIn, { AWS_REGION: "eu-central-1" });
    expect([...standIn.regions]).to.deep.equal(["eu-west-1", "eu-central-1"]);
  });

  it("counts on a terminal, and wipes the count when it is done", async () => {
    const [standIn, to] = [await polly(), await madeFolder()];
    for (const name of ["closed", "holiday", "morning"]) rmSync(join(to, "en-US", "main", `${name}.wav`));
    const { err } = await ivr(
      ["prompts", "--content", smallContent().folder, "--synthesize", to],
      signedIn(standIn.url),
      true,
    );
    const shown = err.split("\r").map((line) => line.trim());
    expect(shown).to.include.members([
      "Amazon Polly reads out the prompts … 1 of 3",
      "Amazon Polly reads out the prompts … 3 of 3",
    ]);
    expect(shown.slice(-2)).to.deep.equal(["", ""]);
  });

  it("goes on where a run was interrupted", async () => {
    const [standIn, to, content] = [await polly({ expireAfter: 20 }), temporaryFolder(), smallContent()];
    const { code, err } = await synthesize(content, to, standIn);
    expect(code).to.equal(2);
    expect(err).to.equal(
      `Amazon Polly does not accept the credentials: The security token included in the request is expired. Use some that allow polly:SynthesizeSpeech. 20 of ${ALL} files are made; run the command again to go on from there.\n`,
    );
    expect(wavFiles(to))
      .to.have.length(20)
      .and.to.deep.equal(Object.keys(manifestOf(to)));
    // Those under way are waited for; no further text is asked for.
    expect(standIn.requests.length).to.be.within(21, 24);
    const [again] = [await polly()];
    const second = await synthesize(content, to, again);
    expect(second.code).to.equal(0);
    expect(second.out).to.include(`${ALL - 20} made, 20 unchanged`);
    expect([again.requests.length, wavFiles(to).length]).to.deep.equal([ALL - 20, ALL]);
  });

  it("says that Amazon Polly cannot be reached", async () => {
    const standIn = await startPolly();
    await standIn.close();
    const { code, err } = await synthesize(smallContent(), temporaryFolder(), standIn, { AWS_MAX_ATTEMPTS: "1" });
    expect(code).to.equal(2);
    expect(err).to.match(
      /^Amazon Polly cannot be reached or does not answer: .*ECONNREFUSED.* Check the network and AWS_REGION\. 0 of \d+ files are made/,
    );
  });

  it("waits when it is throttled, and ends complete", async () => {
    // A request in 50 ms against 18 a second: one in ten is refused. The standard mode waits less than the adaptive
    // one.
    const [standIn, to] = [await polly({ rate: { perSecond: 18, burst: 2 } }), await madeFolder()];
    rmSync(join(to, "fr-CA"), { recursive: true });
    const { code } = await synthesize(smallContent(), to, standIn, { AWS_RETRY_MODE: "standard" });
    expect([code, wavFiles(to).length]).to.deep.equal([0, ALL]);
    expect(standIn.throttled()).to.be.greaterThan(1);
    expect(standIn.requests).to.have.length(SPOKEN + standIn.throttled());
  }).timeout(30_000);

  it("slows down by itself when it is throttled", async () => {
    const [to, content] = [await madeFolder(), smallContent()];
    content.change("prompts/fr-CA.yaml", "main morning in fr-CA", "Bonjour");
    content.change("prompts/fr-CA.yaml", "main evening in fr-CA", "Bonsoir");
    const slow = await polly({ rate: { perSecond: 10, burst: 1 } });
    const { code, out } = await synthesize(content, to, slow);
    expect(code).to.equal(0);
    expect(out).to.include("2 made");
    expect([slow.throttled(), slow.requests.length]).to.deep.equal([1, 3]);
  });

  it("reports a text that is refused with file and key, makes the others, and keeps no file of the old text", async () => {
    const [standIn, to, content] = [await polly(), await madeFolder(), smallContent()];
    const line = content.change(
      "prompts/fr-CA.yaml",
      "main morning in fr-CA",
      '<speak><prosody amazon:max-duration="2s">Bonjour</prosody></speak>',
    );
    content.change("prompts/fr-CA.yaml", "main evening in fr-CA", "Bonsoir");
    const { code, out } = await synthesize(content, to, standIn);
    expect(code).to.equal(1);
    expect(out)
      .to.include(`1 made, ${ALL - 2} unchanged, 0 removed, 1 refused.`)
      .and.include(
        `${join("content", "prompts", "fr-CA.yaml")}:${line}, prompts.main.morning: Amazon Polly refuses it: Invalid SSML request (InvalidSsmlException). Correct the SSML.`,
      );
    expect(wavFiles(to)).to.include("fr-CA/main/evening.wav").and.not.include("fr-CA/main/morning.wav");
    expect(manifestOf(to)).to.not.have.property("fr-CA/main/morning.wav");
  });

  it("names the voice when it is the voice that is refused", async () => {
    const [standIn, to, content] = [await polly(), await madeFolder(), smallContent()];
    content.change("languages.yaml", "voice: Gabrielle\n    engine: Neural", "voice: Chantal\n    engine: Neural");
    const { code, out } = await synthesize(content, to, standIn);
    expect(code).to.equal(1);
    expect(out)
      .to.include(`0 made, ${SPOKEN} unchanged, 0 removed, ${SPOKEN} refused.`)
      .and.include(
        "This voice does not support the selected engine: neural (EngineNotSupportedException). Choose another voice or engine in languages.yaml",
      );
    content.change("languages.yaml", "Chantal", "Gabriele");
    const unknown = await synthesize(content, to, standIn);
    expect([
      unknown.code,
      unknown.out.match(/Value 'Gabriele' at 'voiceId' .* \(ValidationException\)\. Choose another voice/g)?.length,
    ]).to.deep.equal([1, SPOKEN]);
  });

  it("makes what there is beside a gap, and ends with 1", async () => {
    const [standIn, to, content] = [await polly(), temporaryFolder(), smallContent()];
    content.change("prompts/fr-CA.yaml", "    morning: main morning in fr-CA\n", "");
    expect((await synthesize(content, to, standIn)).code).to.equal(1);
    expect(wavFiles(to)).to.have.length(ALL - 1);
  });

  it("writes nothing without credentials, and says how to get some", async () => {
    const to = join(temporaryFolder(), "new");
    const { code, err } = await ivr(["prompts", "--content", smallContent().folder, "--synthesize", to]);
    expect([code, existsSync(to)]).to.deep.equal([2, false]);
    expect(err).to.match(
      /^There are no AWS credentials, so Amazon Polly cannot be asked \(.+\)\. Sign in \(aws sso login\), name a profile with AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY\.\n$/,
    );
  });

  it("refuses a folder that is a file or holds a manifest of something else, and touches neither", async () => {
    const [standIn, to] = [await polly(), temporaryFolder()];
    writeFileSync(join(to, "file"), "mine");
    mkdirSync(join(to, "other"));
    writeFileSync(join(to, "other", "manifest.json"), '{"name": "a web page"}');
    const file = await synthesize(smallContent(), join(to, "file"), standIn);
    const other = await synthesize(smallContent(), join(to, "other"), standIn);
    expect([file.code, file.err]).to.deep.equal([2, `--synthesize ${join(to, "file")} is a file. Name a folder.\n`]);
    expect([other.code, other.err]).to.deep.equal([
      2,
      `${join(to, "other", "manifest.json")} is not a manifest of ivr prompts. Name another folder, or remove the file.\n`,
    ]);
    expect([standIn.requests.length, readdirSync(join(to, "other"))]).to.deep.equal([0, ["manifest.json"]]);
  });
});
