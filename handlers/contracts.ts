import { checkCallback } from "./callbackContracts";
import { type Example, SELF_SERVICE, SELF_SERVICE_ROLES } from "./selfServiceContracts";

/**
 * What each lookup function reads from a flow and can answer to it. The constants are shared by
 * the flows (a key that is not here does not compile), the handlers and the checks of the tables.
 * An answer that does not exist for a caller is the word `none`: the service refuses empty strings.
 */
export const NONE = "none";

const OPTION_FIELDS = ["Language", "Voice", "Engine", "Prompt"] as const;
type OptionField = (typeof OPTION_FIELDS)[number];
/** At most this many languages can be offered on one number. */
export const MAXIMUM_LANGUAGES = 4;
export type OptionPosition = 1 | 2 | 3 | 4;
export type OptionKey = `option${OptionPosition}${OptionField}`;
export const OPTION_KEYS = ([1, 2, 3, 4] as const).flatMap((position) =>
  OPTION_FIELDS.map((field): OptionKey => `option${position}${field}`),
);

/** Attributes of the dialed number, as they are for this caller at this moment. */
export const getNumberAttributes = {
  role: "getNumberAttributes",
  /** `language`: in which the opening times are put into words; `keys`: the wanted answers. */
  parameters: ["language"],
  answers: [
    "environment",
    "country",
    "languages",
    "defaultLanguage",
    "defaultVoice",
    "defaultEngine",
    "lineOfBusiness",
    "queue",
    "skills",
    "menu",
    "hours",
    "flow",
    "apiProfile",
    "dayPart",
    "holiday",
    "opens",
    "closes",
    "saturdayOpens",
    "saturdayCloses",
    "identity",
    "customerId",
    "greetByName",
    "recording",
    "optionCount",
    ...OPTION_KEYS,
  ],
} as const;

/** Flows and modules that other flows name: the ARN of `queueFlow` is answered as `queueFlowArn`. */
export const NAMED_FLOWS = [
  "queueFlow",
  "agentWhisperFlow",
  "customerWhisperFlow",
  "disconnectFlow",
  "agentGuideFlow",
  "mainFlow",
] as const;
export const NAMED_MODULES = [
  "languageModule",
  "recordingModule",
  "authenticationModule",
  "paymentModule",
  "productModule",
] as const;

/**
 * ARNs of one environment: each by its logical key, which may hold `{language}` and `{country}`; and
 * the security key that input is encrypted with, `none` where the environment has none.
 */
export const getEnvironment = {
  role: "getEnvironment",
  parameters: ["environment", "flow", "module", "queue", "hours", "view", "language", "country"],
  answers: [
    "instanceArn",
    "defaultQueueArn",
    "flowArn",
    "moduleArn",
    "queueArn",
    "hoursArn",
    "viewArn",
    "callerIdArn",
    "securityKeyId",
    "securityCertificate",
    ...NAMED_FLOWS.map((name) => `${name}Arn` as const),
    ...NAMED_MODULES.map((name) => `${name}Arn` as const),
  ],
} as const;

/**
 * One prompt set in one language; answers are the names of its prompts. Other parameters fill
 * placeholders. With `pick`, a name in lower_snake_case, `picked` is the prompt of that name. With
 * `seconds`, a length of time, `{minutes}` is filled with as many whole minutes as it takes: a flow cannot divide.
 */
export const getPrompts = {
  role: "getPrompts",
  parameters: ["promptSet", "language", "fallbackLanguage", "country", "environment", "pick", "seconds"],
} as const;

/** Attributes are written lower_snake_case, prompts lowerCamelCase. */
export const promptNameOf = (value: string): string =>
  value.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A call may have so many choices at most, whatever is configured: the way through the menus holds them all. */
export const GREATEST_CHOICES = 50;

/** What lies behind a key of a menu. */
export const resolveRoute = {
  role: "resolveRoute",
  /**
   * `menuPath`: the way so far, or none; `accountState`: of the caller who proved who they are; `mostChoices`: how many
   * choices a call may have.
   */
  parameters: ["menu", "key", "environment", "language", "country", "queue", "menuPath", "mostChoices", "accountState"],
  /**
   * `overdue`: yes where the balance of the caller leads them elsewhere than others; `usual`: the menu
   * that was asked about, or that of all others where it is for an overdue balance; `overdueMenu`: the menu that
   * callers with an overdue balance hear instead of the one that was asked about, or none.
   */
  answers: ["type", "target", "targetArn", "reason", "menuPath", "overdue", "usual", "overdueMenu"],
  /** The answer that only tells how the call came here, and that no flow goes by: it is different for every way. */
  trail: "menuPath",
} as const;

/** The answer to a caller who has made as many choices as a call may have: out of all menus. */
export const EXHAUSTED = "exhausted";

/** The kinds of route; `repeat`, `silence` and `invalid` lead back to the same menu. */
export const ROUTE_TYPES = ["queue", "callback", "menu", "flow", "module", "number"] as const;
export type RouteType = (typeof ROUTE_TYPES)[number];
/** Routes by which callers come to another choice; the others lead out of the menus. */
export const STAYING_TYPES = ["menu", "flow", "module"] as const satisfies readonly RouteType[];

/** Values of the contact attribute `reason` by which the flows go their ways; an option of a menu gives another. */
export const FLOW_REASONS = [NONE, "choosing_language", "agent", "no_input", "failure", "payment_declined"] as const;

export const LOOKUP_ROLES = ["getNumberAttributes", "getEnvironment", "getPrompts", "resolveRoute"] as const;
export type LookupRole = (typeof LOOKUP_ROLES)[number];

export * from "./callbackContracts";
export * from "./selfServiceContracts";

/** The functions whose answers the explorer takes from the examples of their contracts, by role. */
export const EXEMPLARY = { checkCallback, ...SELF_SERVICE } as const satisfies Record<
  string,
  { readonly role: string; readonly examples: readonly Example[] }
>;

/** Every function that the standard flows call. */
export const FUNCTION_ROLES = [...LOOKUP_ROLES, checkCallback.role, ...SELF_SERVICE_ROLES] as const;
export type FunctionRole = (typeof FUNCTION_ROLES)[number];
