import { defineFlow, disconnect, type Flow, lookup, setLogging, showView } from "../flowLanguage";
import { contracts } from "../handlers";
import { AGENT_VIEW, CLOSE_SCREEN, screenData } from "./agentScreen";
import { attributes } from "./contactAttributes";

/** How long the screen stays open, unless the agent closes it: four hours, longer than calls are. */
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
    start: "hideData",
    blocks: {
      // What is shown is personal data too, and a log line would hold all of it.
      hideData: setLogging("Disabled", { then: "findView" }),
      findView: place.invoke(
        { environment: attributes.environment, view: AGENT_VIEW },
        { then: "keepView", error: "done" },
      ),
      keepView: place.keep({ then: "show", error: "done" }),
      show: showView(
        place.kept.viewArn,
        screenData,
        { actions: { [CLOSE_SCREEN]: "done" }, otherwise: "done", timeout: "done", error: "done" },
        { seconds: SECONDS, sensitive: true },
      ),
      done: disconnect(),
    },
  });
}
