import type { Action } from "../../flowLanguage";
import { soundOf, type Value, valuesOf } from "./parameters";
import { spelledOut } from "./words";

/** Parameters that nearly every action of a type has alike. */
const USUAL: readonly string[] = [
  "InvocationTimeLimitSeconds",
  "InvocationType",
  "ResponseType",
  "TargetContact",
  "StoreInput",
  "SkipWhenDTMFBufferEnabled",
];

export interface Detail {
  readonly text: string;
  readonly spoken: boolean;
}

/** What is worth knowing of a block at a glance: what it says first, then its other parameters. */
export function detailsOf({ parameters }: Action): Detail[] {
  const values = valuesOf(parameters).filter(({ path }) => !USUAL.includes(path.at(-1) as string));
  return [
    ...values
      .filter(({ spoken }) => spoken)
      .map(({ text }) => ({ text: `“${soundOf(text)}”`, spoken: true }))
      .filter(({ text }) => /[^“”…\s]/.test(text)),
    ...values
      .filter(({ spoken }) => !spoken)
      .map((value) => ({ text: `${labelOf(value)}: ${shortened(value.text)}`, spoken: false })),
  ];
}

/** A parameter in words; what stands inside one by the name that the flow gave it. */
const labelOf = ({ path }: Value): string =>
  path.length === 1 ? spelledOut(path[0] as string) : (path.findLast((step) => step !== "Value") as string);

/** An ARN by its last part. */
const shortened = (text: string): string => (text.startsWith("arn:") ? (text.split(/[:/]/).at(-1) as string) : text);
