import { specOf } from "../actions";
import type { Json } from "../block";
import type { Action, FlowDocument } from "../document";
import { isObject } from "../json";
import { isReference } from "../references";
import type { CheckedFlow, Finding } from "./model";

type Complaint = Omit<Finding, "index">;

/** The rules for what an action would do that the service takes, and the author cannot mean. */
export const checkMeaning = ({ document }: CheckedFlow): Finding[] =>
  document.actions.flatMap((action, index) =>
    RULES.flatMap((rule) => rule(action, document)).map((complaint) => ({ ...complaint, index })),
  );

const RULES: readonly ((action: Action, document: FlowDocument) => readonly Complaint[])[] = [
  promptLength,
  attributeKeys,
  ownModule,
  cancelKey,
  milliseconds,
  percentages,
];

const MAXIMUM_CHARACTERS = 6_000;
const MAXIMUM_BILLED_CHARACTERS = 3_000;

/** References in the text are counted as they stand: what they bring is not known here. */
function promptLength({ type, parameters }: Action): Complaint[] {
  const spec = specOf(type);
  if (spec === undefined || !("Text" in spec.parameters || "Messages" in spec.parameters)) return [];
  return [parameters, ...(Array.isArray(parameters["Messages"]) ? (parameters["Messages"] as Json[]) : [])].flatMap(
    (source) => {
      const text = isObject(source) ? (source["SSML"] ?? source["Text"]) : undefined;
      if (typeof text !== "string") return [];
      const billed =
        isObject(source) && source["SSML"] !== undefined ? text.replace(/<[^>]*>/g, "").length : text.length;
      if (text.length <= MAXIMUM_CHARACTERS && billed <= MAXIMUM_BILLED_CHARACTERS) return [];
      return [
        {
          rule: "prompt-length",
          message: `says ${text.length} characters, ${billed} of them without tags.`,
          remedy: "Say it in several blocks.",
        },
      ];
    },
  );
}

function attributeKeys({ type, parameters }: Action): Complaint[] {
  const attributes = type === "UpdateContactAttributes" ? parameters["Attributes"] : undefined;
  return Object.keys(isObject(attributes) ? attributes : {})
    .filter((key) => /[$.]/.test(key) && !isReference(key))
    .map((key) => ({
      rule: "attribute-key",
      message: `sets the attribute "${key}".`,
      remedy: "Leave $ and . out of its name.",
    }));
}

/** With or without an ARN before the id, and a version or an alias behind it. */
function ownModule({ type, parameters: { FlowModuleId: called } }: Action, { id }: FlowDocument): Complaint[] {
  const calls =
    type === "InvokeFlowModule" &&
    id !== undefined &&
    typeof called === "string" &&
    called.split("/").at(-1)?.split(":")[0] === id;
  return calls
    ? [
        {
          rule: "own-module",
          message: "calls the module that it stands in.",
          remedy: "Lead it back to a block of the module.",
        },
      ]
    : [];
}

function cancelKey({ parameters: { DTMFConfiguration: configuration } }: Action): Complaint[] {
  if (!isObject(configuration) || configuration["DisableCancelKey"] === "True") return [];
  const ending = configuration["InputTerminationSequence"];
  return typeof ending === "string" && ending.includes("*")
    ? [
        {
          rule: "cancel-key",
          message: `ends an entry with "${ending}", and * cancels it.`,
          remedy: "Set DisableCancelKey to True, or end it with #.",
        },
      ]
    : [];
}

/** No queue is that quick. */
const SUSPICIOUS_MILLISECONDS = 1_000;

function milliseconds({ parameters: { MetricType: metric }, conditions }: Action): Complaint[] {
  if (metric !== "OldestContactInQueueAgeSeconds") return [];
  return conditions
    .flatMap(({ operands }) => operands)
    .filter((operand) => Number(operand) > 0 && Number(operand) < SUSPICIOUS_MILLISECONDS)
    .map((operand) => ({
      rule: "milliseconds",
      message: `compares the age of the oldest contact with ${operand}, which is milliseconds.`,
      remedy: `Write ${operand}000, if seconds are meant.`,
    }));
}

function percentages({ type, conditions }: Action): Complaint[] {
  if (type !== "DistributeByPercentage") return [];
  const operands = conditions.map(({ operands: [operand] }) => Number(operand));
  return operands.every((operand, index) => operand >= 2 && operand <= 100 && operand > (operands[index - 1] ?? 0))
    ? []
    : [
        {
          rule: "percentage",
          message: `distributes by ${operands.join(", ")}.`,
          remedy: "Write 1 + the percentages up to each branch: 31 and 51 for 30 % and 20 %.",
        },
      ];
}
