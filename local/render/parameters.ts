import type { Json, Parameters } from "connect-ivr/flow";

/** A single value among the parameters of an action. */
export interface Value {
  /** The way to it, such as `["Attributes", "language"]`. */
  readonly path: readonly string[];
  readonly text: string;
  /** The value is said to a caller: `text` is without the outer `speak` element. */
  readonly spoken: boolean;
}

const SPOKEN: readonly string[] = ["SSML", "Text"];

/** Every value of the parameters, in their order. */
export function valuesOf(parameters: Parameters): Value[] {
  return leaves(parameters, []).map(({ path, value }) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const last = path.at(-1);
    return { path, text: last === "SSML" ? withoutSpeak(text) : text, spoken: SPOKEN.includes(last as string) };
  });
}

const leaves = (value: Json, path: readonly string[]): { path: readonly string[]; value: Json }[] =>
  value !== null && typeof value === "object" && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
    : path.length === 0
      ? []
      : [{ path, value }];

const withoutSpeak = (ssml: string): string => /^\s*<speak>(.*)<\/speak>\s*$/s.exec(ssml)?.[1] ?? ssml;

/** SSML as it sounds: without markup, pauses as dots. */
export const soundOf = (ssml: string): string =>
  ssml
    .replace(/<break\b[^>]*>/g, " … ")
    .replace(/<[^>]*>/g, "")
    .replace(
      /&(lt|gt|amp|quot|apos);/g,
      (_, name: string) => ({ lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" })[name] as string,
    )
    .replace(/\s+/g, " ")
    .trim();
