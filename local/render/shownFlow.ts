import type { ParsedFlow } from "../../flowLanguage";

/** A flow or module to be shown to a person, from a stack or from a file. */
export interface ShownFlow {
  readonly name: string;
  /** A flow type of the service, or `MODULE`; absent when the source does not say it. */
  readonly type?: string;
  readonly description?: string;
  readonly content: ParsedFlow;
}
