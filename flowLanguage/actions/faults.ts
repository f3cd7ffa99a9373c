import type { Json, Parameters } from "../block";
import { isObject } from "../json";
import { isLeaf, isReference, referencesIn } from "../references";
import type { Choice, Fields, ParameterSpec, Pattern, Shape, Grade } from "./parameters";
import type { ActionSpec } from "./spec";

/** One thing that is wrong with a parameter, at any depth. */
export interface ParameterFault {
  readonly rule: "parameter" | "empty" | "static" | "path" | "reference" | "value";
  /** How well it is known that the service refuses it. */
  readonly grade: Grade;
  /** Where it is, below the action's parameters: `RoutingCriteria.Steps[0].Expiry`. */
  readonly at: string;
  readonly message: string;
  readonly remedy: string;
}

type Make = (at: string, message: string, remedy: string, grade?: Grade) => ParameterFault;
const fault =
  (rule: ParameterFault["rule"], byDefault: Grade): Make =>
  (at, message, remedy, grade = byDefault) => ({ rule, grade, at, message, remedy });
const parameter = fault("parameter", "live");
const value = fault("value", "documented");

/** Everything that is wrong with the parameters of an action, in the order of the parameters. */
export function parameterFaults(type: string, spec: ActionSpec, parameters: Parameters): ParameterFault[] {
  const excluded = (spec.excludes?.(parameters) ?? []).filter((name) => parameters[name] !== undefined);
  const lacking = (spec.needs?.(parameters) ?? []).filter(
    (name) => parameters[name] === undefined && spec.parameters[name]?.required === undefined,
  );
  const faults = [
    ...lacking.map((name) => parameter(name, `lacks ${name}.`, "Give it a value.")),
    ...objectFaults("", type, parameters, narrowed(spec, parameters), spec.choices),
    ...excluded.map((name) =>
      parameter(name, `has ${name}, which goes together with none of the others.`, "Leave it out."),
    ),
  ];
  return spec.grade === "documented"
    ? faults.map((one) => (one.rule === "empty" ? one : { ...one, grade: "documented" }))
    : faults;
}

function narrowed(spec: ActionSpec, parameters: Parameters): Fields {
  const patterns = Object.entries(spec.narrows?.(parameters) ?? {});
  return {
    ...spec.parameters,
    ...Object.fromEntries(
      patterns.map(([name, pattern]) => [name, { ...(spec.parameters[name] as ParameterSpec), pattern }]),
    ),
  };
}

const below = (at: string, name: string): string => (at === "" ? name : `${at}.${name}`);

function objectFaults(
  at: string,
  owner: string,
  given: Parameters,
  fields: Fields,
  choices: readonly Choice[] = [],
): ParameterFault[] {
  const missing = Object.entries(fields).filter(
    ([name, spec]) => spec.required !== undefined && given[name] === undefined,
  );
  return [
    ...missing.map(([name, spec]) =>
      parameter(below(at, name), `lacks ${below(at, name)}.`, "Give it a value.", spec.required),
    ),
    ...Object.entries(given).flatMap(([name, json]) => {
      const spec = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return spec === undefined
        ? [parameter(below(at, name), `has ${below(at, name)}, which ${owner} does not know.`, "Leave it out.")]
        : valueFaults(below(at, name), json, spec);
    }),
    ...choices.flatMap((choice) => choiceFaults(at, given, choice)),
  ];
}

function choiceFaults(at: string, given: Parameters, { of, least, most, grade }: Choice): ParameterFault[] {
  const count = of.filter((name) => given[name] !== undefined).length;
  if (count < least) return [parameter(at, `needs one of ${of.join(", ")}.`, "Give one.", grade)];
  return count > most
    ? [parameter(at, `has ${count} of ${of.join(", ")}; the service takes ${most}.`, "Leave the others out.", grade)]
    : [];
}

const emptyFault = (at: string): ParameterFault =>
  fault("empty", "live")(at, `${at} holds an empty string, which the service refuses.`, "Leave the key out.");

function valueFaults(at: string, json: Json, spec: ParameterSpec): ParameterFault[] {
  if (json === "") return [emptyFault(at)];
  if (spec.rule === "nested") return spec.orReference && isReference(json) ? [] : nestedFaults(at, json, spec.shape);
  if (json === null || typeof json === "object") return [value(at, `${at} is no text.`, "Write its value as text.")];
  return textFaults(at, String(json), spec);
}

function textFaults(at: string, text: string, { rule, pattern }: ParameterSpec): ParameterFault[] {
  const dynamic = referencesIn(text).length > 0;
  if (rule === "static" && dynamic)
    return [
      fault("static", "documented")(at, `${at} holds a reference, but has to be static.`, "Write the value itself."),
    ];
  if (rule === "reference" && !(isReference(text) && isLeaf(text)))
    return [
      fault("reference", "live")(
        at,
        `${at} has to be one reference to a value.`,
        "Give a reference such as $.Attributes.language.",
      ),
    ];
  if (rule === "path" && dynamic && !isReference(text))
    return [
      fault("path", "documented")(
        at,
        `${at} mixes text and references.`,
        "Give a static value or one whole reference.",
      ),
    ];
  return dynamic ? [] : patternFaults(at, text, pattern);
}

const patternFaults = (at: string, text: string, pattern: Pattern | undefined): ParameterFault[] =>
  pattern === undefined || pattern.test(text)
    ? []
    : [value(at, `${at} is "${text}".`, `It has to be ${pattern.says}.`, pattern.grade)];

function nestedFaults(at: string, json: Json, shape: Shape | undefined): ParameterFault[] {
  if (shape === undefined) return emptyStrings(at, json);
  if ("items" in shape) {
    if (!Array.isArray(json)) return [value(at, `${at} is no list.`, "Write it as a list.", "live")];
    return [
      ...countFaults(at, json.length, shape),
      ...json.flatMap((item: Json, index) => valueFaults(`${at}[${index}]`, item, shape.items)),
    ];
  }
  if (!isObject(json)) return [value(at, `${at} is no object.`, "Write it as an object.", "live")];
  if ("fields" in shape) return objectFaults(at, at, json, shape.fields, shape.choices);
  return [
    ...countFaults(at, Object.keys(json).length, shape),
    ...Object.entries(json).flatMap(([key, one]) => [
      ...patternFaults(below(at, key), key, shape.keys),
      ...valueFaults(below(at, key), one, shape.values),
    ]),
  ];
}

function countFaults(
  at: string,
  count: number,
  { least = 0, most = Infinity }: { least?: number; most?: number },
): ParameterFault[] {
  if (count < least)
    return [value(at, `${at} holds ${count}; the service wants ${least} at least.`, "Add what is missing.")];
  return count > most ? [value(at, `${at} holds ${count}; the service takes ${most}.`, "Leave some out.")] : [];
}

function emptyStrings(at: string, json: Json): ParameterFault[] {
  if (json === "") return [emptyFault(at)];
  if (Array.isArray(json)) return json.flatMap((item: Json, index) => emptyStrings(`${at}[${index}]`, item));
  return isObject(json) ? Object.entries(json).flatMap(([key, one]) => emptyStrings(below(at, key), one)) : [];
}
