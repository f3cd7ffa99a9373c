import { SaxesParser } from "saxes";

type Attributes = Readonly<Record<string, string>>;

/**
 * The tags that Amazon Polly documents ("Supported SSML tags"), each with the engines that speak it as a
 * function of its attributes. Written from the service's documentation, not from our own check of SSML.
 */
const TAGS: Readonly<Record<string, (attributes: Attributes, engine: string) => boolean>> = {
  speak: () => true,
  break: ({ time, strength }) =>
    (time === undefined || milliseconds(time) <= 10_000) && (strength === undefined || STRENGTHS.includes(strength)),
  lang: (attributes) => "xml:lang" in attributes,
  mark: (attributes) => "name" in attributes,
  p: () => true,
  s: () => true,
  sub: (attributes) => "alias" in attributes,
  w: (attributes) => "role" in attributes,
  phoneme: (attributes) => "ph" in attributes,
  "say-as": (attributes) => INTERPRETATIONS.includes(attributes["interpret-as"] ?? ""),
  prosody: (attributes, engine) =>
    engine === "standard" || !("pitch" in attributes || "amazon:max-duration" in attributes),
  emphasis: (_, engine) => engine === "standard",
  "amazon:breath": (_, engine) => engine === "standard",
  "amazon:auto-breaths": (_, engine) => engine === "standard",
  "amazon:domain": (attributes, engine) => engine === "neural" && attributes["name"] === "news",
  "amazon:effect": (attributes, engine) =>
    engine === "standard" || (engine === "neural" && attributes["name"] === "drc"),
};

const STRENGTHS = ["none", "x-weak", "weak", "medium", "strong", "x-strong"];
const INTERPRETATIONS = [
  "characters",
  "spell-out",
  "cardinal",
  "number",
  "ordinal",
  "digits",
  "fraction",
  "unit",
  "date",
  "time",
  "address",
  "expletive",
  "telephone",
];

const milliseconds = (time: string): number => {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(time) ?? [];
  return number === undefined ? NaN : Number(number) * (unit === "s" ? 1000 : 1);
};

/**
 * Reads SSML as the service does. A tag that a generative voice does not speak is passed over; on the other
 * engines it makes the request invalid.
 * @returns the words that are billed: tags are not
 */
export function readSsml(text: string, engine: string): { words: string; valid: boolean } {
  let words = "";
  let valid = true;
  let depth = 0;
  const parser = new SaxesParser();
  parser.on("error", () => (valid = false));
  parser.on("opentag", ({ name, attributes }) => {
    const spoken = TAGS[name];
    if ((depth === 0) !== (name === "speak")) valid = false;
    if (spoken === undefined || (engine !== "generative" && !spoken(attributes, engine))) valid = false;
    depth++;
  });
  parser.on("closetag", () => depth--);
  parser.on("text", (part) => (words += part));
  parser.write(text).close();
  return { words, valid };
}
