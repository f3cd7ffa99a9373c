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

/** Exactly one of these options. */
export type OnlyOne<Options> = {
  [Name in keyof Options]: Pick<Options, Name> & { readonly [Other in Exclude<keyof Options, Name>]?: never };
}[keyof Options];
/** One of these options, or more. */
export type AtLeastOne<Options> = { [Name in keyof Options]: Pick<Options, Name> & Partial<Options> }[keyof Options];
