import { type Action, FLOW_LANGUAGE_VERSION, type FlowDocument, read } from "./document";
import { DocumentError, type JsonObject } from "./json";

/** A flow or module that can be run: one start, and one action to each identifier. */
export interface ParsedFlow {
  readonly start: string;
  readonly actions: ReadonlyMap<string, Action>;
  /** The whole document, with everything that is not interpreted here. */
  readonly document: JsonObject;
}

/**
 * Reads the JSON of a flow or module for running it. `read` takes also what cannot be run.
 * @throws DocumentError that says what is wrong with the document
 */
export function parse(content: string): ParsedFlow {
  const { document, version, start, actions, faults }: FlowDocument = read(content);
  if (version !== FLOW_LANGUAGE_VERSION)
    throw new DocumentError(
      `Not a flow of version ${FLOW_LANGUAGE_VERSION}: take the content that describe-contact-flow returns.`,
    );
  const fault = faults.find(({ rule }) => rule === "shape");
  if (fault !== undefined)
    throw new DocumentError(`Action ${fault.index} cannot be run. ${fault.message} ${fault.remedy}`);
  const byIdentifier = new Map<string, Action>();
  for (const action of actions) {
    if (byIdentifier.has(action.identifier))
      throw new DocumentError(`Two actions of the flow have the identifier ${action.identifier}. Give each its own.`);
    byIdentifier.set(action.identifier, action);
  }
  if (start === undefined || !byIdentifier.has(start))
    throw new DocumentError(
      `The flow starts at ${start ?? "nothing"}, which is none of its actions. Name one as StartAction.`,
    );
  return { start, actions: byIdentifier, document };
}
