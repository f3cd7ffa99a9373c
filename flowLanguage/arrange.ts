import { Graph, layout } from "@dagrejs/dagre";
import type { Arrow } from "./sections";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Point = { readonly x: number; readonly y: number };

/** A rectangle by its upper left corner. */
export interface Box extends Point, Size {}

export interface Arrangement extends Size {
  readonly boxes: ReadonlyMap<string, Box>;
  /** For each arrow, in their order: its points from border to border, and the place of its label. */
  readonly lines: readonly { readonly points: readonly Point[]; readonly label: Box }[];
}

export interface ArrangeOptions {
  /** Where arrows point: `LR` to the right, `TB` down. */
  readonly direction: "LR" | "TB";
  /** Pixels between layers, and between the boxes of one layer. */
  readonly layerGap: number;
  readonly boxGap: number;
  /** Pixels between lines that pass side by side. */
  readonly lineGap: number;
}

export interface ArrangedArrow extends Arrow {
  readonly label: Size;
  /** How much it matters that the arrow is short and straight: 1 for the least. */
  readonly weight: number;
}

/** The label of an arrow that has none. */
export const NO_LABEL: Size = { width: 0, height: 0 };

/**
 * Places boxes in layers so that none overlaps another, arrows point one way where they can, and few cross.
 * Equal input gives equal output.
 */
export function arrange(
  sizes: ReadonlyMap<string, Size>,
  arrows: readonly ArrangedArrow[],
  options: ArrangeOptions,
): Arrangement {
  const graph = new Graph({ multigraph: true });
  // Near the beginning of their layers, boxes begin where reading begins, and a change moves few of them.
  graph.setGraph({
    rankdir: options.direction,
    ranksep: options.layerGap,
    nodesep: options.boxGap,
    edgesep: options.lineGap,
    align: "UL",
  });
  // Names come from flows that others wrote; the library keeps them as keys of plain objects.
  const keys = new Map([...sizes.keys()].map((name, index) => [name, `box ${index}`]));
  const keyOf = (name: string): string => keys.get(name) as string;
  for (const [name, { width, height }] of sizes) graph.setNode(keyOf(name), { width, height });
  arrows.forEach(({ from, to, label, weight }, index) =>
    graph.setEdge(keyOf(from), keyOf(to), { ...label, labelpos: "c", weight }, String(index)),
  );
  layout(graph);
  const { width, height } = graph.graph();
  return {
    width,
    height,
    boxes: new Map([...sizes].map(([name, size]) => [name, cornered(graph.node(keyOf(name)), size)])),
    lines: arrows.map(({ from, to, label }, index) => {
      const { points, ...center } = graph.edge(keyOf(from), keyOf(to), String(index));
      return { points, label: cornered(center, label) };
    }),
  };
}

const cornered = ({ x, y }: Point, { width, height }: Size): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});
