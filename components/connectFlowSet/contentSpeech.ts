import { type ContentSources, toSsml } from "../../contentModel";
import type { CallingCode, Speech } from "./speech";

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
