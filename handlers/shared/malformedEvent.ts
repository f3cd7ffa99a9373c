import { CountedFailure } from "./metrics";

/** What was sent is not what the function is for. Its message says which part, and nothing of what stands there. */
export class MalformedEvent extends CountedFailure {
  override readonly name = "MalformedEvent";
  readonly metric = "MalformedEvent";
}

export type Fields = Readonly<Record<string, unknown>>;

export const malformed = (part: string): MalformedEvent => new MalformedEvent(`The event is malformed: ${part}.`);

/** @throws MalformedEvent for what is no object */
export function fieldsOf(value: unknown, part: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw malformed(part);
  return value as Fields;
}

export const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;
export const isText = (value: unknown, longest: number): value is string =>
  typeof value === "string" && value !== "" && value.length <= longest;
