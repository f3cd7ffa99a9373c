import type { Route } from "connect-ivr/internal/handlers/rows";

/**
 * How Example Corp's callers behave, as weights and shares. The figures are invented; what they are
 * invented after is how contact centres of companies like it are used.
 */

/** How many calls a country makes, against the others; a country that is not here counts as 1. */
export const COUNTRIES: Readonly<Record<string, number>> = {
  US: 30,
  CA: 7,
  MX: 5,
  BR: 8,
  AR: 3,
  CL: 2,
  CO: 3,
  PE: 2,
  GB: 9,
  IE: 1.5,
  FR: 8,
  BE: 2.5,
  LU: 0.4,
  CH: 2,
  DE: 10,
  AT: 2,
  NL: 3.5,
  IT: 6,
  ES: 5,
  PT: 2,
  ZA: 1.5,
  AU: 4,
  NZ: 1.2,
  SG: 1.2,
  JP: 9,
};
export const LINES_OF_BUSINESS: Readonly<Record<string, number>> = { support: 58, sales: 30, newProducts: 12 };
export const KINDS_OF_NUMBERS: Readonly<Record<string, number>> = { tollFree: 75, did: 25 };
/** Of the languages of a number, in the order in which they are offered. */
export const LANGUAGES = [80, 14, 4, 2];
/** From Sunday. */
export const WEEKDAYS = [0.12, 1.25, 1.1, 1, 0.98, 0.95, 0.4];
export const HOLIDAY = 0.15;
/** Of the numbers of an environment that is not the stack's main one: its testers call. */
export const TESTERS = 0.01;

/** By what is behind an option of a menu. */
export const ROUTES: Readonly<Record<Route["type"], number>> = {
  queue: 10,
  module: 8,
  menu: 7,
  number: 5,
  flow: 4,
  callback: 3,
};
/** A menu that knows who owes is one of self-service, which most accounts are asked about in. */
export const SELF_SERVICE = 28;
/** Of the options that callers hear first. */
export const FIRST_OPTIONS = [1.6, 1.3, 1.1];

/** What callers do in a menu instead of choosing. */
export const INSTEAD: Readonly<Record<"hangUp" | "agent" | "silence", number>> = { hangUp: 7, agent: 5, silence: 2 };

/** How a wait in a queue goes. */
export const WAITS = { soon: 60, late: 20, abandoned: 11, calledBack: 4, transferred: 4, full: 1 } as const;
export type WaitEnd = keyof typeof WAITS;

/** Who asks for self-service: a number that the company does not know, a customer, a customer who owes. */
export const CUSTOMERS = { unknown: 15, current: 60, overdue: 25 } as const;
export type Customer = keyof typeof CUSTOMERS;

/** Of callers who are asked: who agrees to be recorded, and what is answered to the survey, mostly nothing. */
export const CONSENTS = { "1": 80, "2": 12, w: 8 } as const;
export const SCORES = { w: 55, "5": 18, "4": 14, "3": 6, "2": 4, "1": 3 } as const;

/** After self-service most callers hang up; some want an agent all the same. */
export const AFTER_SELF_SERVICE = { hangUp: 82, agent: 18 } as const;

/** Callers who called the same number within the last days and call again. */
export const REPEATED = 0.16;
export const WITHHELD = 0.03;

/** Seconds: what lies in the middle, and how far the rest is from it. */
export const SECONDS = {
  soon: [11, 0.5],
  late: [75, 0.6],
  abandoned: [60, 0.7],
  calledBack: [900, 0.5],
  talk: [240, 0.6],
  hold: [35, 0.5],
  afterContactWork: [40, 0.5],
} as const satisfies Record<string, readonly [median: number, spread: number]>;

/** Made-up people who answer. */
export const AGENTS = [
  ["Ana", "Lopez"],
  ["Ben", "Carter"],
  ["Chloe", "Martin"],
  ["Daan", "Visser"],
  ["Elena", "Ricci"],
  ["Felix", "Braun"],
  ["Grace", "Murphy"],
  ["Haruka", "Sato"],
  ["Ines", "Costa"],
  ["Jamal", "Nkosi"],
] as const;

/** How a caller fares in a module: what is keyed in it and in the modules that it invokes, by module. */
export interface Dialogue {
  readonly weight: number;
  readonly keys: Readonly<Record<string, string>>;
}

/** Stands for the caller's own in what is keyed. */
export const ACCOUNT = "{account}";
export const PIN = "2468";

const proof = (pin: string): string => `1 ${ACCOUNT}# ${pin}#`;
const PROVEN = { authenticationModule: proof(PIN) };
const UNPROVEN = { authenticationModule: [proof("1357"), proof("1357"), proof("1357")].join(" ") };
/** Card numbers of the industry's tests, an expiry and a security code. */
const card = (number: string): string => `${number}# 1229 123#`;
const [APPROVED, DECLINED] = [card("4242424242424242"), card("4000000000000002")];
const PAYMENTS: Readonly<Record<string, number>> = {
  [`1 ${APPROVED}`]: 80,
  [`1 ${DECLINED} ${APPROVED}`]: 6,
  [`1 ${DECLINED} ${DECLINED} ${DECLINED}`]: 3,
  "1 4242#": 4,
  "2": 7,
};

/**
 * Those who prove who they are and then pay or do not, and those who cannot prove it.
 * @param before what is keyed on the way to the module
 * @param declining what is keyed in it by those who buy nothing
 */
const withPayment = (
  module: string,
  paying: number,
  before: Dialogue["keys"] = {},
  declining = "2",
): readonly Dialogue[] => [
  ...Object.entries(PAYMENTS).map(([paymentModule, share]) => ({
    weight: (paying * share) / 100,
    keys: { ...before, ...PROVEN, [module]: "1", paymentModule },
  })),
  { weight: 94 - paying, keys: { ...before, ...PROVEN, [module]: declining } },
  { weight: 6, keys: { ...before, ...UNPROVEN } },
];

/** Modules, and flows that go back to the menu, that ask for something; in the others callers listen. */
export const DIALOGUES: Readonly<Record<string, readonly Dialogue[]>> = {
  balanceModule: withPayment("balanceModule", 50),
  addOnModule: withPayment("addOnModule", 30),
  passwordModule: [
    { weight: 90, keys: { ...PROVEN, passwordModule: "1" } },
    { weight: 4, keys: { ...PROVEN, passwordModule: "2" } },
    { weight: 6, keys: UNPROVEN },
  ],
  // Most only want to hear what is new; two products are sold.
  productsFlow: [
    { weight: 300, keys: { productsFlow: "2" } },
    ...withPayment("productModule", 50, { productsFlow: "1" }, "2 2"),
  ],
};
