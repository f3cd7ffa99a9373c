import { type Block, defineFlow, type Flow, fragment, match, say, sayWhileWaiting } from "../../../flowLanguage";
import { attributes } from "../contactAttributes";
import { prompts, queuePrompts } from "../promptSets";
import { type Speech, spokenLanguage } from "../speech";
import type { FlowSite } from "./site";

/** The longest pause that the service speaks. */
const PAUSE = '<speak><break time="10s"/></speak>';

/** What a caller hears while waiting in a queue, in their own language. */
export function queueFlow(site: FlowSite): Flow {
  const spoken = prompts(queuePrompts, site.speech.defaultLanguage);
  return defineFlow({
    name: "queueFlow",
    type: "CUSTOMER_QUEUE",
    description: "Thanks the caller for waiting and keeps the line alive until an agent answers.",
    start: "loadPrompts",
    blocks: {
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "wait" }),
      keepPrompts: spoken.keep({ then: "sayWelcome", error: "wait" }),
      sayWelcome: say(spoken.kept.welcome, { then: "hold", error: "wait" }),
      hold: sayWhileWaiting([PAUSE, PAUSE, spoken.kept.hold]),
      ...waitWithoutLookup(site.speech),
    },
  });
}

/** The same in static words, for when the prompts cannot be fetched. */
function waitWithoutLookup(speech: Speech) {
  const blockOf = (language: string): string => `wait ${language}`;
  return fragment<"wait">({
    wait: match(attributes.language, Object.fromEntries(speech.languages.map(({ language }) => [language, blockOf(language)])), blockOf(speech.defaultLanguage)),
    ...Object.fromEntries(speech.languages.map(({ language }): [string, Block] => [blockOf(language), sayWhileWaiting([spokenLanguage(speech, language).hold, PAUSE, PAUSE])])),
  });
}
