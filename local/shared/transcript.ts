import { maskDigits } from "connect-ivr/internal/handlers/shared/maskDigits";

/** Something that was said or keyed during a call. */
export interface Utterance {
  readonly speaker: "system" | "caller";
  /** Words, or the keys that the caller pressed, as far as they may be written down. */
  readonly text: string;
  /** The language of the voice that speaks. */
  readonly language: string;
  readonly voice: string;
  readonly flow: string;
  readonly block: string;
  /** Who hears it, where that is not the caller. */
  readonly to?: "agent";
}

const WIDTH = 92;
const INDENT = 19;

/** Words in lines of a readable width, behind a heading in the first of them. */
export function wrapped(heading: string, words: readonly string[]): string {
  const lines: string[] = [""];
  for (const word of words) {
    const line = lines.at(-1) as string;
    if (line !== "" && INDENT + line.length + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return [
    `${`  ${heading}`.padEnd(INDENT - 1)} ${lines[0]}`,
    ...lines.slice(1).map((line) => "".padEnd(INDENT) + line),
  ].join("\n");
}

/**
 * What was said, with its voice before it and its flow and block behind it. Long numbers are masked: what a caller
 * keyed in may be read back.
 */
export const describeUtterance = ({ speaker, text, language, voice, flow, block, to }: Utterance): string =>
  speaker === "caller"
    ? wrapped("", [`caller presses ${text}`])
    : wrapped(`${language} ${voice}`, [
        ...(to === "agent" ? ["(agent)"] : []),
        ...maskDigits(text).split(" "),
        `[${flow}: ${block}]`,
      ]);
