import { spokenText } from "connect-ivr/content";
import type { LanguageOption, PromptRow, VoiceRow } from "connect-ivr/handlers";
import { isNumberRow } from "../simulator/graphInstance";

/** Which languages a text is written in, by the rows that it can be from. */
export interface SpokenLanguages {
  /** The languages of the prompts with these words; undefined for words that no row holds. */
  of(words: string): ReadonlySet<string> | undefined;
  /** Whether the words offer a language to choose: they are said in that language, whatever the caller's is. */
  isOffer(words: string): boolean;
  /** The voices that speak a language by the rows; undefined where no row says so. */
  voicesOf(language: string): ReadonlySet<string> | undefined;
}

const isPrompts = (row: object): row is PromptRow => "promptSet" in row && "prompts" in row;
const isVoice = (row: object): row is VoiceRow => "promptSet" in row && "voice" in row;

export function spokenLanguages(rows: readonly object[]): SpokenLanguages {
  const offered = rows
    .filter(isNumberRow)
    .flatMap(({ option1, option2, option3, option4 }) =>
      [option1, option2, option3, option4].filter((option): option is LanguageOption => option !== undefined),
    );
  const prompts = table([
    ...rows
      .filter(isPrompts)
      .flatMap(({ language, prompts: texts }) => Object.values(texts).map((text) => ({ text, language }))),
    ...offered.map(({ prompt, language }) => ({ text: prompt, language })),
  ]);
  const offers = table(offered.map(({ prompt, language }) => ({ text: prompt, language })));
  const voices = new Map<string, Set<string>>();
  for (const { language, voice } of rows.filter(isVoice))
    voices.set(language, (voices.get(language) ?? new Set()).add(voice));
  return { of: prompts, isOffer: (words) => offers(words) !== undefined, voicesOf: (language) => voices.get(language) };
}

/** Languages by words. A `{placeholder}` of a text stands for any words. */
function table(
  texts: readonly { readonly text: string; readonly language: string }[],
): (words: string) => ReadonlySet<string> | undefined {
  const exact = new Map<string, Set<string>>();
  const patterns = new Map<string, { readonly pattern: RegExp; readonly languages: Set<string> }>();
  for (const { text, language } of texts) {
    const words = spokenText(text);
    if (words === "") continue;
    if (!PLACEHOLDER.test(words)) exact.set(words, (exact.get(words) ?? new Set()).add(language));
    else {
      const entry = patterns.get(words) ?? { pattern: patternOf(words), languages: new Set<string>() };
      patterns.set(words, { ...entry, languages: entry.languages.add(language) });
    }
  }
  const known = new Map<string, ReadonlySet<string> | undefined>();
  const find = (words: string): ReadonlySet<string> | undefined => {
    const languages = [
      ...(exact.get(words) ?? []),
      ...[...patterns.values()].filter(({ pattern }) => pattern.test(words)).flatMap((entry) => [...entry.languages]),
    ];
    return languages.length === 0 ? undefined : new Set(languages);
  };
  return (words) => {
    if (!known.has(words)) known.set(words, find(words));
    return known.get(words);
  };
}

const PLACEHOLDER = /\{[a-z][A-Za-z]*\}/;
const patternOf = (words: string): RegExp =>
  new RegExp(
    `^${words
      .split(PLACEHOLDER)
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
      .join(".+")}$`,
  );
