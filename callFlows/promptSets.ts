import { type Block, lookup, type Reference } from "../flowLanguage";
import { REASONS_SET } from "../contentModel";
import { contracts } from "../handlers";
import { attributes } from "./contactAttributes";

/** The prompts that one flow plays: a name in YAML that is not here is refused, one in a flow does not compile. */
export interface PromptSet<Name extends string = string> {
  /** `[a-z][A-Za-z]*`; the sort key of its rows begins with it. */
  readonly name: string;
  readonly prompts: readonly Name[];
  /** The `{name}`s that its prompts may hold. One that holds `key` holds it exactly once. */
  readonly placeholders: readonly string[];
  /** `table`: fetched by a flow; `flow`: part of the flows; `number`: part of the rows of numbers. */
  readonly storedIn: "table" | "flow" | "number";
}

export const promptSet = <const Name extends string>(
  name: string,
  prompts: readonly Name[],
  { placeholders = [], storedIn = "table" }: Partial<Pick<PromptSet, "placeholders" | "storedIn">> = {},
): PromptSet<Name> => ({ name, prompts, placeholders, storedIn });

/** A set as a flow uses it: fetched by one call, kept in flow attributes, played by reference. */
export interface PromptLookup<Name extends string> {
  /** @param placeholders values for the `{name}`s of the prompts */
  fetch<const T extends string>(
    to: { then: T; error: T },
    placeholders?: Readonly<Record<string, Reference>>,
  ): Block<T>;
  keep<const T extends string>(to: { then: T; error: T }): Block<T>;
  readonly kept: { readonly [N in Name]: Reference };
}

/**
 * The prompts of a set in the caller's language.
 * @param fallbackLanguage spoken to a contact whose language is not known yet
 * @param names which of them. Default: all
 */
export const prompts = <Name extends string, const Some extends Name = Name>(
  set: PromptSet<Name>,
  fallbackLanguage: string,
  names: readonly Some[] = set.prompts as readonly Some[],
): PromptLookup<Some> => promptLookup(set.name, names, fallbackLanguage, set.name);

/**
 * Why the caller calls, in a few words to be spoken within another prompt: one of the set `reasons`, which the content
 * makes up.
 */
export function pickedReason(reason: Reference, fallbackLanguage: string): PromptLookup<"picked"> {
  const reasons = promptLookup(REASONS_SET, ["picked"], fallbackLanguage, REASONS_SET);
  return { ...reasons, fetch: (to) => reasons.fetch(to, { pick: reason }) };
}

/**
 * The options of the menu that the contact attribute `menu` names: every menu is a set of its own, put together at
 * deployment.
 */
export const menuPrompts = (fallbackLanguage: string): PromptLookup<"options"> =>
  promptLookup(attributes.menu, ["options"], fallbackLanguage, "menu");

function promptLookup<Name extends string>(
  set: string,
  names: readonly Name[],
  fallbackLanguage: string,
  keptAs: string,
): PromptLookup<Name> {
  const found = lookup({ ...contracts.getPrompts, answers: names }, names, keptAs);
  return {
    fetch: (to, placeholders = {}) =>
      found.invoke(
        {
          promptSet: set,
          language: attributes.language,
          fallbackLanguage,
          country: attributes.country,
          environment: attributes.environment,
          ...placeholders,
        },
        to,
      ),
    keep: (to) => found.keep(to),
    kept: found.kept,
  };
}

