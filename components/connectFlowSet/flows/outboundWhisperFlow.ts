import { defineFlow, endFlow, type Flow, say } from "../../../flowLanguage";
import { prompts, whisperPrompts } from "../promptSets";
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
      ...restoreVoice(fallback, { then: "loadPrompts", error: "done" }),
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "done" }),
      keepPrompts: spoken.keep({ then: "introduce", error: "done" }),
      introduce: say(spoken.kept.introduction, { then: "done", error: "done" }),
      done: endFlow(),
    },
  });
}
