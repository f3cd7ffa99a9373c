/** The part of the library that is used here: its own types do not resolve from a CommonJS package. */
declare module "@dagrejs/dagre" {
  interface Point {
    x: number;
    y: number;
  }
  export class Graph {
    constructor(options: { multigraph: boolean });
    setGraph(label: { rankdir: "LR" | "TB"; ranksep: number; nodesep: number; edgesep: number; align: "UL" }): void;
    setNode(name: string, label: { width: number; height: number }): void;
    setEdge(
      from: string,
      to: string,
      label: { width: number; height: number; labelpos: "c"; weight: number },
      name: string,
    ): void;
    /** Once laid out. */
    graph(): { width: number; height: number };
    /** Once laid out: the center of a node. */
    node(name: string): Point;
    /** Once laid out: the center of the label, and the line. */
    edge(from: string, to: string, name: string): Point & { points: Point[] };
  }
  export function layout(graph: Graph): void;
}
