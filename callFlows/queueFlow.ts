import {
  type Block,
  compare,
  countTo,
  defineFlow,
  disconnect,
  type Flow,
  type Fragment,
  fragment,
  getMetrics,
  lookup,
  match,
  menu,
  metric,
  playWhileWaiting,
  say,
} from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes } from "./contactAttributes";
import { prompts, queuePrompts } from "./promptSets";
import { inCallersLanguage, spokenLanguage } from "./speech";
import { leaveCallback } from "./fragments/leaveCallback";
import type { FlowSite } from "./site";

/** The longest pause that the service speaks. */
const PAUSE = '<speak><break time="10s"/></speak>';

/** From one time that the caller hears their place in line to the next. */
const SECONDS_BETWEEN = 60;

/**
 * What a caller hears while waiting in a queue, in their own language: the place in line or the
 * estimated wait, as far as the service knows them, and the offer to be called back instead. The wait
 * is the queue's and is said from two minutes on: a caller's own is loaded under an undocumented option only. Who has
 * waited as long as a call may is called back; who cannot be waits as long once more, and is asked to call again.
 */
export function queueFlow(site: FlowSite): Flow {
  const fallback = site.speech.defaultLanguage;
  const spoken = prompts(queuePrompts, fallback, ["welcome", "hold", "offerCallback"]);
  const measured = prompts(queuePrompts, fallback, ["position", "wait"]);
  const place = lookup(contracts.getEnvironment, ["callerIdArn"]);
  return defineFlow({
    name: "queueFlow",
    type: "CUSTOMER_QUEUE",
    description:
      "Tells the caller the place in line, offers a callback and keeps the line alive until an agent answers.",
    start: "loadPrompts",
    blocks: {
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "wait" }),
      keepPrompts: spoken.keep({ then: "sayWelcome", error: "wait" }),
      sayWelcome: say(spoken.kept.welcome, { then: "measure", error: "wait" }),
      measure: getMetrics({ then: "loadMeasured", error: "offer" }),
      loadMeasured: measured.fetch(
        { then: "keepMeasured", error: "offer" },
        { position: metric.positionInQueue, seconds: metric.estimatedWaitTime },
      ),
      keepMeasured: measured.keep({ then: "hasPosition", error: "offer" }),
      hasPosition: compare(metric.positionInQueue, [["NumberGreaterThan", "0", "sayPosition"]], "isLong"),
      sayPosition: say(measured.kept.position, { then: "isLong", error: "offer" }),
      isLong: compare(metric.estimatedWaitTime, [["NumberGreaterThan", "60", "sayWait"]], "offer"),
      sayWait: say(measured.kept.wait, { then: "offer", error: "offer" }),
      offer: menu(spoken.kept.offerCallback, 4, {
        keys: { "1": "findCallerId" },
        silence: "hold",
        otherKey: "hold",
        error: "hold",
      }),
      hold: playWhileWaiting([{ ssml: PAUSE }, { ssml: PAUSE }, { ssml: spoken.kept.hold }], SECONDS_BETWEEN, {
        interrupted: "countMinutes",
        error: "wait",
      }),
      countMinutes: countTo(site.limits.queueMinutes, { again: "measure", done: "countWaits" }),
      countWaits: countTo(1, { again: "findCallerId", done: "farewell" }),
      findCallerId: place.invoke(
        { environment: attributes.environment, country: attributes.country },
        { then: "keepCallerId", error: "hold" },
      ),
      keepCallerId: place.keep({ then: "loadCallback", error: "hold" }),
      ...leaveCallback(fallback, place.kept.callerIdArn, { kept: "goodbye", failed: "hold", error: "hold" }),
      ...inCallersLanguage("farewell", "goodbye", site.speech, "goodbye", "default"),
      goodbye: disconnect(),
      ...waitWithoutLookup(site),
    },
  });
}

/** Static words, for when the prompts cannot be fetched. */
function waitWithoutLookup({ speech, limits }: FlowSite): Fragment<"wait", "farewell"> {
  const blockOf = (language: string): string => `wait ${language}`;
  return fragment<"wait", "farewell">({
    wait: match(
      attributes.language,
      Object.fromEntries(speech.languages.map(({ language }) => [language, blockOf(language)])),
      blockOf(speech.defaultLanguage),
    ),
    ...Object.fromEntries(
      speech.languages.map(({ language }): [string, Block] => [
        blockOf(language),
        playWhileWaiting(
          [{ ssml: spokenLanguage(speech, language).hold }, { ssml: PAUSE }, { ssml: PAUSE }],
          SECONDS_BETWEEN,
          { interrupted: "countMinutesBlind", error: "countMinutesBlind" },
        ),
      ]),
    ),
    countMinutesBlind: countTo(limits.queueMinutes, { again: "wait", done: "farewell" }),
  });
}
