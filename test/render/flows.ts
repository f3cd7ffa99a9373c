import { type Block, type Flow, parse, render } from "../../flowLanguage";
import { links } from "../flows/site";
import { flowOf } from "../flowLanguage/support";
import { drawsOf } from "../random";
import type { ShownFlow } from "../../local/render/sources";

/** A flow as `ivr render` shows it. */
export const shown = (flow: Flow): ShownFlow => ({
  name: flow.name,
  type: flow.type,
  description: flow.description,
  content: parse(render(flow, links)),
});

/** A flow of these blocks; the first is the start. */
export const shownBlocks = (blocks: Readonly<Record<string, Block>>): ShownFlow => shown(flowOf(blocks));

/** A flow with choices forward, back and to themselves, long and short prompts, and failures to one block. */
export function randomFlow(seed: number, count: number): ShownFlow {
  const { random } = drawsOf(seed);
  const name = (index: number): string => `block ${Math.max(0, Math.min(count - 1, Math.floor(index)))}`;
  return shownBlocks(
    Object.fromEntries(
      Array.from({ length: count }, (_, index): [string, Block] => [
        name(index),
        random() < 0.1
          ? { type: "DisconnectParticipant", parameters: {} }
          : {
              type: random() < 0.5 ? "GetParticipantInput" : "UpdateContactAttributes",
              parameters: {
                SSML: `<speak>${"word ".repeat(1 + random() * 40)}</speak>`,
                Attributes: { someRatherLongNameOfAnAttribute: "$.FlowAttributes.someRatherLongName" },
              },
              next: name(index + random() * 4 - 1),
              conditions: Array.from({ length: Math.floor(random() * 4) }, (_unused, key) => ({
                operator: "Equals" as const,
                operand: String(key),
                next: name(index + random() * 9 - 3),
              })),
              ...(random() < 0.6 && { errors: { NoMatchingError: name(count - 1) } }),
            },
      ]),
    ),
  );
}
