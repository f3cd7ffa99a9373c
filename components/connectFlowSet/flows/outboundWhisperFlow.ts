import { defineFlow, endFlow, type Flow, say } from "../../../flowLanguage";
import { prompts, whisperPrompts } from "../promptSets";
import { inCallersLanguage } from "../speech";
import { restoreVoice } from "./fragments/restoreVoice";
import type { FlowSite } from "./site";

/** What a customer hears when an agent calls them: who is calling, in their language. */
export function outboundWhisperFlow(site: FlowSite): Flow {
  const fallback = site.speech.defaultLanguage;
  const spoken = prompts(whisperPrompts, fallback);
  return defineFlow({
    name: "outboundWhisperFlow",
    type: "OUTBOUND_WHISPER",
    description: "Tells a customer who is calling before the agent speaks.",
    start: "loadVoice",
    blocks: {
      ...restoreVoice(fallback, { then: "loadPrompts", error: "introduceAnyway" }),
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "introduceAnyway" }),
      keepPrompts: spoken.keep({ then: "introduce", error: "introduceAnyway" }),
      introduce: say(spoken.kept.introduction, { then: "done", error: "introduceAnyway" }),
      ...inCallersLanguage("introduceAnyway", "introduction", site.speech, "done"),
      done: endFlow(),
    },
  });
}
