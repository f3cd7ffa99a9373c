import type { Block, Condition } from "../block";
import { given } from "./exits";
import { atMostOne, exactlyOne, needed, object, optional, required, textMap, wholeNumber } from "./parameters";
import { type Message, MESSAGE_SOURCES, messageFields, messageParameters } from "./prompts";
import { type ActionSpec, flowTypes } from "./spec";

export const lexSpecs: Record<string, ActionSpec> = {
  ConnectParticipantWithLexBot: {
    source: "2.0, 2.1 [D][L1]",
    parameters: {
      ...messageFields,
      LexV2Bot: object({ AliasArn: required("path") }),
      LexBot: object({ Name: required("path"), Region: required("path"), Alias: required("path") }),
      LexSessionAttributes: textMap(),
      LexInitializationData: object({ InitialMessage: required("any") }),
      // The documentation's own spelling of the same.
      LexInitilizationData: object({ InitialMessage: required("any") }),
      LexTimeoutSeconds: object({ Text: needed(optional("static", wholeNumber(60, 604_800)), "documented") }),
    },
    choices: [atMostOne(...MESSAGE_SOURCES), exactlyOne("LexV2Bot", "LexBot")],
    branches: (_parameters, _flowType, conditions) =>
      conditions.length > 0
        ? { required: ["NoMatchingError", "NoMatchingCondition"], allowed: ["InputTimeLimitExceeded"] }
        : { required: ["NoMatchingError"], allowed: ["NoMatchingCondition", "InputTimeLimitExceeded"] },
    conditions: () => ({ operators: ["Equals"] }),
    next: "required",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE", "MODULE"],
    results: () => ["Lex"],
    waits: true,
  },
};

/** A Lex V2 bot, by the ARN of its alias (static, or one reference), or a Lex V1 bot. */
export type Bot =
  | { readonly aliasArn: string; readonly name?: never }
  | { readonly name: string; readonly region: string; readonly alias: string; readonly aliasArn?: never };

/** What a bot is given to begin with. */
export interface BotSession {
  /** Session attributes, such as `x-amz-lex:audio:start-timeout-ms:*:*`; values may mix text and references. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** What the customer is taken to have said first. Chat only. */
  readonly initialMessage?: string;
}

/**
 * Hands the contact to a bot until it has understood an intent; `lex.…` reads what. The language of
 * the contact has to be the bot's.
 * @param to a target for each intent, for any other, for a failure and, where it differs from a failure, for silence
 */
export const lexBot = <const T extends string>(
  bot: Bot,
  message: Message,
  to: { readonly intents: Readonly<Record<string, T>>; readonly otherwise: T; readonly error: T; readonly silence?: T },
  session: BotSession = {},
): Block<T> => ({
  type: "ConnectParticipantWithLexBot",
  parameters: given({
    ...messageParameters(message),
    ...(bot.aliasArn !== undefined
      ? { LexV2Bot: { AliasArn: bot.aliasArn } }
      : { LexBot: { Name: bot.name, Region: bot.region, Alias: bot.alias } }),
    LexSessionAttributes: session.attributes,
    LexInitializationData:
      session.initialMessage === undefined ? undefined : { InitialMessage: session.initialMessage },
  }),
  next: to.otherwise,
  errors: {
    NoMatchingError: to.error,
    NoMatchingCondition: to.otherwise,
    ...(to.silence !== undefined && { InputTimeLimitExceeded: to.silence }),
  },
  conditions: Object.entries(to.intents).map(([operand, next]): Condition<T> => ({
    operator: "Equals",
    operand,
    next,
  })),
});
