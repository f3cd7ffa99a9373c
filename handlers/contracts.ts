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
    "environment", "country", "languages", "defaultLanguage", "defaultVoice", "defaultEngine", "lineOfBusiness",
    "queue", "skills", "menu", "hours", "flow", "apiProfile",
    "dayPart", "holiday", "opens", "closes", "saturdayOpens", "saturdayCloses",
    "identity", "customerId", "optionCount", ...OPTION_KEYS,
  ],
} as const;

/** ARNs of one environment: each by its logical key, which may hold `{language}` and `{country}`. */
export const getEnvironment = {
  role: "getEnvironment",
  parameters: ["environment", "flow", "queueFlow", "module", "queue", "hours", "language", "country"],
  answers: ["instanceArn", "defaultQueueArn", "flowArn", "queueFlowArn", "moduleArn", "queueArn", "hoursArn"],
} as const;

/** One prompt set in one language; answers are the names of its prompts. Other parameters fill placeholders. */
export const getPrompts = {
  role: "getPrompts",
  parameters: ["promptSet", "language", "fallbackLanguage", "country", "environment"],
} as const;

/** What lies behind a key of a menu. */
export const resolveRoute = {
  role: "resolveRoute",
  parameters: ["menu", "key", "environment", "language", "country", "queue"],
  answers: ["type", "target", "targetArn", "reason"],
} as const;

/** The kinds of route; `repeat`, `silence` and `invalid` lead back to the same menu. */
export const ROUTE_TYPES = ["queue", "callback", "menu", "flow", "module", "number"] as const;
export type RouteType = (typeof ROUTE_TYPES)[number];

/** Values of the contact attribute `reason` by which the flows go their ways; an option of a menu gives another. */
export const FLOW_REASONS = [NONE, "choosing_language", "agent", "no_input", "failure"] as const;

export const LOOKUP_ROLES = ["getNumberAttributes", "getEnvironment", "getPrompts", "resolveRoute"] as const;
export type LookupRole = (typeof LOOKUP_ROLES)[number];
