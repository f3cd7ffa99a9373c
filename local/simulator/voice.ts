import { languageOf as findLanguage, voicesFor } from "connect-ivr/internal/contentModel/voices";
import { remembered } from "connect-ivr/internal/handlers/shared/remembered";

const languageOf = remembered(findLanguage);

/** What the service speaks with until a flow sets a voice. */
export const DEFAULT_VOICE = { voice: "Joanna", engine: "Standard" };

/** The language that a Polly voice speaks. */
export const languageOfVoice = (voice: string): string => languageOf(voice) ?? "unknown";

const ENGINES: readonly string[] = ["Standard", "Neural", "Generative"];
/** A provider of speech outside of AWS: `deepgram:aura-2`. Its voices are not known here. */
const OUTSIDE = /^[a-z]\w*:.+$/;
/** What of Amazon Polly's styles a flow may name (reference 2.3); `None` is what every voice has. */
const STYLES: Readonly<Record<string, readonly string[]>> = {
  Newscaster: ["Amy", "Joanna", "Lupe", "Matthew"],
  Conversational: ["Joanna", "Matthew"],
};

const isPair = remembered((pair: string): boolean => {
  const [engine, voice] = pair.split(" ") as [string, string];
  const language = languageOf(voice);
  return language !== undefined && ENGINES.includes(engine) && voicesFor(language, engine as "Neural").includes(voice);
});

/** Whether a voice exists on an engine, in a style. Only neural voices have styles. */
export const isSpeakable = (voice: string, engine: string, style = "None"): boolean =>
  OUTSIDE.test(engine)
    ? voice !== ""
    : isPair(`${engine} ${voice}`) &&
      (style === "None" || (engine === "Neural" && STYLES[style]?.includes(voice) === true));
