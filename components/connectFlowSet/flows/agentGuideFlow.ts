import { defineFlow, disconnect, type Flow, lookup, showView } from "../../../flowLanguage";
import { contracts } from "../../../handlers";
import { screenData } from "../agentScreen";
import { attributes } from "../contactAttributes";

/** The logical key of the agent's view in the environments row. */
export const AGENT_VIEW = "agentGuide";

/** As long as a call can be. */
const SECONDS = 14_400;

/**
 * The agent's screen, filled with what is known of the call. It runs in a chat of its own beside the
 * call, so where the view cannot be shown it ends without a word and the call goes on.
 */
export function agentGuideFlow(): Flow {
  const place = lookup(contracts.getEnvironment, ["viewArn"]);
  return defineFlow({
    name: "agentGuideFlow",
    type: "CONTACT_FLOW",
    description: "Shows the agent who calls, why, and what was done without an agent.",
    start: "findView",
    blocks: {
      findView: place.invoke({ environment: attributes.environment, view: AGENT_VIEW }, { then: "keepView", error: "done" }),
      keepView: place.keep({ then: "show", error: "done" }),
      show: showView(place.kept.viewArn, screenData, { actions: {}, otherwise: "done", timeout: "done", error: "done" }, { seconds: SECONDS, sensitive: true }),
      done: disconnect(),
    },
  });
}
