import type { Action } from "connect-ivr/flow";
import {
  arrange,
  type ArrangeOptions,
  type Arrangement,
  type Box,
  NO_LABEL,
  type Size,
} from "connect-ivr/internal/flowLanguage/arrange";
import type { Section, Arrow } from "connect-ivr/internal/flowLanguage/sections";
import { blockMarkup, type DrawnBlock, drawnBlock, FONTS } from "./block";
import { type Exit, exitsOf } from "./branches";
import { type DrawnLine, drawnLines } from "./lines";
import { linesOf, widthOf } from "./measure";
import { headingOf, leadingTo, paragraphOf } from "./text";
import { element, escaped } from "./xml";

/** Part of a drawing. */
export interface Drawing extends Size {
  readonly markup: string;
}

const OPTIONS: ArrangeOptions = { direction: "TB", layerGap: 44, boxGap: 32, lineGap: 16 };
const LABEL_WIDTH = 150;
const LABEL_LINE = 16;
/** How short and straight lines are: a block stands near where it is first read of, at the cost of later ways to it. */
const WEIGHTS = { first: 8, later: 2, failure: 1 } as const;
/** Room above the first block for where the call comes from. */
const ENTRY = { height: 28, gap: 28 } as const;

/**
 * Draws a section from the top down. Branches within it are lines; those that leave it or lead far are
 * told in their blocks, with a link.
 * @param idOf the id of a block in the document
 */
export function drawnSection(
  section: Section,
  actions: ReadonlyMap<string, Action>,
  isStart: boolean,
  idOf: (block: string) => string | undefined,
): Drawing {
  const [head] = section.blocks as [string];
  const blocks = section.blocks.map((name) => actions.get(name) as Action);
  const pairs = new Set(section.arrows.map(({ from, to }) => JSON.stringify([from, to])));
  const inside = blocks.flatMap(exitsOf).filter(({ from, to }) => pairs.has(JSON.stringify([from, to])));
  const layers = laidOut(blocks, inside).arrangement.lines.map(({ points }) => (points.length - 1) / 2);
  const exits = worthALine(head, inside, layers);
  const { drawn, arrangement } = laidOut(blocks, exits);
  const lines = drawnLines(exits, arrangement);
  const markup = [
    ...exits.map(({ failure }, index) => lineMarkup(lines[index] as DrawnLine, failure)),
    entryMarkup(
      arrangement.boxes.get(head) as Box,
      isStart ? "Entry" : headingOf(section, actions),
      isStart ? [] : leadingTo(head, actions),
    ),
    ...exits.map((exit, index) => labelMarkup(exit, (arrangement.lines[index] as Arrangement["lines"][number]).label)),
    ...[...drawn].map(([name, block]) =>
      blockMarkup(block, arrangement.boxes.get(name) as Box, idOf, paragraphOf(block.action, actions)),
    ),
  ].join("\n");
  return {
    width: arrangement.width,
    height: arrangement.height + ENTRY.height + ENTRY.gap,
    markup: element("g", { transform: `translate(0 ${ENTRY.height + ENTRY.gap})` }, markup),
  };
}

/** Blocks with lines for these exits, and told in the blocks all others. */
function laidOut(
  blocks: readonly Action[],
  exits: readonly Exit[],
): { drawn: ReadonlyMap<string, DrawnBlock>; arrangement: Arrangement } {
  const isLine = new Set(exits.map(({ from, to }) => JSON.stringify([from, to])));
  const drawn = new Map(
    blocks.map((action) => [
      action.identifier,
      drawnBlock(
        action,
        exitsOf(action).filter(({ from, to }) => !isLine.has(JSON.stringify([from, to]))),
      ),
    ]),
  );
  const arrows = exits.map(({ from, to, says, failure }, index) => {
    const weight =
      exits.findIndex((exit) => exit.to === to) === index ? WEIGHTS.first : failure ? WEIGHTS.failure : WEIGHTS.later;
    return { from, to, label: labelSize(labelLines(says)), weight };
  });
  return { drawn, arrangement: arrange(drawn, arrows, OPTIONS) };
}

