import type { Scenario } from "../../contentModel";
import type { Script } from "../simulator/script";
import type { ThirdPartyOutcome } from "../simulator/world";
import type { Story } from "./story";

/** The simulator's script of a scenario: the one place where the words of the one become those of the other. */
export function scriptOf(
  { world: { failing, force, answers, full, wait, outsideNumbers, service } }: Pick<Scenario, "world">,
  story: Pick<Story, "caller" | "heard" | "leaves">,
): Script {
  return {
    caller: story.caller,
    heard: story.heard,
    leaves: story.leaves,
    ...(failing && { failingFunctions: failing }),
    ...(force && { force }),
    ...(answers && { functionAnswers: answers }),
    ...(full && { queues: Object.fromEntries(full.map((queue) => [queue, { full: true }])) }),
    ...(wait && { wait: { seconds: wait.seconds, then: wait.then === "answered" ? "answered" : "hangUp" } }),
    // The names are checked before a scenario is played.
    ...(outsideNumbers && { thirdParty: outsideNumbers as Readonly<Record<string, ThirdPartyOutcome>> }),
    ...(service && { behaviours: service }),
  };
}
