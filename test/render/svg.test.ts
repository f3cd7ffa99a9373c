import { expect } from "chai";
import { SaxesParser } from "saxes";
import { disconnect, menu, say } from "../../flowLanguage";
import { widthOf } from "../../local/render/measure";
import { pageOf } from "../../local/render/page";
import { svgOf } from "../../local/render/svg";
import { flowsOf } from "../flows/site";
import { randomFlow, shown, shownBlocks } from "./flows";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What it is moved by, with all around it. */
  readonly dx: number;
  readonly dy: number;
  text: string;
}

/** Every element of a document. @throws where it is not well-formed */
function elementsOf(xml: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const [, x = "0", y = "0"] = /translate\((\S+) (\S+)\)/.exec(attributes["transform"] ?? "") ?? [];
    const around = open.at(-1);
    const element: Element = {
      name,
      attributes,
      dx: (around?.dx ?? 0) + Number(x),
      dy: (around?.dy ?? 0) + Number(y),
      text: "",
    };
    elements.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const at = open.at(-1);
    if (at !== undefined) at.text += text;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  return elements;
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const ofClass = (elements: readonly Element[], name: string): Element[] =>
  elements.filter(({ attributes }) => (attributes["class"] ?? "").split(" ").includes(name));
const rectangles = (elements: readonly Element[], name: string): Rectangle[] =>
  ofClass(elements, name).map(({ attributes, dx, dy }) => ({
    x: Number(attributes["x"]) + dx,
    y: Number(attributes["y"]) + dy,
    width: Number(attributes["width"]),
    height: Number(attributes["height"]),
  }));

/** Points along a line: of each upright or bent piece, nine. */
function pointsOf({ attributes, dx, dy }: Element): { x: number; y: number }[] {
  const points: { x: number; y: number }[] = [];
  let [x, y] = [0, 0];
  for (const [, command, numbers] of (attributes["d"] ?? "").matchAll(/([MVC])([^MVC]*)/g)) {
    const given = (numbers as string).trim().split(/\s+/).map(Number);
    const [ax, ay, bx, by, ex, ey] = (
      command === "V"
        ? [x, y, x, given[0], x, given[0]]
        : command === "M"
          ? [given[0], given[1], given[0], given[1], given[0], given[1]]
          : given
    ) as [number, number, number, number, number, number];
    const from = command === "M" ? { x: ex, y: ey } : { x, y };
    for (let step = 1; step <= 9; step += 1) {
      const [t, u] = [step / 9, 1 - step / 9];
      points.push({
        x: u ** 3 * from.x + 3 * u * u * t * ax + 3 * u * t * t * bx + t ** 3 * ex + dx,
        y: u ** 3 * from.y + 3 * u * u * t * ay + 3 * u * t * t * by + t ** 3 * ey + dy,
      });
    }
    [x, y] = [ex, ey];
  }
  return points;
}

const overlap = (one: Rectangle, other: Rectangle): boolean =>
  one.x + 0.6 < other.x + other.width &&
  other.x + 0.6 < one.x + one.width &&
  one.y + 0.6 < other.y + other.height &&
  other.y + 0.6 < one.y + one.height;
const isInside = ({ x, y }: { x: number; y: number }, box: Rectangle): boolean =>
  x > box.x + 1 && x < box.x + box.width - 1 && y > box.y + 1 && y < box.y + box.height - 1;

/** What is drawn over something else. */
function faultsOf(svg: string): string[] {
  const elements = elementsOf(svg);
  const boxes = rectangles(elements, "ivr-box");
  const entries = rectangles(elements, "ivr-entry");
  const labels = rectangles(elements, "ivr-label-back");
  const pairs = (ones: Rectangle[], others: Rectangle[], what: string): string[] =>
    ones.flatMap((one, index) =>
      others
        .filter((other, at) => (ones !== others || at > index) && overlap(one, other))
        .map((other) => `${what} at ${other.x} ${other.y}`),
    );
  const [page] = elements as [Element];
  const outside = boxes.filter(
    ({ x, y, width, height }) =>
      x < 0 || y < 0 || x + width > Number(page.attributes["width"]) || y + height > Number(page.attributes["height"]),
  );
  return [
    ...pairs(boxes, boxes, "two blocks"),
    ...pairs(labels, boxes, "label on a block"),
    ...pairs(labels, labels, "two labels"),
    ...pairs(entries, boxes, "entry on a block"),
    ...ofClass(elements, "ivr-line")
      .map(pointsOf)
      .flatMap((points) =>
        boxes
          .filter((box) => points.some((point) => isInside(point, box)))
          .map((box) => `line through the block at ${box.x} ${box.y}`),
      ),
    ...outside.map(({ x, y }) => `block at ${x} ${y} outside the drawing`),
  ];
}

/** The elements that a drawing is made of. */
const DRAWN = ["svg", "title", "desc", "style", "g", "a", "rect", "path", "polygon", "text"];

describe("A flow as a diagram", () => {
  it("draws nothing over anything, whatever the flow", () => {
    for (const flow of flowsOf("dynamic")) expect(faultsOf(svgOf(shown(flow), "b")), flow.name).to.deep.equal([]);
    for (let seed = 1; seed <= 40; seed += 1)
      expect(faultsOf(svgOf(randomFlow(seed, 2 + (seed % 30)), "b")), `seed ${seed}`).to.deep.equal([]);
  }).timeout(30_000);

  it("draws every block, and shows all of it to who points at it", () => {
    const flow = randomFlow(3, 30);
    const elements = elementsOf(svgOf(flow, "b"));
    const titles = elements.filter(({ name }) => name === "title").map(({ text }) => text);
    for (const block of flow.content.actions.keys())
      expect(
        titles.filter((title) => title.startsWith(`${block}: `)),
        block,
      ).to.have.lengthOf(1);
    expect(ofClass(elements, "ivr-box")).to.have.lengthOf(30);
  });

  it("tells each branch once: by a line, or in the block with a link to its target", () => {
    const flow = shownBlocks({
      ask: menu("<speak>Hi</speak>", 5, {
        keys: { 1: "a", 2: "b" },
        silence: "ask",
        otherKey: "b",
        error: "gone" as "a",
      }),
      a: say("x", { then: "b", error: "b" }),
      b: disconnect(),
    });
    const elements = elementsOf(svgOf(flow, "b"));
    expect(
      ofClass(elements, "ivr-label")
        .map(({ text }) => text)
        .sort(),
    ).to.deep.equal(["key 1", "key 2, other key", "silence"]);
    expect(ofClass(elements, "ivr-jump").map(({ text }) => text)).to.deep.equal(["on error ⤷ gone"]);
    expect(elements.filter(({ name }) => name === "a")).to.deep.equal([]);
    expect(ofClass(elements, "ivr-line")).to.have.lengthOf(5);
  });

  it("tells failures from other branches, by a dash and not by colour alone", () => {
    const svg = svgOf(
      shownBlocks({ tell: say("x", { then: "a", error: "b" }), a: disconnect(), b: disconnect() }),
      "b",
    );
    expect(
      ofClass(elementsOf(svg), "ivr-line").filter(({ attributes }) => attributes["class"]?.includes("ivr-failure")),
    ).to.have.lengthOf(1);
    expect(svg).to.match(/\.ivr-line\.ivr-failure\{stroke-dasharray/);
  });

  it("clips no text: every line is as wide as its block at most", () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const elements = elementsOf(svgOf(randomFlow(seed, 20), "b"));
      const boxes = rectangles(elements, "ivr-box");
      for (const { attributes, dx, dy, text } of [
        ...ofClass(elements, "ivr-detail"),
        ...ofClass(elements, "ivr-speech"),
        ...ofClass(elements, "ivr-jump"),
      ]) {
        const at = { x: Number(attributes["x"]) + dx, y: Number(attributes["y"]) + dy };
        const box = boxes.find((one) => isInside(at, one));
        expect(box, text).not.to.equal(undefined);
        expect(at.x + widthOf(text, { size: 12 }), text).to.be.at.most((box as Rectangle).x + (box as Rectangle).width);
      }
    }
  });

  it("is well-formed whatever stands in the flow, and takes nothing of it for markup", () => {
    const nasty = `"'><script>alert(1)</script>]]>&amp;&#0;<!--\u0000\u0008\ud800\uffff --><svg onload="x">`;
    const flow = shownBlocks({
      [nasty]: {
        type: nasty,
        parameters: { SSML: nasty, [nasty]: nasty },
        next: nasty,
        conditions: [{ operator: nasty as "Equals", operand: nasty, next: "other" }],
        errors: { [nasty as "CallFailed"]: "nowhere<" },
      },
      other: disconnect(),
    });
    const hostile = { ...flow, name: nasty, type: nasty, description: nasty };
    expect(elementsOf(svgOf(hostile, "b")).map(({ name }) => name))
      .to.include("title")
      .and.satisfy((names: string[]) => names.every((name) => DRAWN.includes(name)));
    expect(pageOf([hostile], nasty)).not.to.include("<script");
  });

  it("has a name and a description for who cannot see it, and needs nothing from elsewhere", () => {
    const svg = svgOf(shownBlocks({ end: disconnect() }), "b");
    const [root, title, description] = elementsOf(svg) as [Element, Element, Element];
    expect(root.attributes).to.include({ role: "img", "aria-labelledby": "b-title b-desc" });
    expect([title.attributes["id"], title.text, description.attributes["id"], description.text]).to.deep.equal([
      "b-title",
      "exampleFlow",
      "b-desc",
      "Inbound flow · 1 block. Serves as an example.",
    ]);
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.to.match(/https?:|url\(|@import|<script/);
    expect(svg).to.include("prefers-color-scheme:dark");
  });
});

describe("The page of flows", () => {
  const flows = flowsOf("dynamic").map(shown);
  const page = pageOf(flows, "Flows");

  it("lists every flow and shows it as diagram and as text", () => {
    for (const { name } of flows) expect(page).to.include(`>${name}</a>`).and.include(`<h2>${name}</h2>`);
    expect(page.match(/<svg /g)).to.have.lengthOf(flows.length);
    expect(page.match(/<pre>/g)).to.have.lengthOf(flows.length);
  });
  it("has every id once, and every link leads to one", () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id as string);
    expect(new Set(ids).size).to.equal(ids.length);
    const links = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).to.be.greaterThan(flows.length);
    expect(ids).to.include.members(links);
  });
  it("takes nothing from elsewhere and runs nothing", () =>
    expect(page.replaceAll('xmlns="http://www.w3.org/2000/svg"', "")).not.to.match(/https?:|<script|url\(|<link/));
});
