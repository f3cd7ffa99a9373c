import { type Block, type Flow, type Json } from "./block";
import { layout } from "./layout";
import { FlowError } from "./problem";

/** The only version of the flow language. */
export const FLOW_LANGUAGE_VERSION = "2019-10-30";

const MAXIMUM_LENGTH = 256_000;

/** What a flow needs from its site before it is JSON. */
export interface Links {
  /** The ARN of each function, by role. */
  readonly functions: Readonly<Record<string, string>>;
}

/** Inert, but required in the content of every module. */
const MODULE_SETTINGS = {
  InputParameters: [],
  OutputParameters: [],
  Transitions: [
    { DisplayName: "Success", ReferenceName: "Success", Description: "" },
    { DisplayName: "Error", ReferenceName: "Error", Description: "" },
  ],
};

/**
 * The JSON of a flow as the service takes it, with the places of its blocks in the designer. Equal flows
 * render to equal text.
 * @throws FlowError when the flow calls a function that `links` does not name, or is too long
 */
export function render(flow: Flow, links: Links): string {
  const { entryPointPosition, positions } = layout(new Map(Object.entries(flow.blocks)), flow.start);
  const content = JSON.stringify({
    Version: FLOW_LANGUAGE_VERSION,
    StartAction: flow.start,
    Metadata: { entryPointPosition, ActionMetadata: Object.fromEntries(Object.keys(flow.blocks).map((name) => [name, { position: positions.get(name), isFriendlyName: true }])) },
    Actions: Object.entries(flow.blocks).map(([name, block]) => action(flow, name, block, links)),
    ...(flow.type === "MODULE" && { Settings: MODULE_SETTINGS }),
  });
  if (content.length > MAXIMUM_LENGTH)
    throw new FlowError([{ flow: flow.name, rule: "size", message: `${content.length} characters; the service takes ${MAXIMUM_LENGTH}.`, remedy: "Move a part to a module." }]);
  return content;
}

function action(flow: Flow, name: string, block: Block, links: Links): Json {
  const terminal = block.next === undefined && block.errors === undefined && block.conditions === undefined;
  return {
    Identifier: name,
    Type: block.type,
    Parameters: linked(flow, name, block, links),
    Transitions: terminal
      ? {}
      : {
          ...(block.next !== undefined && { NextAction: block.next }),
          Errors: Object.entries(block.errors ?? {}).filter(([, NextAction]) => NextAction !== undefined).map(([ErrorType, NextAction]) => ({ NextAction, ErrorType })),
          Conditions: (block.conditions ?? []).map(({ operator, operand, next }) => ({
            NextAction: next,
            Condition: { Operator: operator, Operands: [operand] },
          })),
        },
  };
}

function linked(flow: Flow, name: string, block: Block, links: Links): Block["parameters"] {
  const marker = block.parameters["LambdaFunctionARN"];
  const role = typeof marker === "string" ? /^\{\{function:(.+)\}\}$/.exec(marker)?.[1] : undefined;
  if (role === undefined) return block.parameters;
  const arn = links.functions[role];
  if (arn === undefined)
    throw new FlowError([{ flow: flow.name, block: name, rule: "function", message: `calls ${role}, which the site does not have.`, remedy: `Name its ARN among ${Object.keys(links.functions).join(", ")}.` }]);
  return { ...block.parameters, LambdaFunctionARN: arn };
}
