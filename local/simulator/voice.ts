import { languageOf, voicesFor } from "../../contentModel";

/** What the service speaks with until a flow sets a voice. */
export const DEFAULT_VOICE = { voice: "Joanna", engine: "Standard" };

/** The language that a Polly voice speaks. */
export const languageOfVoice = (voice: string): string => languageOf(voice) ?? "unknown";

/** Whether Polly has this voice on this engine; with a wrong pair the service speaks no more to the contact. */
export const isSpeakable = (voice: string, engine: string): boolean => {
  const language = languageOf(voice);
  return language !== undefined && ["Standard", "Neural", "Generative"].includes(engine) && voicesFor(language, engine as "Neural").includes(voice);
};
