import type { Json, Parameters } from "./block";
import { DocumentError, isObject, type JsonObject, readJson } from "./json";

/** The only version of the flow language. */
export const FLOW_LANGUAGE_VERSION = "2019-10-30";

/** An action as it stands in flow JSON: nothing is interpreted yet. */
export interface Action {
  readonly identifier: string;
  readonly type: string;
  readonly parameters: Parameters;
  readonly next?: string;
  readonly errors: Readonly<Record<string, string>>;
  readonly conditions: readonly {
    readonly operator: string;
    readonly operands: readonly string[];
    readonly next: string;
  }[];
}

/**
 * A part of a document that is not as the language has it (`shape`), or that the language does not have
 * (`unknown-key`).
 */
export interface Fault {
  readonly rule: "shape" | "unknown-key";
  /** The position of the action among the actions. Absent when the fault is the document's. */
  readonly index?: number;
  readonly message: string;
  readonly remedy: string;
}

/** A flow or module as its JSON tells it, whatever is wrong with it. */
export interface FlowDocument {
  /** The whole document, with everything that is not interpreted here. */
  readonly document: JsonObject;
  /** What `describe-contact-flow`, the settings of a module or the designer's metadata tell of it. */
  readonly name?: string;
  readonly type?: string;
  readonly id?: string;
  readonly version: Json | undefined;
  readonly start: string | undefined;
  /** The settings that the content of a module carries. */
  readonly settings: Json | undefined;
  /** In the order of the document; identifiers may be there twice. */
  readonly actions: readonly Action[];
  readonly faults: readonly Fault[];
}

/**
 * Reads the content of a flow or module, the answer of `describe-contact-flow` or
 * `describe-contact-flow-module` around it, or an export of the designer. Nothing is lost and nothing is judged.
 * @throws DocumentError for text that is no JSON, and for JSON that is no flow
 */
export function read(text: string): FlowDocument {
  const { content, ...described } = contentOf(readJson(text));
  return { ...readDocument(content), ...described };
}

interface Content {
  readonly content: Json;
  readonly name?: string;
  readonly type?: string;
  readonly id?: string;
}

/** The content in the answer of the service's API, which carries it as text; any other JSON as it is. */
function contentOf(json: Json): Content {
  if (typeof json === "string") return { content: readJson(json) };
  if (!isObject(json)) return { content: json };
  const described = json["ContactFlow"] ?? json["ContactFlowModule"] ?? json;
  if (!isObject(described) || typeof described["Content"] !== "string") return { content: json };
  const { Name: name, Type: type, Id: id } = described;
  return {
    content: readJson(described["Content"]),
    ...(typeof name === "string" && { name }),
    ...(typeof id === "string" && { id }),
    ...("ContactFlowModule" in json ? { type: "MODULE" } : typeof type === "string" && { type }),
  };
}

const REMEDY = `Take the content of version ${FLOW_LANGUAGE_VERSION} that describe-contact-flow returns.`;

/**
 * Reads a document that is JSON already.
 * @throws DocumentError for what is no flow
 */
export function readDocument(document: Json): FlowDocument {
  if (!isObject(document)) throw new DocumentError(`This is JSON, but no flow. ${REMEDY}`);
  if (Array.isArray(document["modules"]) && "start" in document)
    throw new DocumentError(
      `This is a legacy export of the designer, another language, whose import ended on 2026-03-31. ${REMEDY}`,
    );
  const {
    Version: version,
    StartAction: start,
    Metadata: metadata = {},
    Actions: entries,
    Settings: settings,
  } = document;
  if (!Array.isArray(entries)) throw new DocumentError(`This has no list of Actions, so it is no flow. ${REMEDY}`);
  const faults: Fault[] = unknownKeys(document, ["Version", "StartAction", "Metadata", "Actions", "Settings"], "");
  const told = isObject(metadata) ? metadata : {};
  return {
    document,
    ...(typeof told["name"] === "string" && { name: told["name"] }),
    ...typeIn(settings, told["type"]),
    version,
    start: typeof start === "string" ? start : undefined,
    settings,
    actions: (entries as readonly Json[]).map((entry, index) => readAction(entry, index, faults)),
    faults,
  };
}

/** The designer spells types as `contactFlow`. Only modules carry settings. */
const typeIn = (settings: Json | undefined, designers: Json | undefined): { type?: string } => {
  if (settings !== undefined) return { type: "MODULE" };
  if (typeof designers !== "string") return {};
  return { type: designers.replace(/[a-z](?=[A-Z])/g, "$&_").toUpperCase() };
};

