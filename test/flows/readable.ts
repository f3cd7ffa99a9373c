import { type Action, type Flow, type Json, parse, render } from "../../flowLanguage";
import { links } from "./site";

/** A flow as it is rendered, in words that a person can compare: a paragraph for each block. */
export function readable(flow: Flow): string {
  const { start, actions } = parse(render(flow, links));
  return [`${flow.name} (${flow.type})\n${flow.description}\nBegins at ${start}.`, ...[...actions.values()].map(paragraph)].join("\n\n") + "\n";
}

const paragraph = ({ identifier, type, parameters, next, errors, conditions }: Action): string =>
  [
    `${identifier}: ${type}`,
    ...valuesIn(parameters).map(([path, value]) => `  ${path} = ${value}`),
    ...conditions.map(({ operator, operands, next: target }) => `  ${operator} ${operands.join(", ")} → ${target}`),
    ...Object.entries(errors).map(([error, target]) => `  ${error} → ${target}`),
    ...(next === undefined ? [] : [`  next → ${next}`]),
  ].join("\n");

/** Every value of the parameters with the way to it. */
const valuesIn = (value: Json, path: readonly string[] = []): (readonly [path: string, value: string])[] =>
  value !== null && typeof value === "object" && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, inner]) => valuesIn(inner, [...path, key]))
    : path.length === 0 ? [] : [[path.join("."), typeof value === "string" ? value : JSON.stringify(value)]];
