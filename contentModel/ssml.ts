import { SaxesParser } from "saxes";

type Attributes = Readonly<Record<string, string>>;

/** What is wrong with a tag's attributes for an engine; undefined when nothing is. */
type TagRule = (attributes: Attributes, engine: string) => string | undefined;

const oneOf =
  (attribute: string, values: readonly string[]): TagRule =>
  (attributes) => {
    const value = attributes[attribute];
    return value === undefined || values.includes(value)
      ? undefined
      : `has ${attribute}="${value}"; it knows ${values.join(", ")}`;
  };
const needs =
  (attribute: string): TagRule =>
  (attributes) =>
    attributes[attribute] ? undefined : `lacks ${attribute}`;
const any: TagRule = () => undefined;

/**
 * `say-as` that neural voices leave to a standard one, in the middle of a prompt.
 * Source: Amazon Polly's list of supported SSML tags.
 */
const CHANGES_VOICE = ["characters", "spell-out"];
const SAY_AS = [
  ...CHANGES_VOICE,
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

/** The tags that both Amazon Connect and Amazon Polly speak, with the rules for each. */
const TAGS: Readonly<Record<string, TagRule>> = {
  speak: any,
  p: any,
  s: any,
  w: needs("role"),
  mark: (attributes, engine) =>
    engine === "Generative" ? "is not spoken by a Generative voice" : needs("name")(attributes, engine),
  phoneme: (attributes, engine) =>
    engine === "Generative" ? "is not spoken by a Generative voice" : needs("ph")(attributes, engine),
  sub: needs("alias"),
  lang: needs("xml:lang"),
  break: (attributes, engine) =>
    breakProblem(attributes["time"]) ??
    oneOf("strength", ["none", "x-weak", "weak", "medium", "strong", "x-strong"])(attributes, engine),
  "say-as": (attributes, engine) =>
    needs("interpret-as")(attributes, engine) ??
    oneOf("interpret-as", SAY_AS)(attributes, engine) ??
    (engine === "Neural" && CHANGES_VOICE.includes(attributes["interpret-as"] as string)
      ? `spells out, which a Neural voice leaves to a standard one`
      : undefined),
  prosody: (attributes, engine) => {
    const refused = Object.keys(attributes).find(
      (name) => !(engine === "Standard" ? ["rate", "volume", "pitch"] : ["rate", "volume"]).includes(name),
    );
    return refused === undefined ? undefined : `has ${refused}, which a ${engine} voice does not do`;
  },
  emphasis: (_attributes, engine) => (engine === "Standard" ? undefined : `is not spoken by a ${engine} voice`),
  "amazon:effect": (attributes, engine) =>
    engine === "Standard" && attributes["name"] === "whispered"
      ? undefined
      : `is spoken only as name="whispered" by a Standard voice`,
};

/** Billed and total characters that one prompt may have. */
const BILLED = 3000;
const TOTAL = 6000;
const LONGEST_BREAK_SECONDS = 10;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** A text of the content as SSML: SSML stays as it is, plain text is escaped and wrapped. */
export const toSsml = (text: string): string =>
  isSsml(text) ? text : `<speak>${text.replace(/[&<>]/g, (sign) => ENTITIES[sign] as string)}</speak>`;

export const isSsml = (text: string): boolean => text.trimStart().startsWith("<speak");

/** The words of SSML, without its tags. */
export const spokenText = (ssml: string): string =>
  ssml
    .replace(/<sub [^>]*alias="([^"]*)"[^>]*>.*?<\/sub>/g, "$1")
    .replace(/<[^>]+>/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();

/** Several SSML texts as one, with a short pause between them. */
export const joinSsml = (texts: readonly string[]): string =>
  `<speak>${texts.map((ssml) => `<s>${ssml.replace(/^\s*<speak[^>]*>|<\/speak>\s*$/g, "")}</s>`).join('<break time="300ms"/>')}</speak>`;

/** What is wrong with SSML for a voice's engine; empty when it will be spoken as written. */
export function ssmlProblems(ssml: string, engine: string): string[] {
  const problems: string[] = [];
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  let wellFormed = true;
  parser.on("error", (error) => {
    if (wellFormed) problems.push(`is not well-formed: ${error.message.replace(/^\d+:\d+: /, "")}`);
    wellFormed = false;
  });
  parser.on("opentag", ({ name, attributes }) => {
    if ((depth++ === 0) !== (name === "speak")) problems.push("has to be one <speak>, and no other inside it");
    const rule = TAGS[name];
    const problem = rule === undefined ? `is not spoken by a ${engine} voice` : rule(attributes, engine);
    if (problem !== undefined) problems.push(`uses <${name}>, which ${problem}`);
  });
  parser.on("closetag", () => depth--);
  parser.write(ssml).close();
  if (spokenText(ssml) === "" && !ssml.includes("<break")) problems.push("says nothing");
  if (spokenText(ssml).length > BILLED) problems.push(`has more than ${BILLED} characters of words`);
  if (ssml.length > TOTAL) problems.push(`has more than ${TOTAL} characters`);
  return problems;
}

/** What a text of the content may not hold: the service would take it for a reference. */
export const referenceProblems = (text: string): string[] =>
  /\$\.|\$\[/.test(text) ? ["has $. or $[, which the service takes for a reference"] : [];

function breakProblem(time: string | undefined): string | undefined {
  if (time === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(time);
  if (match === null) return `has time="${time}"; write it as 300ms or 2s`;
  return Number(match[1]) / (match[2] === "ms" ? 1000 : 1) > LONGEST_BREAK_SECONDS
    ? `lasts longer than ${LONGEST_BREAK_SECONDS} s`
    : undefined;
}
