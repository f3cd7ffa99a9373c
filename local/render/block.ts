import type { Action } from "connect-ivr/flow";
import type { Box, Size } from "connect-ivr/internal/flowLanguage/arrange";
import { type Exit, exitsOf } from "./branches";
import { type Font, linesOf } from "./measure";
import { wordsOf, spelledOut } from "./words";
import { element, escaped, rounded } from "./xml";
import { soundOf, type Value, valuesOf } from "./parameters";

interface Line {
  readonly className: string;
  readonly text: string;
  readonly height: number;
  /** The block that a click leads to. */
  readonly target?: string;
}

/** A block as it is drawn. */
export interface DrawnBlock extends Size {
  readonly action: Action;
  readonly lines: readonly Line[];
}

const WIDTH = 264;
const PADDING = 12;
const MOST_DETAILS = 4;

/** How each kind of text is set; the drawing's style says the same. */
export const FONTS = {
  kind: { size: 11, bold: true },
  name: { size: 14, bold: true },
  detail: { size: 12 },
  label: { size: 12 },
} as const satisfies Record<string, Font>;

/**
 * What stands in a block, and how large that makes it.
 * @param apart the ways out that no line is drawn for
 */
export function drawnBlock(action: Action, apart: readonly Exit[]): DrawnBlock {
  const set = (className: string, text: string, font: Font, most: number): Line[] =>
    linesOf(text, WIDTH - 2 * PADDING, font, most).map((line) => ({
      className,
      text: line,
      height: Math.round(font.size * 1.4),
    }));
  const details = detailsOf(action).map(({ text, spoken }) =>
    set(spoken ? "ivr-speech" : "ivr-detail", text, FONTS.detail, spoken ? 3 : 2),
  );
  const shown =
    details.length <= MOST_DETAILS
      ? details.flat()
      : [
          ...details.slice(0, MOST_DETAILS - 1).flat(),
          ...set("ivr-detail", `and ${details.length - MOST_DETAILS + 1} more`, FONTS.detail, 1),
        ];
  const lines = [
    ...set("ivr-kind", wordsOf(action).says, FONTS.kind, 1),
    ...set("ivr-name", action.identifier, FONTS.name, 3),
    ...shown,
    ...apart.flatMap(({ says, to, failure }) =>
      set(`ivr-jump${failure ? " ivr-failure" : ""}`, `${says} ⤷ ${to}`, FONTS.detail, 2).map((line) => ({
        ...line,
        target: to,
      })),
    ),
  ];
  return { action, lines, width: WIDTH, height: 2 * PADDING + lines.reduce((sum, { height }) => sum + height, 0) };
}

/**
 * The markup of a block at its place.
 * @param idOf the id of a block in the document; undefined for a name that is no block
 * @param title what is shown of the block when it is pointed at
 */
export function blockMarkup(
  { action, lines }: DrawnBlock,
  { x, y, width, height }: Box,
  idOf: (block: string) => string | undefined,
  title: string,
): string {
  const ends = exitsOf(action).length === 0;
  let baseline = y + PADDING - 3;
  const texts = lines.map(({ className, text, height: lineHeight, target }) => {
    baseline += lineHeight;
    const markup = element("text", { class: className, x: x + PADDING + 2, y: baseline }, escaped(text));
    const id = target === undefined ? undefined : idOf(target);
    return id === undefined ? markup : element("a", { href: `#${id}` }, markup);
  });
  return element(
    "g",
    { id: idOf(action.identifier) as string, class: `ivr-is-${wordsOf(action).kind}${ends ? " ivr-ends" : ""}` },
    [
      element("title", {}, escaped(title)),
      element("rect", { class: "ivr-box", x, y, width, height, rx: ends ? 20 : 6 }),
      ...(ends
        ? []
        : [element("path", { class: "ivr-stripe", d: `M${rounded(x + 2)} ${rounded(y + 1)}v${rounded(height - 2)}` })]),
      ...texts,
    ].join(""),
  );
}

/** Parameters that nearly every action of a type has alike. */
const USUAL: readonly string[] = [
  "InvocationTimeLimitSeconds",
  "InvocationType",
  "ResponseType",
  "TargetContact",
  "StoreInput",
  "SkipWhenDTMFBufferEnabled",
];

interface Detail {
  readonly text: string;
  readonly spoken: boolean;
}

/** What is worth knowing of a block at a glance: what it says first, then its other parameters. */
function detailsOf({ parameters }: Action): Detail[] {
  const values = valuesOf(parameters).filter(({ path }) => !USUAL.includes(path.at(-1) as string));
  return [
    ...values
      .filter(({ spoken }) => spoken)
      .map(({ text }) => ({ text: `“${soundOf(text)}”`, spoken: true }))
      .filter(({ text }) => /[^“”…\s]/.test(text)),
    ...values
      .filter(({ spoken }) => !spoken)
      .map((value) => ({ text: `${labelOf(value)}: ${shortened(value.text)}`, spoken: false })),
  ];
}

/** A parameter in words; what stands inside one by the name that the flow gave it. */
const labelOf = ({ path }: Value): string =>
  path.length === 1 ? spelledOut(path[0] as string) : (path.findLast((step) => step !== "Value") as string);

/** An ARN by its last part. */
const shortened = (text: string): string => (text.startsWith("arn:") ? (text.split(/[:/]/).at(-1) as string) : text);
