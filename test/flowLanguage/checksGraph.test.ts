import { expect } from "chai";
import { componentsOf, type Graph, reachableFrom, reversed, wayBack } from "../../flowLanguage/checks/graph";
import { drawsOf } from "../random";

const graph = (edges: Readonly<Record<string, string>>): Graph =>
  new Map(Object.entries(edges).map(([node, targets]) => [node, targets.split(" ").filter((target) => target !== "")]));
const sorted = (groups: readonly (readonly string[])[]): string[] =>
  groups.map((group) => [...group].sort().join(" ")).sort();

/** The components by their definition: slow, and plain to see. */
const byDefinition = (edges: Graph): string[] => {
  const nodes = [...edges.keys()];
  const reach = new Map(nodes.map((node) => [node, reachableFrom([node], edges)]));
  return [
    ...new Set(
      nodes.map((node) =>
        nodes
          .filter((other) => reach.get(node)?.has(other) && reach.get(other)?.has(node))
          .sort()
          .join(" "),
      ),
    ),
  ].sort();
};

describe("The graph of a flow", () => {
  it("has components: groups of which each leads to every other", () => {
    expect(sorted(componentsOf(graph({ a: "b", b: "c", c: "a d", d: "e", e: "d", f: "" })))).to.deep.equal([
      "a b c",
      "d e",
      "f",
    ]);
    expect(sorted(componentsOf(graph({ a: "b c", b: "d", c: "d", d: "" })))).to.deep.equal(["a", "b", "c", "d"]);
  });
  it("has the components that their definition gives, for 500 random graphs", () => {
    for (let seed = 1; seed <= 500; seed++) {
      const { random } = drawsOf(seed);
      const names = Array.from({ length: 1 + Math.floor(random() * 9) }, (_, index) => `${index}`);
      const edges: Graph = new Map(names.map((name) => [name, names.filter(() => random() < 0.25)]));
      expect(sorted(componentsOf(edges)), `seed ${seed}`).to.deep.equal(byDefinition(edges));
    }
  });
  it("may be a chain of 100,000 nodes", () => {
    const edges: Graph = new Map(
      Array.from({ length: 100_000 }, (_, index) => [`${index}`, [`${(index + 1) % 100_000}`]]),
    );
    expect(componentsOf(edges).map(({ length }) => length)).to.deep.equal([100_000]);
  });
  it("has a shortest way back to a node inside a group, where there is one", () => {
    const edges = graph({ a: "b c", b: "d", c: "a", d: "a", e: "e" });
    expect(wayBack("a", new Set(["a", "b", "c", "d"]), edges)).to.deep.equal(["a", "c", "a"]);
    expect(wayBack("a", new Set(["a", "b", "d"]), edges)).to.deep.equal(["a", "b", "d", "a"]);
    expect(wayBack("e", new Set(["e"]), edges)).to.deep.equal(["e", "e"]);
    expect(wayBack("b", new Set(["b"]), edges)).to.deep.equal([]);
  });
  it("can be turned round", () =>
    expect(reversed(graph({ a: "b c", b: "c", c: "" }))).to.deep.equal(
      new Map([
        ["b", ["a"]],
        ["c", ["a", "b"]],
      ]),
    ));
});
