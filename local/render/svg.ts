import { sectionsOf } from "connect-ivr/internal/flowLanguage/sections";
import { linesOf } from "./measure";
import { drawnSection } from "./section";
import { STYLE } from "./style";
import { flowTypeWords } from "./words";
import { element, escaped } from "./xml";
import type { ShownFlow } from "./sources";

const MARGIN = 24;
const SECTION_GAP = 56;
const LEAST_WIDTH = 720;
const TEXT_WIDTH = 660;
const LEGEND = "Dashed: when a block fails. ⤷ goes on at the block of that name.";

/**
 * A flow as an SVG diagram, from the top down: what callers go through first, below it what many blocks
 * fail to, below that what nothing reaches. It needs no script and nothing from elsewhere.
 * @param id begins the ids of the drawing's elements, so that several can stand in one document
 */
export function svgOf({ name, type, description, content: { start, actions } }: ShownFlow, id: string): string {
  const ids = new Map([...actions.keys()].map((block, index) => [block, `${id}-${index + 1}`]));
  const sections = sectionsOf(actions, start).map((section, index) =>
    drawnSection(section, actions, index === 0, (block) => ids.get(block)),
  );
  const note = [
    ...(type === undefined ? [] : [flowTypeWords(type)]),
    `${actions.size} ${actions.size === 1 ? "block" : "blocks"}`,
  ].join(" · ");
  const notes = [note, ...(description === undefined ? [] : linesOf(description, TEXT_WIDTH, { size: 13 }, 4)), LEGEND];
  let top = MARGIN + 24 + notes.length * 19 + 20;
  const parts = [
    element("text", { class: "ivr-title", x: MARGIN, y: MARGIN + 16 }, escaped(name)),
    ...notes.map((line, index) =>
      element("text", { class: "ivr-note", x: MARGIN, y: MARGIN + 38 + index * 19 }, escaped(line)),
    ),
  ];
  const width = Math.max(LEAST_WIDTH, ...sections.map((section) => section.width + 2 * MARGIN));
  for (const section of sections) {
    parts.push(element("g", { transform: `translate(${MARGIN} ${Math.round(top)})` }, section.markup));
    top += section.height + SECTION_GAP;
  }
  const height = Math.ceil(top - SECTION_GAP + MARGIN);
  return `${element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "ivr-flow",
      role: "img",
      "aria-labelledby": `${id}-title ${id}-desc`,
      width: Math.ceil(width),
      height,
      viewBox: `0 0 ${Math.ceil(width)} ${height}`,
    },
    [
      "",
      element("title", { id: `${id}-title` }, escaped(name)),
      element("desc", { id: `${id}-desc` }, escaped([note, description ?? ""].join(". "))),
      element("style", {}, STYLE),
      element("rect", { class: "ivr-page", width: "100%", height: "100%" }),
      ...parts,
      "",
    ].join("\n"),
  )}\n`;
}
