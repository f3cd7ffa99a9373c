import { contactAttribute } from "../../flowLanguage";

/** One row of the contract: what the attribute means, who writes it and who reads it. */
export interface ContactAttribute {
  readonly meaning: string;
  /** The values it can have, or the shape of them. */
  readonly values: string;
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
    setBy: ["initFlow"], readBy: ["every flow", "contact record"], personal: false,
  },
  country: {
    meaning: "the country that the dialed number belongs to",
    values: "ISO 3166-1 alpha-2, such as CA",
    setBy: ["initFlow"], readBy: ["every flow", "agent", "contact record"], personal: false,
  },
  language: {
    meaning: "the language that the caller hears and wants to speak",
    values: "a language tag, such as fr-CA",
    setBy: ["initFlow", "languageModule"], readBy: ["every flow", "agent", "contact record"], personal: false,
  },
  line_of_business: {
    meaning: "what the dialed number is for",
    values: "a line of business, such as support",
    setBy: ["initFlow"], readBy: ["agent", "contact record"], personal: false,
  },
  identity: {
    meaning: "whether the caller's number is that of a known caller",
    values: "known | unknown",
    setBy: ["initFlow"], readBy: ["agent", "contact record"], personal: false,
  },
  customer_id: {
    meaning: "the company's own reference for a known caller",
    values: "text, or none",
    setBy: ["initFlow"], readBy: ["agent"], personal: true,
  },
  menu: {
    meaning: "the menu that the caller heard last",
    values: "a menu key, or none before the first",
    setBy: ["initFlow", "mainFlow"], readBy: ["mainFlow", "contact record"], personal: false,
  },
  reason: {
    meaning: "why the caller calls, by the option chosen last; agent: asked for a person, no_input: three misses, failure: a step failed",
    values: "lower_snake_case, or none before the first choice",
    setBy: ["initFlow", "languageModule", "mainFlow", "openingHoursModule"], readBy: ["initFlow", "mainFlow", "agent", "contact record"], personal: false,
  },
} as const satisfies Record<string, ContactAttribute>;

export type ContactAttributeName = keyof typeof contactAttributes;

/** References to the contact attributes. A name that is not in the contract does not compile. */
export const attributes = Object.fromEntries(
  Object.keys(contactAttributes).map((name) => [name, contactAttribute(name)]),
) as { readonly [Name in ContactAttributeName]: `$.Attributes.${Name}` };

/** Values for contact attributes, by the names of the contract. */
export type ContactAttributeValues = { readonly [Name in ContactAttributeName]?: string };
