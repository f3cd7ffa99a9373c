import { type Fragment, fragment, type Block, compare, match, say, setVoice, system } from "../flowLanguage";
import { attributes } from "./contactAttributes";
import { type ContentSources, toSsml } from "../contentModel";

/** What can be said in one language when nothing can be looked up. */
export interface SpokenLanguage {
  readonly language: string;
  /** Amazon Polly voice id and engine in Connect's spelling. */
  readonly voice: string;
  readonly engine: string;
  /** SSML. */
  readonly apology: string;
  readonly goodbye: string;
  readonly hold: string;
  readonly introduction: string;
}

/** Which languages a caller of a number is spoken to before anything is known of them. */
export interface CallingCode {
  /** Without the plus sign. */
  readonly code: string;
  /** Spoken one after the other: +1 is shared by countries, so English and then French. */
  readonly languages: readonly string[];
}

/** All that flows say without a lookup. */
export interface Speech {
  readonly languages: readonly SpokenLanguage[];
  readonly callingCodes: readonly CallingCode[];
  readonly defaultLanguage: string;
}

type TextName = "apology" | "goodbye" | "introduction";

/**
 * How a caller is spoken to whose language is not known: by the calling code of the number dialled, or in the default
 * language.
 */
export type UnknownLanguage = "byNumber" | "default";

/**
 * Says a static text in the caller's language and voice: the chosen language, else that of the
 * calling code of the dialed number (where nothing before has set the language), else the default.
 */
export function inCallersLanguage<const Entry extends string, const Exit extends string>(
  entry: Entry,
  text: TextName,
  speech: Speech,
  then: Exit,
  unknown: UnknownLanguage = "byNumber",
): Fragment<Entry, Exit> {
  const blocks: Record<string, Block> = {};
  const byNumber = `${entry} by number`;
  const inLanguage = (language: string): string => `${entry} ${language}`;
  const otherwise = unknown === "byNumber" ? byNumber : inLanguage(speech.defaultLanguage);
  blocks[entry] = match(
    attributes.language,
    Object.fromEntries(speech.languages.map(({ language }) => [language, inLanguage(language)])),
    otherwise,
  );
  for (const spoken of speech.languages)
    Object.assign(blocks, sentence(inLanguage(spoken.language), spoken, text, then));
  if (unknown === "default") return fragment<Entry, Exit>(blocks);
  blocks[byNumber] = compare(
    system.dialedNumber,
    speech.callingCodes.map(
      ({ code, languages }) =>
        [
          "TextStartsWith",
          `+${code}`,
          languages.length > 1 ? `${entry} ${code} ${languages[0]}` : inLanguage(languages[0] as string),
        ] as const,
    ),
    inLanguage(speech.defaultLanguage),
  );
  for (const { code, languages } of speech.callingCodes.filter((callingCode) => callingCode.languages.length > 1))
    languages.forEach((language, position) => {
      const next = languages[position + 1];
      Object.assign(
        blocks,
        sentence(
          `${entry} ${code} ${language}`,
          spokenLanguage(speech, language),
          text,
          next === undefined ? then : `${entry} ${code} ${next}`,
        ),
      );
    });
  return fragment<Entry, Exit>(blocks);
}

function sentence(name: string, spoken: SpokenLanguage, text: TextName, then: string): Record<string, Block> {
  const textBlock = `${name} text`;
  return {
    [name]: setVoice(spoken, { then: textBlock, error: textBlock }),
    [textBlock]: say(spoken[text], { then, error: then }),
  };
}

export function spokenLanguage(speech: Speech, language: string): SpokenLanguage {
  const found = speech.languages.find((spoken) => spoken.language === language);
  if (found === undefined) throw new Error(`No speech in ${language}: name it among the languages of the content.`);
  return found;
}

/** What the flows say without a lookup, out of the content: apologies and goodbyes in every language. */
export function contentSpeech(sources: ContentSources): Speech {
  const { defaultLanguage, languages } = sources.languages.data;
  return {
    defaultLanguage,
    languages: sources.prompts.map(({ data: { language, prompts } }) => {
      const text = (set: string, name: string): string => toSsml(prompts[set]?.[name] as string);
      const { voice, engine } = languages[language] as { voice: string; engine: string };
      return {
        language,
        voice,
        engine,
        apology: text("failure", "apology"),
        goodbye: text("failure", "goodbye"),
        hold: text("queue", "hold"),
        introduction: text("whisper", "introduction"),
      };
    }),
    callingCodes: callingCodes(sources),
  };
}

/**
 * What a caller of a number is spoken to in, by its calling code alone: the first language of the
 * country, or the languages that the content names for a code that several countries share.
 */
function callingCodes({ countries: { data } }: ContentSources): CallingCode[] {
  const own = Object.values(data.countries)
    .filter(({ callingCode }) => !(callingCode in data.sharedCallingCodes))
    .map(({ callingCode, languages }) => ({ code: callingCode, languages: [languages[0] as string] }));
  return [...own, ...Object.entries(data.sharedCallingCodes).map(([code, languages]) => ({ code, languages }))];
}
