import { type Fragment, fragment, setVoice } from "../../flowLanguage";
import { prompts, voiceSet } from "../promptSets";

/** A new contact of the chain has lost its voice: sets it again from the caller's language. */
export function restoreVoice<const Exit extends string>(
  fallbackLanguage: string,
  to: { then: Exit; error: Exit },
): Fragment<"loadVoice", Exit> {
  const { then, error }: Record<"then" | "error", string> = to;
  const voice = prompts(voiceSet, fallbackLanguage);
  return fragment<"loadVoice", Exit>({
    loadVoice: voice.fetch({ then: "keepVoice", error }),
    keepVoice: voice.keep({ then: "setVoice", error }),
    setVoice: setVoice(voice.kept, { then, error }),
  });
}
