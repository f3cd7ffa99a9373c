import { type Block, contactAttribute, type Reference, setContactAttributes } from "../../flowLanguage";
import { contracts } from "../../handlers";

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
}

/**
 * The contact attributes: they live as long as the contact, reach the agent's screen and the
 * contact record. Nothing else may be set by a flow; never a prompt, a card number or a PIN.
 */
export const contactAttributes = {
  environment: {
    meaning: "the environment whose prompts, menus and endpoints serve the contact",
    values: "an environment of the stack, such as prod",
    fixedValues: [],
    setBy: ["initFlow"], readBy: ["every flow", "contact record"], personal: false,
  },
  country: {
    meaning: "the country that the dialed number belongs to",
    values: "ISO 3166-1 alpha-2, such as CA",
    fixedValues: [],
    setBy: ["initFlow"], readBy: ["every flow", "agent", "contact record"], personal: false,
  },
  language: {
    meaning: "the language that the caller hears and wants to speak",
    values: "a language tag, such as fr-CA",
    fixedValues: [],
    setBy: ["initFlow", "languageModule"], readBy: ["every flow", "agent", "contact record"], personal: false,
  },
  line_of_business: {
    meaning: "what the dialed number is for",
    values: "a line of business, such as support",
    fixedValues: [],
    setBy: ["initFlow"], readBy: ["agent", "contact record"], personal: false,
  },
  identity: {
    meaning: "whether the caller's number is that of a known caller",
    values: "known | unknown",
    fixedValues: [],
    setBy: ["initFlow"], readBy: ["agent", "contact record"], personal: false,
  },
  customer_id: {
    meaning: "the company's own reference for a known caller",
    values: "text, or none",
    fixedValues: [],
    setBy: ["initFlow"], readBy: ["agent"], personal: true,
  },
  menu: {
    meaning: "the menu that the caller heard last",
    values: "a menu key, or none before the first",
    fixedValues: [contracts.NONE],
    setBy: ["initFlow", "mainFlow"], readBy: ["mainFlow", "contact record"], personal: false,
  },
  reason: {
    meaning: "why the caller calls, by the option chosen last; choosing_language: not yet chosen, agent: asked for a person, no_input: three misses, failure: a step failed",
    values: "lower_snake_case, or none before the first choice",
    fixedValues: contracts.FLOW_REASONS,
    setBy: ["initFlow", "languageModule", "mainFlow", "openingHoursModule"], readBy: ["initFlow", "mainFlow", "agent", "contact record"], personal: false,
  },
} as const satisfies Record<string, ContactAttribute>;

export type ContactAttributeName = keyof typeof contactAttributes;

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
  attributes: Object.fromEntries(Object.keys(rows).map((name) => [name, contactAttribute(name)])) as ContactContract<Rows>["attributes"],
  setAttributes: (values, to) => setContactAttributes(values as Readonly<Record<string, string>>, to),
});

/** What the standard flows read and set. */
export const { attributes, setAttributes } = contactContract(contactAttributes);
