import { SaxesParser } from "saxes";

/** Tags that Connect and Amazon Polly speak on every engine, and the further ones of an engine. */
const COMMON = ["speak", "break", "lang", "mark", "p", "s", "sub", "w", "say-as", "prosody", "phoneme"];
const STANDARD_ONLY = ["amazon:effect", "emphasis"];
/** `mark` and `phoneme` are only partly supported by generative voices. */
const NOT_GENERATIVE = ["mark", "phoneme"];

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
    .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();

/** Several SSML texts as one, with a short pause between them. */
export const joinSsml = (texts: readonly string[]): string =>
  `<speak>${texts.map((ssml) => `<s>${ssml.replace(/^\s*<speak[^>]*>|<\/speak>\s*$/g, "")}</s>`).join('<break time="300ms"/>')}</speak>`;

/** What is wrong with SSML for a voice's engine; empty when it will be spoken as written. */
export function ssmlProblems(ssml: string, engine: string): string[] {
  const problems: string[] = [];
  const allowed = new Set([...COMMON, ...(engine === "Standard" ? STANDARD_ONLY : [])].filter((tag) => engine !== "Generative" || !NOT_GENERATIVE.includes(tag)));
  const parser = new SaxesParser({ xmlns: false });
  let root = true;
  parser.on("error", (error) => {
    if (problems.length === 0) problems.push(`is not well-formed: ${error.message.replace(/^\d+:\d+: /, "")}`);
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (root && name !== "speak") problems.push("does not begin with <speak>");
    root = false;
    if (!allowed.has(name)) problems.push(`uses <${name}>, which a ${engine} voice does not speak`);
    if (name === "break") problems.push(...breakProblems(attributes["time"]));
    if (name === "prosody" && engine !== "Standard" && "pitch" in attributes) problems.push(`changes the pitch, which a ${engine} voice does not do`);
  });
  parser.write(ssml).close();
  if (spokenText(ssml) === "" && !ssml.includes("<break")) problems.push("says nothing");
  if (spokenText(ssml).length > BILLED) problems.push(`has more than ${BILLED} characters of words`);
  if (ssml.length > TOTAL) problems.push(`has more than ${TOTAL} characters`);
  if (/\$\.|\$\[/.test(ssml)) problems.push("has $. or $[, which the service takes for a reference");
  return problems;
}

function breakProblems(time: string | undefined): string[] {
  const match = time === undefined ? null : /^(\d+(?:\.\d+)?)(ms|s)$/.exec(time);
  if (time === undefined) return [];
  if (match === null) return [`has a break of "${time}"; write it as 300ms or 2s`];
  const seconds = Number(match[1]) / (match[2] === "ms" ? 1000 : 1);
  return seconds > LONGEST_BREAK_SECONDS ? [`has a break longer than ${LONGEST_BREAK_SECONDS} s`] : [];
}
