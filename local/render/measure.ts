/** How text is set: its size in pixels, and whether it is bold. */
export interface Font {
  readonly size: number;
  readonly bold?: boolean;
}

/** Widths in ems, as wide as any common system font has them, so that nothing is clipped in one. */
const WIDTHS: readonly (readonly [characters: RegExp, width: number])[] = [
  [/[iljI.,:;'|!\s]/, 0.34],
  [/[tfr()[\]{}-]/, 0.42],
  [/[mwMW@%—…&→≥≤=<>+]/, 0.98],
  [/[A-Z0-9_$]/, 0.7],
  [/[\u0020-\u024f]/, 0.62],
];
/** Of all other characters, among them Chinese and Japanese. */
const WIDEST = 1.05;

/** An upper estimate of how wide a text is drawn, in pixels. */
export function widthOf(text: string, { size, bold }: Font): number {
  let ems = 0;
  for (const character of text) ems += WIDTHS.find(([characters]) => characters.test(character))?.[1] ?? WIDEST;
  return ems * size * (bold ? 1.1 : 1);
}

/** Where a word may be broken when it is wider than the line: behind a mark, or where a new word of a name begins. */
const BREAKS = /(?<=[._/:·-])|(?<=[a-z0-9])(?=[A-Z])/;

/** Text in at most `most` lines no wider than `width` pixels; what is cut off is marked. */
export function linesOf(text: string, width: number, font: Font, most: number): string[] {
  const fits = (line: string): boolean => widthOf(line, font) <= width;
  const lines = [""];
  const add = (piece: string, glue: string): void => {
    const line = lines.at(-1) as string;
    const longer = line === "" ? piece : line + glue + piece;
    if (line === "" || fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(piece);
  };
  for (const word of text.split(/\s+/).filter((one) => one !== ""))
    if (fits(word)) add(word, " ");
    else
      word
        .split(BREAKS)
        .flatMap((part) => broken(part, fits))
        .forEach((piece, index) => add(piece, index === 0 ? " " : ""));
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), cut(lines[most - 1] as string, fits)];
}

/** A part of a word in pieces that each fit into a line. */
function broken(part: string, fits: (text: string) => boolean): string[] {
  const pieces = [""];
  for (const character of part)
    if (fits(`${pieces.at(-1)}${character}`)) pieces[pieces.length - 1] += character;
    else pieces.push(character);
  return pieces;
}

function cut(line: string, fits: (text: string) => boolean): string {
  const kept = [...line];
  while (kept.length > 0 && !fits(`${kept.join("")}…`)) kept.pop();
  return `${kept.join("").trimEnd()}…`;
}
