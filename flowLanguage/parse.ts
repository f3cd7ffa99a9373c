import type { Parameters } from "./block";
import { FLOW_LANGUAGE_VERSION } from "./render";

/** An action as it stands in flow JSON: nothing is interpreted yet. */
export interface Action {
  readonly identifier: string;
  readonly type: string;
  readonly parameters: Parameters;
  readonly next?: string;
  readonly errors: Readonly<Record<string, string>>;
  readonly conditions: readonly { readonly operator: string; readonly operands: readonly string[]; readonly next: string }[];
}

export interface ParsedFlow {
  readonly start: string;
  readonly actions: ReadonlyMap<string, Action>;
}

interface ActionDocument {
  Identifier: string;
  Type: string;
  Parameters?: Parameters;
  Transitions?: {
    NextAction?: string;
    Errors?: { ErrorType: string; NextAction: string }[];
    Conditions?: { NextAction: string; Condition: { Operator: string; Operands: string[] } }[];
  };
}

/**
 * Reads the JSON of a flow or module for running it.
 * @throws Error that says what is wrong with the document
 */
export function parse(content: string): ParsedFlow {
  const document = JSON.parse(content) as { Version?: string; StartAction?: string; Actions?: ActionDocument[] };
  if (document.Version !== FLOW_LANGUAGE_VERSION || !Array.isArray(document.Actions))
    throw new Error(`Not a flow of version ${FLOW_LANGUAGE_VERSION}: take the content that describe-contact-flow returns.`);
  const actions = new Map(document.Actions.map((action) => [action.Identifier, read(action)]));
  const identifiers = document.Actions.map(({ Identifier }) => Identifier);
  const twice = identifiers.find((identifier, index) => identifiers.indexOf(identifier) < index);
  if (twice !== undefined) throw new Error(`Two actions of the flow have the identifier ${twice}. Give each its own.`);
  if (document.StartAction === undefined || !actions.has(document.StartAction))
    throw new Error(`The flow starts at ${document.StartAction ?? "nothing"}, which is none of its actions.`);
  return { start: document.StartAction, actions };
}

const read = ({ Identifier, Type, Parameters: parameters = {}, Transitions = {} }: ActionDocument): Action => ({
  identifier: Identifier,
  type: Type,
  parameters,
  ...(Transitions.NextAction !== undefined && { next: Transitions.NextAction }),
  errors: Object.fromEntries((Transitions.Errors ?? []).map(({ ErrorType, NextAction }) => [ErrorType, NextAction])),
  conditions: (Transitions.Conditions ?? []).map(({ NextAction, Condition }) => ({
    operator: Condition.Operator,
    operands: Condition.Operands,
    next: NextAction,
  })),
});
