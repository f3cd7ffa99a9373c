import {
  arrange,
  type ArrangedArrow,
  type Arrangement,
  type ArrangeOptions,
  NO_LABEL,
  type Point,
  type Size,
} from "./arrange";
import { sectionsOf, type Ways } from "./sections";

/** Where the designer draws a flow: upper left corners in its pixels, whole numbers. */
export interface Layout {
  readonly entryPointPosition: Point;
  readonly positions: ReadonlyMap<string, Point>;
}

const BLOCK_WIDTH = 200;
const MARGIN = 40;
const SECTION_GAP = 100;
/** Positions are multiples of it; smaller than the gaps, so rounding never makes two blocks touch. */
const GRID = 20;
const OPTIONS: ArrangeOptions = { direction: "LR", layerGap: 80, boxGap: 60, lineGap: 20 };

/** The space that a block takes in the designer: it has a line for each of its branches. */
export const designerSize = ({ next, conditions = [], errors = {} }: Ways): Size => ({
  width: BLOCK_WIDTH,
  height: 100 + 25 * ((next === undefined ? 0 : 1) + conditions.length + Object.keys(errors).length),
});

/**
 * Positions for the designer, no two blocks overlapping: the call from left to right, below it what many
 * blocks fail to, and below that what nothing reaches. The entry is a column of its own, left of all.
 * @param blocks the blocks by name
 */
export function layout(blocks: ReadonlyMap<string, Ways>, start: string): Layout {
  const positions = new Map<string, Point>();
  const left = MARGIN + BLOCK_WIDTH + OPTIONS.layerGap;
  let top = MARGIN;
  for (const section of sectionsOf(blocks, start)) {
    const sizes = new Map(section.blocks.map((name) => [name, designerSize(blocks.get(name) as Ways)]));
    // The designer draws the arrows itself: here they only make the layers.
    const arrows = section.arrows
      .filter(({ from, to }) => from !== to)
      .map((arrow) => ({ ...arrow, label: NO_LABEL, weight: 1 }));
    const { boxes, height } = arrangedOnce(sizes, arrows);
    for (const [name, { x, y }] of boxes) positions.set(name, { x: onGrid(left + x), y: onGrid(top + y) });
    top += height + SECTION_GAP;
  }
  return { entryPointPosition: { x: MARGIN, y: positions.get(start)?.y ?? MARGIN }, positions };
}

/** What was arranged before: flows of one program have fragments in common, and arranging is what takes the time. */
const arranged = new Map<string, Arrangement>();

function arrangedOnce(sizes: ReadonlyMap<string, Size>, arrows: readonly ArrangedArrow[]): Arrangement {
  const key = JSON.stringify([...sizes, arrows]);
  const known = arranged.get(key) ?? arrange(sizes, arrows, OPTIONS);
  arranged.set(key, known);
  return known;
}

const onGrid = (pixels: number): number => Math.round(pixels / GRID) * GRID;
