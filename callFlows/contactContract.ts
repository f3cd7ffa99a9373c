import { type Block, contactAttribute, type Reference, setContactAttributes } from "../flowLanguage";

/** One row of the contract: what the attribute means, who writes it and who reads it. */
export interface ContactAttribute {
  readonly meaning: string;
  /** The values it can have, or the shape of them. */
  readonly values: string;
  /** The values that a flow may write down itself; every other value comes from a lookup, by reference. */
  readonly fixedValues: readonly string[];
  readonly setBy: readonly string[];
  readonly readBy: readonly string[];
  /** True when it says something about a person: such attributes are left out of logs and reports. */
  readonly personal: boolean;
  /**
   * True when it rests on who the caller is known or proved to be: a callback, which somebody else may answer, begins
   * with `none`. Default: false.
   */
  readonly proof?: true;
}

type Table = Readonly<Record<string, ContactAttribute>>;

/** What flows use a table of contact attributes by: names and values that are not in it do not compile. */
export interface ContactContract<Rows extends Table> {
  /** References to the contact attributes. */
  readonly attributes: { readonly [Name in keyof Rows & string]: `$.Attributes.${Name}` };
  /** Sets contact attributes: each to one of its fixed values, or to what a reference holds. */
  readonly setAttributes: <const T extends string>(
    values: { readonly [Name in keyof Rows]?: Rows[Name]["fixedValues"][number] | Reference },
    to: { readonly then: T; readonly error: T },
  ) => Block<T>;
}

/**
 * The contract of a table of contact attributes. A company that sets attributes of its own spreads
 * `contactAttributes` into its table, because the standard flows serve the same contact.
 */
export const contactContract = <const Rows extends Table>(rows: Rows): ContactContract<Rows> => ({
  attributes: Object.fromEntries(
    Object.keys(rows).map((name) => [name, contactAttribute(name)]),
  ) as ContactContract<Rows>["attributes"],
  setAttributes: (values, to) => setContactAttributes(values as Readonly<Record<string, string>>, to),
});
