import type { Point } from "./arrange";
import type { Block, Flow, Json } from "./block";
import { FLOW_LANGUAGE_VERSION, type FlowDocument } from "./document";
import type { JsonObject } from "./json";
import { layout } from "./layout";
import { FlowError, problemOf } from "./problem";

/** The characters of content that the service takes. */
export const MAXIMUM_LENGTH = 256_000;

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
  const content = JSON.stringify(documentOf(linked(flow, links), metadataOf(flow)));
  if (content.length > MAXIMUM_LENGTH)
    throw new FlowError([
      problemOf("size", {
        flow: flow.name,
        message: `has ${content.length} characters; the service takes ${MAXIMUM_LENGTH}.`,
        remedy: "Move a part to a module.",
      }),
    ]);
  return content;
}

/** What the designer reads: where the blocks stand, and that they are shown by their names. */
function metadataOf({ blocks, start }: Flow): JsonObject {
  const { entryPointPosition, positions } = layout(new Map(Object.entries(blocks)), start);
  return {
    entryPointPosition,
    ActionMetadata: Object.fromEntries(
      Object.keys(blocks).map((name) => [name, { position: positions.get(name) as Point, isFriendlyName: true }]),
    ),
  };
}

/** The JSON of a document that was read, with all that nobody interpreted. */
export const renderDocument = ({ document }: Pick<FlowDocument, "document">): string => JSON.stringify(document);

/** The document of a flow; functions and modules are still markers. */
export const documentOf = (flow: Flow, metadata?: JsonObject): JsonObject => ({
  Version: FLOW_LANGUAGE_VERSION,
  StartAction: flow.start,
  ...(metadata && { Metadata: metadata }),
  Actions: Object.entries(flow.blocks).map(([name, block]) => action(name, block)),
  ...(flow.type === "MODULE" && { Settings: MODULE_SETTINGS }),
});

function action(name: string, block: Block): Json {
  const terminal = block.next === undefined && block.errors === undefined && block.conditions === undefined;
  return {
    Identifier: name,
    Type: block.type,
    Parameters: block.parameters,
    Transitions: terminal
      ? {}
      : {
          ...(block.next !== undefined && { NextAction: block.next }),
          Errors: Object.entries(block.errors ?? {})
            .filter(([, NextAction]) => NextAction !== undefined)
            .map(([ErrorType, NextAction]) => ({ NextAction, ErrorType })),
          Conditions: (block.conditions ?? []).map(({ operator, operand, next }) => ({
            NextAction: next,
            Condition: { Operator: operator, Operands: [operand] },
          })),
        },
  };
}

/** The flow with the ARN of each function where the role stood. */
const linked = (flow: Flow, links: Links): Flow => ({
  ...flow,
  blocks: Object.fromEntries(
    Object.entries(flow.blocks).map(([name, block]) => [
      name,
      { ...block, parameters: linkedParameters(flow, name, block, links) },
    ]),
  ),
});

function linkedParameters(flow: Flow, name: string, block: Block, links: Links): Block["parameters"] {
  const marker = block.parameters["LambdaFunctionARN"];
  const role = typeof marker === "string" ? /^\{\{function:(.+)\}\}$/.exec(marker)?.[1] : undefined;
  if (role === undefined) return block.parameters;
  const arn = links.functions[role];
  if (arn === undefined)
    throw new FlowError([
      problemOf("function", {
        flow: flow.name,
        block: name,
        message: `calls ${role}, which the site does not have.`,
        remedy: `Name its ARN among ${Object.keys(links.functions).join(", ")}.`,
      }),
    ]);
  return { ...block.parameters, LambdaFunctionARN: arn };
}
