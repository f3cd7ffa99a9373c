import { countTo, defineFlow, disconnect, type Flow, fragment, menu, say } from "../flowLanguage";
import { setAttributes } from "./contactAttributes";
import { mainPrompts, prompts, surveyPrompts } from "./promptSets";
import { inCallersLanguage } from "./speech";
import { restoreVoice } from "./fragments/restoreVoice";
import type { FlowSite } from "./site";

const SCORES = ["1", "2", "3", "4", "5"] as const;

/**
 * A survey of one question, for callers who stay when the agent has left: the service runs it then and
 * only then, so no caller is asked about a call without an agent. Who presses nothing hears a goodbye.
 */
export function disconnectFlow(site: FlowSite): Flow {
  const fallback = site.speech.defaultLanguage;
  const spoken = prompts(surveyPrompts, fallback);
  const parting = prompts(mainPrompts, fallback, ["goodbye"]);
  return defineFlow({
    name: "disconnectFlow",
    type: "CONTACT_FLOW",
    description: "Asks a caller whose agent has left how satisfied they are, from 1 to 5.",
    start: "loadVoice",
    blocks: {
      ...restoreVoice(fallback, { then: "loadPrompts", error: "farewell" }),
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "farewell" }),
      keepPrompts: spoken.keep({ then: "loadGoodbye", error: "farewell" }),
      loadGoodbye: parting.fetch({ then: "keepGoodbye", error: "farewell" }),
      keepGoodbye: parting.keep({ then: "ask", error: "farewell" }),
      ask: menu(spoken.kept.question, 5, {
        keys: { "1": "score 1", "2": "score 2", "3": "score 3", "4": "score 4", "5": "score 5" },
        silence: "sayGoodbye",
        otherKey: "countMisses",
        error: "farewell",
      }),
      countMisses: countTo(1, { again: "ask", done: "sayGoodbye" }),
      ...fragment<`score ${(typeof SCORES)[number]}`, "thank">(
        Object.fromEntries(
          SCORES.map((score) => [
            `score ${score}`,
            setAttributes({ survey_score: score }, { then: "thank", error: "thank" }),
          ]),
        ),
      ),
      thank: say(spoken.kept.thanks, { then: "hang up", error: "hang up" }),
      sayGoodbye: say(parting.kept.goodbye, { then: "hang up", error: "hang up" }),
      ...inCallersLanguage("farewell", "goodbye", site.speech, "hang up"),
      "hang up": disconnect(),
    },
  });
}
