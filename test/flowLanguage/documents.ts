import {
  checkRead,
  type FlowType,
  type Json,
  type JsonObject,
  type Parameters,
  type Problem,
  read,
} from "../../flowLanguage";

/**
 * The transitions of an action: where it goes on, where its errors lead, and its conditions as `[operator, operand,
 * next]`.
 */
interface Ways {
  readonly next?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly conditions?: readonly (readonly [operator: string, operand: Json, next: string])[];
}

/** An action as a document has it. */
export const action = (
  identifier: string,
  type: string,
  parameters: Parameters = {},
  { next, errors = {}, conditions = [] }: Ways = {},
): JsonObject => ({
  Identifier: identifier,
  Type: type,
  Parameters: parameters,
  Transitions: {
    ...(next !== undefined && { NextAction: next }),
    Errors: Object.entries(errors).map(([error, target]) => ({ NextAction: target, ErrorType: error })),
    Conditions: conditions.map(([operator, operand, target]) => ({
      NextAction: target,
      Condition: { Operator: operator, Operands: Array.isArray(operand) ? (operand as Json[]) : [operand] },
    })),
  },
});

/** To one block, whatever happens. */
export const on = (next: string): Ways => ({ next, errors: { NoMatchingError: next } });

export const end = action("end", "DisconnectParticipant");
export const back = action("end", "EndFlowModuleExecution");
export const say = (identifier: string, text: string, next = "end"): JsonObject =>
  action(identifier, "MessageParticipant", { Text: text }, on(next));
export const call = (identifier: string, next: string, parameters: Parameters = {}): JsonObject =>
  action(
    identifier,
    "InvokeLambdaFunction",
    {
      LambdaFunctionARN: "arn",
      InvocationTimeLimitSeconds: "8",
      InvocationType: "SYNCHRONOUS",
      ResponseValidation: { ResponseType: "STRING_MAP" },
      ...parameters,
    },
    { next, errors: { NoMatchingError: "end" } },
  );
export const decide = (identifier: string, value: string, yes: string, no = "end"): JsonObject =>
  action(
    identifier,
    "Compare",
    { ComparisonValue: value },
    { next: no, errors: { NoMatchingCondition: no }, conditions: [["Equals", "yes", yes]] },
  );

export const SETTINGS: JsonObject = { InputParameters: [], OutputParameters: [], Transitions: [] };

/** A document around actions, the first of which is its start. */
export const documentOf = (actions: readonly Json[], rest: JsonObject = {}): JsonObject => ({
  Version: "2019-10-30",
  StartAction: (actions[0] as { Identifier?: Json } | undefined)?.Identifier ?? "nothing",
  Metadata: {},
  Actions: actions,
  ...rest,
});

/** What is found in a document that was read from somewhere. */
export const problemsIn = (document: JsonObject, type: FlowType = "CONTACT_FLOW"): Problem[] =>
  checkRead(read(JSON.stringify(document)), "example", type);

/** The problems as `severity block rule`, in the order in which they are reported. */
export const told = (problems: readonly Problem[]): string[] =>
  problems.map(({ severity, block, rule }) => [severity, block, rule].filter((part) => part !== undefined).join(" "));
