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
  apiProfile: string;
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
}

/** A menu: the item `menu#<menu key>` of the routing table. */
export interface MenuRow {
  key: `menu#${string}`;
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
  apis: Record<string, string>;
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
