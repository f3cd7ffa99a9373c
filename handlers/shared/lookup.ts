import type { CallerRow, EnvironmentRow, MenuRow, NumberRow, PromptRow, VoiceRow } from "../rows";
import type { Suffices } from "./cache";
import { checkedParameter, type LookupEvent } from "./checkedEvent";
import { MalformedEvent } from "./malformedEvent";
import { CountedFailure, type Metric } from "./metrics";
import { own } from "./own";

export type { LookupEvent };

/**
 * Reads of the three tables: one request each, and none for what is remembered. With `suffices`, a remembered row that
 * does not is read again: a release may have added to it what the flow asks for.
 */
export interface Tables {
  environment(name: string, suffices?: Suffices<EnvironmentRow>): Promise<EnvironmentRow | undefined>;
  numberAndCaller(dialed: string, caller: string | undefined): Promise<{ number?: NumberRow; caller?: CallerRow }>;
  menu(key: string, suffices?: Suffices<MenuRow>): Promise<MenuRow | undefined>;
  prompts(
    language: string,
    promptSet: string,
    suffices?: Suffices<(PromptRow | VoiceRow)[]>,
  ): Promise<(PromptRow | VoiceRow)[]>;
}

/** All that a lookup needs beside its event. */
export interface LookupDeps {
  readonly tables: Tables;
  readonly now: () => Date;
}

/** A flat answer, as a flow can read it. */
export type Answer = Record<string, string>;
export type LookupHandler = (event: LookupEvent, deps: LookupDeps) => Promise<Answer>;

/** A row that a caller depends on is not there. Its message names no caller and no number. */
export class RowMissing extends CountedFailure {
  override readonly name: string = "RowMissing";
  readonly metric: Metric = "LookupMiss";
}

/** A number was dialed that no row knows: all that calls it hear the apology. */
export class UnknownNumber extends RowMissing {
  override readonly name = "UnknownNumber";
  override readonly metric = "UnknownNumber";
  constructor() {
    super("The routing table has no row for the dialed number.");
  }
}

/**
 * The parameter, or undefined where the flow's reference led to nothing. Halves of a sign, which no key of a table and
 * no path can hold, are replaced.
 * @throws MalformedEvent for what is no text, or too long
 */
export const parameter = (event: LookupEvent, name: string): string | undefined => {
  const value = checkedParameter(name, own(event.Details.Parameters, name));
  return value === undefined ? undefined : Buffer.from(value).toString();
};

/** The parameter. @throws MalformedEvent when the flow did not pass it */
export function requireParameter(event: LookupEvent, name: string): string {
  const value = parameter(event, name);
  if (value === undefined) throw new MalformedEvent(`The flow passed no ${name}.`);
  return value;
}

/** The language that the flow passed. @throws MalformedEvent where it is no language tag */
export function languageOf(event: LookupEvent): string | undefined {
  const language = parameter(event, "language");
  try {
    if (language !== undefined) Intl.getCanonicalLocales(language);
    return language;
  } catch {
    throw new MalformedEvent("The flow passed a language that is no language tag.");
  }
}

const LOGICAL_KEY = /^(?!.*\d{4})[A-Za-z{][\w{}-]{0,63}$/;

/** A key that was passed, as a message may quote it: only where it can be a logical key, and nothing about a person. */
export const quoted = (key: string): string => (LOGICAL_KEY.test(key) ? key : "(not shown)");

/** What is known under the keys that the flow names, and nothing else. @throws RowMissing where a key has no answer */
export function answer(
  event: LookupEvent,
  known: Readonly<Record<string, string | (() => string) | undefined>>,
): Answer {
  return Object.fromEntries(
    requireParameter(event, "keys")
      .split(" ")
      .map((key) => {
        const value = own(known, key);
        if (value === undefined) throw new RowMissing(`Nothing answers ${quoted(key)}.`);
        return [key, typeof value === "string" ? value : value()];
      }),
  );
}

/** Whether a row suffices: whether the answer that is made of it misses nothing. */
export const sufficientFor =
  <Row>(answerOf: (row: Row) => Answer): Suffices<Row> =>
  (row) => {
    try {
      answerOf(row);
      return true;
    } catch (error) {
      if (error instanceof RowMissing) return false;
      throw error;
    }
  };

/** Fills `{name}` from the values; a name without a value stays as it is. */
export const fill = (text: string, values: Readonly<Record<string, string | undefined>>): string =>
  text.replace(/\{([a-z][A-Za-z]*)\}/g, (whole, name: string) => own(values, name) ?? whole);
