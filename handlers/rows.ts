import type { RouteType } from "./contracts";

/** One language as it is offered on a number: all that the menu of languages needs. */
export interface LanguageOption {
  language: string;
  /** Amazon Polly voice id. */
  voice: string;
  /** In Connect's spelling, such as `Neural`. */
  engine: string;
  /** SSML that offers this language in this language, with `{key}` for the key to press. */
  prompt: string;
}

/** A dialed number: the item `number#<E.164>` of the routing table. */
export interface NumberRow {
  key: `number#${string}`;
  /** `yes` or `no`; a call to an inactive number is treated as one to an unknown number. */
  active: string;
  environment: string;
  country: string;
  /** The countries that callbacks may go to, separated by spaces; left out where it is `country` alone. */
  callbackCountries?: string;
  /** `tollFree` or `did`: by it scenarios tell the numbers of a line of business apart. */
  kind: string;
  /** Language tags in the order of offering, separated by spaces. */
  languages: string;
  defaultLanguage: string;
  option1: LanguageOption;
  option2?: LanguageOption;
  option3?: LanguageOption;
  option4?: LanguageOption;
  /** `<calling code>=<language>` pairs: callers from there are offered that language first. */
  callerLanguages?: string;
  lineOfBusiness: string;
  /** Logical queue key; `{language}` stands for the caller's language. */
  queue: string;
  /** Routing criteria as JSON; left out where skill routing is off. */
  skills?: string;
  menu: string;
  hours: string;
  timeZone: string;
  /** Local dates (YYYY-MM-DD) separated by spaces. */
  holidays?: string;
  /** Local times of day (HH:MM). */
  opens: string;
  closes: string;
  saturdayOpens?: string;
  saturdayCloses?: string;
  /** The flow that goes on after the language is known. */
  flow: string;
  /** Which of the environment's APIs serve the number. */
  apiProfile: string;
  /** `yes` where callers whose number is known are greeted by name. */
  greetByName: string;
  /** Whether calls are recorded: `off`, `notice` (after a notice) or `consent` (after the caller agreed). */
  recording: string;
}

/** A caller whose language is known without asking: the item `caller#<E.164>` of the routing table. */
export interface CallerRow {
  key: `caller#${string}`;
  language: string;
  customerId: string;
}

/** What a key of a menu leads to. */
export interface Route {
  type: RouteType;
  /** Logical key, menu key or (for `number`) an E.164 number. */
  target: string;
  /** Why the caller reaches the target: becomes the contact attribute `reason`. */
  reason: string;
  /** Where it leads a known caller with an overdue balance instead; of the same type as `target`. */
  overdue?: string;
}

/** A menu: the item `menu#<menu key>` of the routing table. */
export interface MenuRow {
  key: `menu#${string}`;
  /** The menu of all others, where this one is for callers with an overdue balance. */
  usual?: string;
  /** The menu of callers with an overdue balance, where this one is for all others. */
  overdue?: string;
  /** By telephone key, and `timeout` for silence. */
  routes: Record<string, Route>;
}

/** One environment: the item of the environments table, the only place where ARNs stand. */
export interface EnvironmentRow {
  environment: string;
  instanceArn: string;
  instanceId: string;
  /** Logical key of the queue for callers that nothing else could be done for. */
  defaultQueue: string;
  flows: Record<string, string>;
  modules: Record<string, string>;
  queues: Record<string, string>;
  hours: Record<string, string>;
  views: Record<string, string>;
  /** ARNs of claimed numbers that outgoing calls show, by country. */
  callerIds: Record<string, string>;
  /** The company's systems by API profile, which numbers name. */
  apis: Record<string, ApiProfile>;
  /** The security key that callers' input is encrypted with. Left out, self-service that needs it is not offered. */
  security?: SecurityKeyRow;
}

/** The kinds of systems that self-service reaches. */
export const APIS = ["accounts", "orders", "payments"] as const;
export type ApiName = (typeof APIS)[number];
/** Left out, what needs the system is not available. */
export type ApiProfile = { readonly [Name in ApiName]?: ApiRow };

/** Where a system is and how it is reached. */
export interface ApiRow {
  /** Begins with https://; http:// only on this machine. Without a slash at its end. */
  url: string;
  /**
   * A name for the system: profiles that reach one system by different URLs say so with it, and an order is paid once
   * whichever of them a call goes by. Left out, the URL is the name.
   */
  system?: string;
  /** Milliseconds until a request is given up, as text. */
  timeoutMs: string;
  /** ARN of the secret with the token that requests carry. Left out, they carry none. */
  secretArn?: string;
}

export interface SecurityKeyRow {
  /** The instance's id of the key: `EncryptionKeyId` of a flow. */
  keyId: string;
  /** The X.509 certificate of the key in PEM. */
  certificate: string;
}

/** One prompt set of a language: `main@`, `main@#CH`, `main@staging` or `main@staging#CH`. */
export interface PromptRow {
  language: string;
  promptSet: string;
  /** SSML by prompt name. */
  prompts: Record<string, string>;
}

/** The voice of a language: the set `voice@`. */
export interface VoiceRow {
  language: string;
  promptSet: "voice@";
  voice: string;
  engine: string;
}
