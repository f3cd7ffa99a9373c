import type { Arrangement, Box, Point } from "connect-ivr/internal/flowLanguage/arrange";
import type { Arrow } from "connect-ivr/internal/flowLanguage/sections";
import { rounded } from "./xml";

/** A line as it is drawn: the path's data and the corners of its head. */
export interface DrawnLine {
  readonly path: string;
  readonly head: string;
}

interface Band {
  readonly top: number;
  readonly bottom: number;
}

const HEAD = 8;
const LOOP = 16;
const PORT_STEP = 40;

/**
 * Lines of an arrangement whose layers follow each other downwards. A line is upright where it passes a
 * layer and bends between layers only, where no box is: so it crosses none.
 */
export function drawnLines(arrows: readonly Arrow[], { boxes, lines }: Arrangement): DrawnLine[] {
  const bands = bandsOf([...boxes.values(), ...lines.map(({ label }) => label)]);
  const bandAt = (y: number): Band => bands.get(keyOf(y)) ?? { top: y, bottom: y };
  const boxOf = (name: string): Box => boxes.get(name) as Box;
  const ends = arrows.flatMap(({ from, to }, index): LineEnd[] => {
    const points = (lines[index] as { points: readonly Point[] }).points.slice(1, -1);
    if (from === to) return [];
    const falls = centerOf(boxOf(from)).y < centerOf(boxOf(to)).y;
    return [
      { index, box: boxOf(from), side: falls ? "bottom" : "top", toward: (points[0] as Point).x },
      { index, box: boxOf(to), side: falls ? "top" : "bottom", toward: (points.at(-1) as Point).x },
    ];
  });
  const ports = portsOf(ends);
  return arrows.map(({ from, to }, index) => {
    const { points, label } = lines[index] as Arrangement["lines"][number];
    if (from === to) return loop(boxOf(from), centerOf(label).x);
    const [start, end] = ports.get(index) as [Point, Point];
    return passing(
      [start, ...points.slice(1, -1), end],
      [centerOf(boxOf(from)).y, ...points.slice(1, -1).map(({ y }) => y), centerOf(boxOf(to)).y].map(bandAt),
    );
  });
}

const centerOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });
const keyOf = (center: number): string => center.toFixed(1);

/** The height of each layer, by its center. */
function bandsOf(boxes: readonly Box[]): ReadonlyMap<string, Band> {
  const bands = new Map<string, Band>();
  for (const box of boxes) {
    const key = keyOf(centerOf(box).y);
    const known = bands.get(key);
    if (known === undefined || known.bottom - known.top < box.height)
      bands.set(key, { top: box.y, bottom: box.y + box.height });
  }
  return bands;
}

interface LineEnd {
  /** Of its line. */
  readonly index: number;
  readonly box: Box;
  readonly side: "top" | "bottom";
  /** Where the line goes to or comes from, so that lines at one side do not cross there. */
  readonly toward: number;
}

/** Where each line begins and ends: side by side along the border of a box. */
function portsOf(ends: readonly LineEnd[]): ReadonlyMap<number, readonly Point[]> {
  const sides = new Map<string, LineEnd[]>();
  for (const end of ends) {
    const key = `${end.box.x} ${end.box.y} ${end.side}`;
    sides.set(key, [...(sides.get(key) ?? []), end]);
  }
  const points = new Map<LineEnd, Point>();
  for (const side of sides.values())
    side
      .sort((one, other) => one.toward - other.toward)
      .forEach((end, place) => {
        const { x, y, width, height } = end.box;
        const step = Math.min(PORT_STEP, (width - PORT_STEP) / side.length);
        points.set(end, {
          x: x + width / 2 + (place - (side.length - 1) / 2) * step,
          y: end.side === "top" ? y : y + height,
        });
      });
  const ports = new Map<number, Point[]>();
  for (const end of ends) ports.set(end.index, [...(ports.get(end.index) ?? []), points.get(end) as Point]);
  return ports;
}

/** A line through a point in each of its layers, down or up. */
function passing(points: readonly Point[], bands: readonly Band[]): DrawnLine {
  const [start, end] = [points[0], points.at(-1)] as [Point, Point];
  const falls = start.y < end.y;
  const corners = points.flatMap(({ x, y }, index) => {
    const { top, bottom } = bands[index] as Band;
    const [enters, leaves] = falls ? [top, bottom] : [bottom, top];
    if (index === 0)
      return [
        { x, y },
        { x, y: leaves },
      ];
    return index === points.length - 1
      ? [
          { x, y: enters },
          { x, y: y + (falls ? -HEAD : HEAD) },
        ]
      : [
          { x, y: enters },
          { x, y: leaves },
        ];
  });
  const path = corners.map(({ x, y }, index) => {
    const before = corners[index - 1];
    if (before === undefined) return `M${rounded(x)} ${rounded(y)}`;
    if (Math.abs(before.x - x) < 0.5) return `V${rounded(y)}`;
    const middle = (before.y + y) / 2;
    return `C${rounded(before.x)} ${rounded(middle)} ${rounded(x)} ${rounded(middle)} ${rounded(x)} ${rounded(y)}`;
  });
  return { path: path.join(""), head: triangle(end, { x: 0, y: falls ? -HEAD : HEAD }) };
}

/** A line from the right side of a box around to it. */
function loop({ x, y, width, height }: Box, outside: number): DrawnLine {
  const [right, middle] = [x + width, y + height / 2];
  return {
    path: `M${rounded(right)} ${rounded(middle + LOOP)}C${rounded(outside)} ${rounded(middle + 2 * LOOP)} ${rounded(outside)} ${rounded(middle - 2 * LOOP)} ${rounded(right + HEAD)} ${rounded(middle - LOOP)}`,
    head: triangle({ x: right, y: middle - LOOP }, { x: HEAD, y: 0 }),
  };
}

/** The corners of an arrow's head whose tip is at a point and whose base lies `back` from it. */
function triangle({ x, y }: Point, back: Point): string {
  const half = 0.55;
  return [
    { x, y },
    { x: x + back.x - back.y * half, y: y + back.y + back.x * half },
    { x: x + back.x + back.y * half, y: y + back.y - back.x * half },
  ]
    .map((corner) => `${rounded(corner.x)},${rounded(corner.y)}`)
    .join(" ");
}
