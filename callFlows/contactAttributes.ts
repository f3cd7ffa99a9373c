import { contracts } from "../handlers";
import { type ContactAttribute, contactContract } from "./contactContract";

/**
 * The contact attributes: they live as long as the contact, reach the agent's screen and the
 * contact record. Nothing else may be set by a flow; never a prompt, a card number or a PIN.
 */
export const contactAttributes = {
  environment: {
    meaning: "the environment whose prompts, menus and endpoints serve the contact",
    values: "an environment of the stack, such as prod",
    fixedValues: [],
    setBy: ["initFlow"],
    readBy: ["every flow", "contact record"],
    personal: false,
  },
  country: {
    meaning: "the country that the dialed number belongs to",
    values: "ISO 3166-1 alpha-2, such as CA",
    fixedValues: [],
    setBy: ["initFlow"],
    readBy: ["every flow", "agent", "contact record"],
    personal: false,
  },
  language: {
    meaning: "the language that the caller hears and wants to speak",
    values: "a language tag, such as fr-CA",
    fixedValues: [],
    setBy: ["initFlow", "languageModule"],
    readBy: ["every flow", "agent", "contact record"],
    personal: false,
  },
  line_of_business: {
    meaning: "what the dialed number is for",
    values: "a line of business, such as support",
    fixedValues: [],
    setBy: ["initFlow"],
    readBy: ["agent", "contact record"],
    personal: false,
  },
  identity: {
    meaning: "whether the caller's number is that of a known caller",
    values: "known | unknown",
    fixedValues: [],
    setBy: ["initFlow", "mainFlow"],
    readBy: ["agent", "contact record"],
    personal: false,
  },
  customer_id: {
    meaning: "the company's own reference for a known caller",
    values: "text, or none",
    fixedValues: [contracts.NONE],
    setBy: ["initFlow", "mainFlow", "authenticationModule", "queueFlow"],
    readBy: ["agent"],
    personal: true,
    proof: true,
  },
  menu: {
    meaning: "the menu that the caller heard last",
    values: "a menu key, or none before the first",
    fixedValues: [contracts.NONE],
    setBy: ["initFlow", "mainFlow"],
    readBy: ["mainFlow", "contact record"],
    personal: false,
  },
  reason: {
    meaning:
      "why the caller calls, by the option chosen last; choosing_language: not yet chosen, agent: asked for a person, no_input: three misses, failure: a step failed, payment_declined: no card was accepted",
    values: "lower_snake_case, or none before the first choice",
    fixedValues: contracts.FLOW_REASONS,
    setBy: [
      "initFlow",
      "languageModule",
      "mainFlow",
      "openingHoursModule",
      "authenticationModule",
      "orderStatusModule",
      "balanceModule",
      "passwordModule",
      "addOnModule",
      "productModule",
      "productsFlow",
      "paymentModule",
    ],
    readBy: [
      "initFlow",
      "mainFlow",
      "productsFlow",
      "balanceModule",
      "passwordModule",
      "addOnModule",
      "productModule",
      "agentWhisperFlow",
      "agent",
      "contact record",
    ],
    personal: false,
  },
  auth_result: {
    meaning: "whether the caller proved who they are",
    values: "none | passed | failed | unavailable",
    fixedValues: [contracts.NONE, "passed", "failed", "unavailable"],
    setBy: [
      "initFlow",
      "authenticationModule",
      "balanceModule",
      "passwordModule",
      "addOnModule",
      "productModule",
      "mainFlow",
      "queueFlow",
    ],
    readBy: [
      "authenticationModule",
      "balanceModule",
      "passwordModule",
      "addOnModule",
      "productModule",
      "productsFlow",
      "mainFlow",
      "agent",
      "contact record",
    ],
    personal: false,
    proof: true,
  },
  auth_method: {
    meaning: "how the caller proved who they are",
    values: "none | pin | one_time_code",
    fixedValues: [contracts.NONE, "pin", "one_time_code"],
    setBy: ["initFlow", "authenticationModule", "mainFlow", "queueFlow"],
    readBy: ["agent", "contact record"],
    personal: false,
    proof: true,
  },
  account_state: {
    meaning: "whether the account that the caller proved to be theirs has an overdue balance",
    values: "none | current | overdue",
    fixedValues: [contracts.NONE, "current"],
    setBy: ["initFlow", "mainFlow", "authenticationModule", "balanceModule", "queueFlow"],
    readBy: ["mainFlow", "agent"],
    personal: true,
    proof: true,
  },
  personalization: {
    meaning: "how the call was fitted to the caller: greeted by name, or offered first to pay what is overdue",
    values: "none | name | overdue",
    fixedValues: [contracts.NONE, "name", "overdue"],
    setBy: ["initFlow", "mainFlow"],
    readBy: ["mainFlow", "contact record"],
    personal: false,
  },
  menu_path: {
    meaning: "the way through the menus: menus and keys",
    values: "menus and keys joined by >, such as support>2>account>1, or none",
    fixedValues: [contracts.NONE],
    setBy: ["initFlow", "mainFlow"],
    readBy: ["mainFlow", "agent", "contact record"],
    personal: false,
  },
  self_service: {
    meaning: "what the caller did last without an agent",
    values: "none | order_status | balance | password | add_on | product | payment",
    fixedValues: [contracts.NONE, "order_status", "balance", "password", "add_on", "product", "payment"],
    setBy: [
      "initFlow",
      "orderStatusModule",
      "balanceModule",
      "passwordModule",
      "addOnModule",
      "productModule",
      "paymentModule",
    ],
    readBy: ["balanceModule", "agent", "contact record"],
    personal: false,
  },
  order_id: {
    meaning: "the company's reference of the order, or of the balance, that the call is about",
    values: "text, or none",
    fixedValues: [contracts.NONE],
    setBy: ["initFlow", "orderStatusModule", "balanceModule", "addOnModule", "productModule", "mainFlow", "queueFlow"],
    readBy: ["paymentModule", "agent"],
    personal: true,
    proof: true,
  },
  last_purchase: {
    meaning: "the company's reference of the order that the caller gave last in this call: it tells the next one apart",
    values: "text, or none",
    fixedValues: [contracts.NONE],
    setBy: ["initFlow", "addOnModule", "productModule", "mainFlow", "queueFlow"],
    readBy: ["addOnModule", "productModule"],
    personal: true,
    proof: true,
  },
  order_state: {
    meaning: "how far the order is",
    values: "none | received | packed | shipped | delivered | delayed",
    fixedValues: [contracts.NONE],
    setBy: ["initFlow", "orderStatusModule"],
    readBy: ["agent", "contact record"],
    personal: false,
  },
  payment_result: {
    meaning:
      "how the last payment by card ended; pending: the gateway has not said, and the order is not charged again",
    values: "none | approved | declined | failed | pending | cancelled | unavailable",
    fixedValues: [contracts.NONE, "approved", "declined", "failed", "pending", "cancelled", "unavailable"],
    setBy: ["initFlow", "addOnModule", "productModule", "paymentModule"],
    readBy: ["addOnModule", "productModule", "agent", "contact record"],
    personal: false,
  },
  payment_attempts: {
    meaning: "how often the caller tried a card for the last payment of the call, three times at most",
    values: "none | 1 | 2 | 3",
    fixedValues: [contracts.NONE, "1", "2", "3"],
    setBy: ["initFlow", "paymentModule"],
    readBy: ["paymentModule", "contact record"],
    personal: false,
  },
  payment_amount: {
    meaning: "the amount that was to be paid, in the minor unit of its currency",
    values: "whole number, or none",
    fixedValues: [contracts.NONE],
    setBy: ["initFlow", "paymentModule"],
    readBy: ["agent", "contact record"],
    personal: false,
  },
  payment_currency: {
    meaning: "the currency of the payment",
    values: "ISO 4217, such as CAD, or none",
    fixedValues: [contracts.NONE],
    setBy: ["initFlow", "paymentModule"],
    readBy: ["agent", "contact record"],
    personal: false,
  },
  payment_reference: {
    meaning: "the gateway's own reference of the payment: no part of a card number",
    values: "text, or none",
    fixedValues: [contracts.NONE],
    setBy: ["initFlow", "addOnModule", "productModule", "paymentModule", "mainFlow", "queueFlow"],
    readBy: ["agent"],
    personal: true,
    proof: true,
  },
  recording: {
    meaning: "whether the call is recorded, by the policy of the country and the caller's word",
    values: "off | on | declined",
    fixedValues: ["off", "on", "declined"],
    setBy: ["initFlow", "recordingModule"],
    readBy: [
      "authenticationModule",
      "paymentModule",
      "agentWhisperFlow",
      "outboundWhisperFlow",
      "agentTransferFlow",
      "queueTransferFlow",
      "agent",
      "contact record",
    ],
    personal: false,
  },
  survey_score: {
    meaning: "how satisfied the caller was, asked after the agent left",
    values: "none | 1 | 2 | 3 | 4 | 5",
    fixedValues: [contracts.NONE, "1", "2", "3", "4", "5"],
    setBy: ["initFlow", "disconnectFlow"],
    readBy: ["contact record"],
    personal: false,
  },
} as const satisfies Record<string, ContactAttribute>;

export type ContactAttributeName = keyof typeof contactAttributes;

/** What the standard flows read and set. */
export const { attributes, setAttributes } = contactContract(contactAttributes);

type Attribute = (typeof contactAttributes)[ContactAttributeName];
type ProofName = {
  [Name in ContactAttributeName]: (typeof contactAttributes)[Name] extends { proof: true } ? Name : never;
}[ContactAttributeName];

/** The attributes that rest on who the caller is, as they are where nobody is known. */
export const NOBODY_KNOWN = Object.fromEntries(
  Object.entries<Attribute>(contactAttributes)
    .filter(([, attribute]) => "proof" in attribute)
    .map(([name]) => [name, contracts.NONE]),
) as Record<ProofName, typeof contracts.NONE>;
