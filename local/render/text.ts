import type { Action } from "connect-ivr/flow";
import { sectionsOf, type Section } from "connect-ivr/internal/flowLanguage/sections";
import { branchesOf, sayingOf } from "./branches";
import { valuesOf } from "./parameters";
import { flowTypeWords, wordsOf } from "./words";
import type { ShownFlow } from "./sources";

const WIDTH = 110;

/**
 * A flow in words that a person can review and compare: a paragraph for each block, in the order in which
 * a call meets them.
 */
export function textOf({ name, type, description, content: { start, actions } }: ShownFlow): string {
  const head = [
    name,
    ...(type === undefined ? [] : [`${flowTypeWords(type)} (${type})`]),
    ...(description === undefined ? [] : wrapped(description, "")),
    `Begins at ${start}.`,
  ];
  const parts = sectionsOf(actions, start).flatMap((section, index) => [
    ...(index === 0 ? [] : [`== ${section.blocks[0]}: ${headingOf(section, actions)} ==`]),
    ...section.blocks.map((block) => paragraphOf(actions.get(block) as Action, actions)),
  ]);
  return `${[head.join("\n"), ...parts].join("\n\n")}\n`;
}

/** Why a section stands apart from the call. */
export function headingOf({ reached, blocks: [head] }: Section, actions: ReadonlyMap<string, Action>): string {
  if (!reached) return "nothing leads here";
  return `${leadingTo(head as string, actions).length} blocks lead here`;
}

/** The blocks with a way to this one. */
export const leadingTo = (block: string, actions: ReadonlyMap<string, Action>): string[] =>
  [...actions.values()]
    .filter((action) => branchesOf(action).some(({ target }) => target === block))
    .map(({ identifier }) => identifier);

/** All of a block: what it is, its parameters, where it leads. */
export function paragraphOf(action: Action, actions: ReadonlyMap<string, Action>): string {
  return [
    `${action.identifier}: ${wordsOf(action).says} (${action.type})`,
    ...valuesOf(action.parameters).flatMap(({ path, text, spoken }) =>
      wrapped(spoken ? `${speakerOf(path)} “${text}”` : `${path.join(".")} = ${text}`, "  "),
    ),
    ...branchesOf(action).map(
      (branch) =>
        `  ${sayingOf([branch])} → ${branch.target}${actions.has(branch.target) ? "" : " (which is no block of this flow)"}`,
    ),
  ].join("\n");
}

/** `SSML` → `says`; `Messages.0.Text` → `Messages.0 says as text`. */
const speakerOf = (path: readonly string[]): string =>
  [
    ...(path.length > 1 ? [path.slice(0, -1).join(".")] : []),
    "says",
    ...(path.at(-1) === "Text" ? ["as text"] : []),
  ].join(" ");

/** Lines of a readable width; what follows the first is set in. */
function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/)) {
    if (line.trim() !== "" && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = `${indent}  `;
    }
    line += line.trim() === "" ? word : ` ${word}`;
  }
  return [...lines, line];
}
