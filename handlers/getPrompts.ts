import { promptNameOf } from "./contracts";
import type { PromptRow, VoiceRow } from "./rows";
import {
  type Answer,
  answer,
  fill,
  type LookupHandler,
  parameter,
  quoted,
  requireParameter,
  RowMissing,
  sufficientFor,
} from "./shared/lookup";
import { checkedParameters } from "./shared/checkedEvent";
import { own } from "./shared/own";
import { speakable } from "./shared/speakable";

/**
 * Looks up one prompt set in one language. Rows of the country and of the environment lie over the
 * base: base < country < environment < environment and country.
 */
export const getPrompts: LookupHandler = async (event, { tables }) => {
  const set = requireParameter(event, "promptSet");
  const language = parameter(event, "language") ?? requireParameter(event, "fallbackLanguage");
  const country = parameter(event, "country") ?? "";
  const environment = parameter(event, "environment") ?? "";
  const layers = [`${set}@`, `${set}@#${country}`, `${set}@${environment}`, `${set}@${environment}#${country}`];
  const values = {
    ...escapeAll(checkedParameters(event.Details.Parameters)),
    minutes: minutesIn(parameter(event, "seconds")),
  };
  const answerOf = (rows: readonly (PromptRow | VoiceRow)[]): Answer => {
    const prompts = Object.assign(
      {},
      ...layers.map((layer) => textsOf(rows.find(({ promptSet }) => promptSet === layer))),
    ) as Answer;
    if (Object.keys(prompts).length === 0)
      throw new RowMissing(`The prompts table has no set ${quoted(set)} in ${quoted(language)}.`);
    const filled = Object.entries(prompts).map(([name, ssml]) => [name, () => fill(ssml, values)] as const);
    return answer(event, {
      ...Object.fromEntries(filled),
      picked: () => fill(picked(prompts, requireParameter(event, "pick")), values),
    });
  };
  return answerOf(await tables.prompts(language, set, sufficientFor(answerOf)));
};

/** As many minutes as it takes for this many seconds to pass; undefined where no time is given. */
const minutesIn = (seconds: string | undefined): string | undefined =>
  Number.isFinite(Number(seconds)) ? String(Math.ceil(Number(seconds) / 60)) : undefined;

function picked(prompts: Answer, name: string): string {
  const text = own(prompts, promptNameOf(name));
  if (text === undefined) throw new RowMissing(`The prompts table has no prompt ${quoted(name)}.`);
  return text;
}

function textsOf(row: PromptRow | VoiceRow | undefined): Answer {
  if (row === undefined) return {};
  return "prompts" in row ? row.prompts : { voice: row.voice, engine: row.engine };
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** A value becomes part of SSML: it must not be able to add tags to it, nor hold what no voice can speak. */
const escapeAll = (values: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value && speakable(value).replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string),
    ]),
  );
