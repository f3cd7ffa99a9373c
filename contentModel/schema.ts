import * as v from "valibot";

/** An object with these keys and no other: every other key is a problem of its own. */
export const exact = <const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, undefined> =>
  // Valibot's own strictObject stops at the first key that it does not know.
  v.objectWithRest(entries, v.never()) as unknown as v.StrictObjectSchema<Entries, undefined>;

const text = v.pipe(v.string(), v.nonEmpty("Write a text, or leave the key out."));
const pattern = (expression: RegExp, remedy: string) => v.pipe(v.string(), v.regex(expression, remedy));

const languageTag = pattern(/^[a-z]{2}-[A-Z]{2}$/, "Write a language tag such as fr-CA.");
const countryCode = pattern(/^[A-Z]{2}$/, "Write a country code such as CA.");
const logicalKey = pattern(/^[a-z][A-Za-z0-9]*$/, "Begin with a small letter; use letters and digits only.");
/** Prompt sets and menus share a name space of sort keys, so both are letters only. */
const setName = pattern(/^[a-z][A-Za-z]*$/, "Begin with a small letter; use letters only.");
const e164 = pattern(
  /^\+[1-9]\d{6,14}$/,
  "Write the number in E.164: +, country code, number, without spaces, such as +14165550143.",
);
const timeOfDay = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time of day such as 09:00, in quotes.");
const queueKey = pattern(/^[a-z][A-Za-z]*(-\{language\})?$/, "Write a queue such as support-{language}.");
const lowerSnake = pattern(/^[a-z][a-z0-9_]*$/, "Write small letters joined by _.");

const prompts = v.record(setName, v.record(logicalKey, text));
const hours = exact({ opens: timeOfDay, closes: timeOfDay });

export const languagesSchema = exact({
  defaultLanguage: languageTag,
  languages: v.record(
    languageTag,
    exact({ name: text, voice: text, engine: v.picklist(["Standard", "Neural", "Generative"]) }),
  ),
});

const callingCode = pattern(/^[1-9]\d{0,2}$/, "Write the calling code without +, in quotes.");

export const countriesSchema = exact({
  sharedCallingCodes: v.optional(v.record(callingCode, v.array(languageTag)), {}),
  countries: v.record(
    countryCode,
    exact({
      name: text,
      callingCode,
      timeZone: v.pipe(text, v.check(isTimeZone, "Write an IANA time zone such as America/Toronto.")),
      languages: v.array(languageTag),
      open: exact({ weekdays: hours, saturday: v.optional(hours) }),
      menus: v.record(logicalKey, setName),
      greetByName: v.optional(v.boolean(), false),
      recording: v.optional(v.picklist(["off", "notice", "consent"], "Write off, notice or consent."), "off"),
    }),
  ),
});

export const linesOfBusinessSchema = exact({
  linesOfBusiness: v.record(logicalKey, exact({ name: text, queue: queueKey })),
});

/** Marks a number that is not the company's: kept for fiction by a regulator, or made up in a country's format. */
const fictional = v.optional(v.picklist(["reserved", "example"], "Write reserved or example."));

const expirySeconds = v.pipe(
  v.number(),
  v.integer("Write whole seconds."),
  v.minValue(1, "At least 1 second."),
  v.maxValue(604_800, "At most 604800 seconds."),
);
export const skillsSchema = exact({
  attribute: text,
  proficiency: v.pipe(v.number(), v.minValue(1, "From 1 to 5."), v.maxValue(5, "From 1 to 5.")),
  expirySeconds,
  countries: v.optional(v.record(countryCode, exact({ expirySeconds })), {}),
});

const option = exact({
  say: logicalKey,
  queue: v.optional(queueKey),
  callback: v.optional(queueKey),
  menu: v.optional(setName),
  overdue: v.optional(setName),
  flow: v.optional(logicalKey),
  module: v.optional(logicalKey),
  number: v.optional(e164),
  fictional,
  reason: lowerSnake,
});
export const menusSchema = exact({
  menus: v.record(
    setName,
    v.record(pattern(/^[1-8]$/, "Use the keys 1 to 8; 0 (an agent) and 9 (repeat) are in every menu."), option),
  ),
});

export const promptsSchema = exact({
  language: languageTag,
  reviewed: v.boolean(),
  prompts,
  environments: v.optional(
    v.record(
      pattern(
        /^[a-z][A-Za-z0-9]*(#[A-Z]{2})?$/,
        "Write an environment, or an environment and a country such as staging#CH.",
      ),
      prompts,
    ),
    {},
  ),
  countries: v.optional(v.record(countryCode, prompts), {}),
});

const date = pattern(/^\d{4}-\d{2}-\d{2}$/, "Write a date such as 2026-12-25, in quotes.");
export const holidaysSchema = exact({ country: countryCode, holidays: v.array(exact({ date, name: text })) });

export const numbersSchema = exact({
  environment: logicalKey,
  numbers: v.array(
    exact({
      name: pattern(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Write small letters and digits joined by -."),
      e164,
      country: countryCode,
      lineOfBusiness: logicalKey,
      kind: v.picklist(["tollFree", "did"]),
      fictional,
      environment: v.optional(logicalKey),
      active: v.optional(v.boolean(), true),
      languages: v.optional(v.array(languageTag)),
      menu: v.optional(setName),
      queue: v.optional(queueKey),
      hours: v.optional(countryCode),
      callbackCountries: v.optional(v.pipe(v.array(countryCode), v.nonEmpty("Name a country, or leave it out."))),
      flow: v.optional(logicalKey, "mainFlow"),
      apiProfile: v.optional(logicalKey, "default"),
    }),
  ),
});

export const callersSchema = exact({
  callers: v.array(
    exact({
      e164,
      language: languageTag,
      customerId: pattern(/^[A-Za-z0-9-]{1,64}$/, "Use letters, digits and -."),
      fictional,
    }),
  ),
});

export type Countries = v.InferOutput<typeof countriesSchema>["countries"];
export type Country = Countries[string];
export type Menus = v.InferOutput<typeof menusSchema>["menus"];
export type MenuOption = v.InferOutput<typeof option>;
export type LanguagePrompts = v.InferOutput<typeof promptsSchema>;
export type Holiday = v.InferOutput<typeof holidaysSchema>["holidays"][number];
export type DialedNumber = v.InferOutput<typeof numbersSchema>["numbers"][number];
export type Caller = v.InferOutput<typeof callersSchema>["callers"][number];

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
