import type { Block, Json, Parameters } from "../block";

/** Where a block leads: on, or to `error` where the service could not do what it asks. */
export interface Exits<T extends string> {
  readonly then: T;
  readonly error: T;
}

/** A block with no other way out than on and the general error. */
export const step = <const T extends string>(type: string, parameters: Parameters, to: Exits<T>): Block<T> => ({
  type,
  parameters,
  next: to.then,
  errors: { NoMatchingError: to.error },
});

/** The parameters that have a value: the service refuses an empty one. */
export const given = (parameters: { readonly [name: string]: Json | undefined }): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter((entry): entry is [string, Json] => entry[1] !== undefined));