const labelLines = (says: string): string[] => (says === "" ? [] : linesOf(says, LABEL_WIDTH, FONTS.label, 4));

const labelSize = (lines: readonly string[]): Size =>
  lines.length === 0
    ? NO_LABEL
    : {
        width: Math.max(...lines.map((line) => widthOf(line, FONTS.label))) + 8,
        height: lines.length * LABEL_LINE + 2,
      };

const classOf = (name: string, failure: boolean): string => (failure ? `${name} ivr-failure` : name);

const lineMarkup = ({ path, head }: DrawnLine, failure: boolean): string =>
  element("path", { class: classOf("ivr-line", failure), d: path }) +
  element("polygon", { class: classOf("ivr-head", failure), points: head });

function labelMarkup({ says, failure }: Exit, { x, y, width, height }: Box): string {
  if (says === "") return "";
  return [
    element("rect", { class: "ivr-label-back", x, y, width, height, rx: 3 }),
    ...labelLines(says).map((line, index) =>
      element(
        "text",
        {
          class: classOf("ivr-label", failure),
          x: x + width / 2,
          y: y + LABEL_LINE * (index + 1) - 3,
          "text-anchor": "middle",
        },
        escaped(line),
      ),
    ),
  ].join("");
}

/** Where a call comes from, above the first block of a section. */
function entryMarkup({ x, width }: Box, text: string, from: readonly string[]): string {
  const middle = x + width / 2;
  const half = widthOf(text, FONTS.name) / 2 + 14;
  return element(
    "g",
    {},
    [
      ...(from.length === 0 ? [] : [element("title", {}, escaped(from.join(", ")))]),
      element("rect", {
        class: "ivr-entry",
        x: middle - half,
        y: -ENTRY.height - ENTRY.gap,
        width: 2 * half,
        height: ENTRY.height,
        rx: ENTRY.height / 2,
      }),
      element("text", { class: "ivr-name", x: middle, y: -ENTRY.gap - 9, "text-anchor": "middle" }, escaped(text)),
      lineMarkup(
        { path: `M${middle} ${-ENTRY.gap}V-8`, head: `${middle},0 ${middle - 4.5},-8 ${middle + 4.5},-8` },
        false,
      ),
    ].join(""),
  );
}

/** A line that passes more layers than this is hard to follow, and is told in words instead. */
const MOST_LAYERS = 3;

/**
 * The arrows of a section that are worth a line: the short ones, and of the long ones those without which
 * a block could not be found by its lines.
 * @param layers how many layers each arrow passes, in the order of the arrows
 */
export function worthALine<A extends Arrow>(head: string, arrows: readonly A[], layers: readonly number[]): A[] {
  const byLength = arrows
    .map((arrow, index) => ({ arrow, length: layers[index] as number }))
    .sort((one, other) => one.length - other.length);
  const kept = new Set(byLength.filter(({ length }) => length <= MOST_LAYERS).map(({ arrow }) => arrow));
  const dropped = byLength.filter(({ arrow }) => !kept.has(arrow)).map(({ arrow }) => arrow);
  for (let found = foundFrom(head, kept); ; found = foundFrom(head, kept)) {
    const missing = dropped.find(({ from, to }) => found.has(from) && !found.has(to));
    if (missing === undefined) return arrows.filter((arrow) => kept.has(arrow));
    kept.add(missing);
  }
}

function foundFrom(head: string, arrows: Iterable<Arrow>): ReadonlySet<string> {
  const targets = new Map<string, string[]>();
  for (const { from, to } of arrows) targets.set(from, [...(targets.get(from) ?? []), to]);
  const found = new Set([head]);
  for (const name of found) for (const target of targets.get(name) ?? []) found.add(target);
  return found;
}