const unknownKeys = (value: JsonObject, known: readonly string[], what: string, index?: number): Fault[] =>
  Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      rule: "unknown-key",
      ...(index !== undefined && { index }),
      message: `has ${key}${what}, which the flow language does not know.`,
      remedy: "Correct its spelling or leave it out.",
    }));

/** Takes parts of an action as what they have to be; what is otherwise becomes a fault, and counts as absent. */
function takerOf(index: number, faults: Fault[]) {
  const take =
    <Value extends Json>(is: (value: Json) => value is Value, wanted: string) =>
    (value: Json | undefined, what: string): Value | undefined => {
      if (value === undefined || is(value)) return value;
      faults.push({
        rule: "shape",
        index,
        message: `has ${JSON.stringify(value).slice(0, 40)} as ${what}.`,
        remedy: `Write ${wanted}.`,
      });
      return undefined;
    };
  return {
    text: take((value) => typeof value === "string", "text"),
    list: take((value): value is readonly Json[] => Array.isArray(value), "a list"),
    map: take(isObject, "a map"),
    fault: (message: string, remedy: string): void => void faults.push({ rule: "shape", index, message, remedy }),
    known: (value: JsonObject, keys: readonly string[], what: string): void =>
      void faults.push(...unknownKeys(value, keys, what, index)),
  };
}
type Taker = ReturnType<typeof takerOf>;

/** Reads one entry of the actions. Where a part is not of its shape, the action goes without it. */
function readAction(entry: Json, index: number, faults: Fault[]): Action {
  const take = takerOf(index, faults);
  const action = take.map(entry, "the action") ?? {};
  const identifier = take.text(action["Identifier"], "Identifier");
  const type = take.text(action["Type"], "Type");
  for (const key of ["Identifier", "Type"])
    if (isObject(entry) && !(key in entry)) take.fault(`has no ${key}.`, "Give it one.");
  take.known(action, ["Identifier", "Type", "Parameters", "Transitions"], "");
  const transitions = take.map(action["Transitions"], "Transitions") ?? {};
  take.known(transitions, ["NextAction", "Errors", "Conditions"], " in Transitions");
  const next = take.text(transitions["NextAction"], "NextAction");
  return {
    identifier: identifier ?? `#${index}`,
    type: type ?? "",
    parameters: take.map(action["Parameters"], "Parameters") ?? {},
    ...(next !== undefined && { next }),
    errors: readErrors(take.list(transitions["Errors"], "Errors") ?? [], take),
    conditions: (take.list(transitions["Conditions"], "Conditions") ?? []).flatMap((condition) =>
      readCondition(condition, take),
    ),
  };
}

function readErrors(entries: readonly Json[], take: Taker): Action["errors"] {
  const errors = new Map<string, string>();
  for (const entry of entries) {
    const branch = take.map(entry, "an error branch") ?? {};
    take.known(branch, ["NextAction", "ErrorType"], " in an error branch");
    const error = take.text(branch["ErrorType"], "ErrorType");
    const next = take.text(branch["NextAction"], "NextAction");
    if (error === undefined || next === undefined)
      take.fault("has an error branch without ErrorType or NextAction.", "Give it both.");
    else if (errors.has(error)) take.fault(`has two error branches ${error}.`, "Keep the one that is meant.");
    else errors.set(error, next);
  }
  return Object.fromEntries(errors);
}

function readCondition(entry: Json, take: Taker): Action["conditions"] {
  const branch = take.map(entry, "a branch") ?? {};
  take.known(branch, ["NextAction", "Condition"], " in a branch");
  const condition = take.map(branch["Condition"], "Condition") ?? {};
  take.known(condition, ["Operator", "Operands"], " in a condition");
  const next = take.text(branch["NextAction"], "NextAction");
  const operator = take.text(condition["Operator"], "Operator");
  const operands = take.list(condition["Operands"], "Operands");
  if (next !== undefined && operator !== undefined && operands !== undefined)
    return [
      {
        operator,
        operands: operands.map((operand) => (typeof operand === "string" ? operand : JSON.stringify(operand))),
        next,
      },
    ];
  take.fault("has a branch without Operator, Operands or NextAction.", "Give it all three.");
  return [];
}
