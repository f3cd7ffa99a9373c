import type { Action } from "../../../flowLanguage";
import type { Contact, End, Route, World } from "../contact";

/** What an action leads to. */
export type Outcome =
  | { readonly kind: "next" }
  /** A value that the conditions are compared with. */
  | { readonly kind: "value"; readonly value: string | undefined }
  | { readonly kind: "error"; readonly error: string }
  | { readonly kind: "flow"; readonly arn: string }
  | { readonly kind: "module"; readonly arn: string }
  /** The end of a module, with its result where it names one. */
  | { readonly kind: "return"; readonly result?: string }
  | { readonly kind: "end"; readonly end: End; readonly route?: Route };

/** Runs one type of action. A new type is one entry of this shape in its family's file. */
export type Executor = (action: Action, contact: Contact, world: World) => Outcome | Promise<Outcome>;

export const next: Outcome = { kind: "next" };
export const value = (text: string | undefined): Outcome => ({ kind: "value", value: text });
export const failed: Outcome = { kind: "error", error: "NoMatchingError" };
export const error = (name: string): Outcome => ({ kind: "error", error: name });
