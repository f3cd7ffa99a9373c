import { expect } from "chai";
import { formatManifest, parseManifest, planOf, recordingOf, withSamples } from "../../local/prompts/manifest";
import type { SpokenPrompt } from "../../local/prompts/spoken";

const prompt = (changes: Partial<SpokenPrompt> = {}): SpokenPrompt => ({
  language: "fr-CA",
  voice: "Gabrielle",
  engine: "Neural",
  set: "main",
  name: "morning",
  layer: "",
  ssml: "<speak>Bonjour</speak>",
  problem: (message, remedy) => ({ file: "content/prompts/fr-CA.yaml", key: "prompts.main.morning", message, remedy }),
  ...changes,
});
const hashes = (...prompts: SpokenPrompt[]): string[] => prompts.map((one) => recordingOf(one).hash);

describe("samples", () => {
  it("fills the key and the times as they are said in the language", () => {
    const text = "<speak>{key}: {opens} {closes} {saturdayOpens} {saturdayCloses}</speak>";
    expect(withSamples(text, "en-US").replace(/\s/g, " ")).to.equal(
      "<speak>1: 9:00 AM 6:00 PM 10:00 AM 4:00 PM</speak>",
    );
    expect(withSamples(text, "de-DE")).to.match(/^<speak>1: 0?9:00 18:00 10:00 16:00<\/speak>$/);
  });

  it("says the name of a placeholder that only a company's own flow fills", () => {
    expect(withSamples("<speak>Your order {orderNumber}</speak>", "en-US")).to.equal(
      "<speak>Your order order number</speak>",
    );
  });
});

describe("the plan of a synthesis", () => {
  it("names a file after language, set, prompt and layer", () => {
    const paths = [prompt(), prompt({ layer: "CH" }), prompt({ layer: "staging-CH" })].map(
      (one) => recordingOf(one).path,
    );
    expect(paths).to.deep.equal([
      "fr-CA/main/morning.wav",
      "fr-CA/main/morning.CH.wav",
      "fr-CA/main/morning.staging-CH.wav",
    ]);
  });

  it("takes a file for changed when its text, voice or engine is another", () => {
    const [same, again, ...others] = hashes(
      prompt(),
      prompt(),
      prompt({ ssml: "<speak>Allô</speak>" }),
      prompt({ voice: "Liam" }),
      prompt({ engine: "Generative" }),
    );
    expect(again).to.equal(same);
    expect(new Set([same, ...others]).size).to.equal(4);
  });

  it("makes what is new, changed or gone from disk, and only that", () => {
    const recordings = ["new", "changed", "lost", "kept"].map((name) => recordingOf(prompt({ name })));
    const [, , lost, kept] = recordings;
    const manifest = {
      "fr-CA/main/changed.wav": "of another text",
      "fr-CA/main/lost.wav": lost?.hash ?? "",
      "fr-CA/main/kept.wav": kept?.hash ?? "",
      "fr-CA/main/old.wav": "of a prompt that is gone",
    };
    const plan = planOf(recordings, manifest, (path) => path !== "fr-CA/main/lost.wav");
    expect(plan.make.map(({ path }) => path)).to.deep.equal([
      "fr-CA/main/new.wav",
      "fr-CA/main/changed.wav",
      "fr-CA/main/lost.wav",
    ]);
    expect([plan.unchanged, plan.stale]).to.deep.equal([1, ["fr-CA/main/old.wav"]]);
  });

  it("reads the manifest that it writes", () => {
    const manifest = { "fr-CA/main/morning.wav": "b", "en-US/main/morning.staging-CH.wav": "a" };
    expect(parseManifest(formatManifest(manifest))).to.deep.equal(manifest);
    expect(Object.keys(JSON.parse(formatManifest(manifest)) as object)).to.deep.equal([
      "en-US/main/morning.staging-CH.wav",
      "fr-CA/main/morning.wav",
    ]);
  });

  it("refuses a manifest of something else, so that no file of others is removed", () => {
    const foreign = [
      "",
      "[]",
      "null",
      '{"fr-CA/main/morning.wav": 1}',
      '{"../../letters/main/morning.wav": "a"}',
      '{"/etc/hosts": "a"}',
      '{"fr-CA/main/../../x.wav": "a"}',
    ];
    expect(foreign.map(parseManifest)).to.deep.equal(foreign.map(() => undefined));
  });
});