/** Texts that are part of the flows themselves, so that they can be spoken when every lookup fails. */
const failurePrompts = promptSet("failure", ["apology", "goodbye"], { storedIn: "flow" });
export const initPrompts = promptSet("init", ["welcome"]);
/** Spoken on a number that offers several languages, each in its own voice; `{key}` is the key to press. */
const languagePrompts = promptSet("language", ["choose"], { placeholders: ["key"], storedIn: "number" });
export const mainPrompts = promptSet(
  "main",
  [
    "morning",
    "afternoon",
    "evening",
    "morningName",
    "afternoonName",
    "eveningName",
    "invalid",
    "noInput",
    "unavailable",
    "transferring",
    "closed",
    "holiday",
    "queueFull",
    "goodbye",
    "authenticationFailed",
  ],
  { placeholders: ["name"] },
);
export const hoursPrompts = promptSet("hours", ["week", "saturday"], {
  placeholders: ["opens", "closes", "saturdayOpens", "saturdayCloses"],
});
export const productsPrompts = promptSet("products", ["news", "offer"]);
/** Spoken while the caller waits; `{position}` is the caller's place, `{minutes}` the estimated wait. */
export const queuePrompts = promptSet("queue", ["welcome", "position", "wait", "hold", "offerCallback"], {
  placeholders: ["position", "minutes"],
});
/** A callback is left from a menu or from a queue. */
export const callbackPrompts = promptSet("callback", [
  "askNumber",
  "invalidNumber",
  "refusedNumber",
  "kept",
  "alreadyKept",
  "failed",
  "unavailable",
]);
export const transferPrompts = promptSet("transfer", ["connecting", "unavailable"]);
/**
 * `introduction`: to a customer who is called; `caller`: to the agent, `{reason}` is one of the prompts of `reasons`;
 * `connected`: to the caller, when the agent is there.
 */
export const whisperPrompts = promptSet("whisper", ["introduction", "caller", "recorded", "connected"], {
  placeholders: ["reason"],
});
/** Whether the call is recorded: `notice`, or the question for consent and what follows. */
export const recordingPrompts = promptSet("recording", ["notice", "consent", "thanks", "declined"]);
export const surveyPrompts = promptSet("survey", ["question", "thanks"]);
export const authenticationPrompts = promptSet("authentication", [
  "method",
  "askAccount",
  "askPin",
  "codeSent",
  "askCode",
  "failed",
  "locked",
  "unavailable",
  "passed",
  "noInput",
]);
/** `{amount}` and `{date}` are in words of the language, `{product}` is a name of the company's catalogue. */
export const accountPrompts = promptSet(
  "account",
  [
    "orderReceived",
    "orderPacked",
    "orderShipped",
    "orderDelivered",
    "orderDelayed",
    "noOrder",
    "balanceDue",
    "balanceOverdue",
    "balanceSettled",
    "offerPayment",
    "passwordConfirm",
    "passwordSent",
    "addOnOffer",
    "noAddOn",
    "productOffer",
    "noProduct",
    "ordered",
    "orderCancelled",
    "orderHeld",
    "orderPaid",
    "unavailable",
  ],
  { placeholders: ["amount", "date", "product"] },
);
/** `{amount}` is in words of the language; `{lastFour}` are digits, spoken one by one. */
export const paymentPrompts = promptSet(
  "payment",
  [
    "confirm",
    "askCard",
    "askExpiry",
    "askSecurityCode",
    "processing",
    "approved",
    "paid",
    "declined",
    "invalidCard",
    "expiredCard",
    "invalidSecurityCode",
    "pending",
    "unavailable",
    "cancelled",
    "settled",
    "exhausted",
    "noInput",
  ],
  { placeholders: ["amount", "lastFour"] },
);
/** The voice of a language is kept as a set too, so that one lookup serves both. */
export const voiceSet = promptSet("voice", ["voice", "engine"]);

/** The sets that the standard flows play; a company adds those of its own flows. */
export const standardPromptSets: readonly PromptSet[] = [
  failurePrompts,
  initPrompts,
  languagePrompts,
  mainPrompts,
  hoursPrompts,
  productsPrompts,
  queuePrompts,
  callbackPrompts,
  transferPrompts,
  whisperPrompts,
  recordingPrompts,
  surveyPrompts,
  authenticationPrompts,
  accountPrompts,
  paymentPrompts,
];
