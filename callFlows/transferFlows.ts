import {
  defineFlow,
  disconnect,
  type Flow,
  type Fragment,
  fragment,
  lookup,
  say,
  setAgent,
  system,
  transferToQueue,
} from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes } from "./contactAttributes";
import { prompts, transferPrompts } from "./promptSets";
import { apologise } from "./fragments/apologise";
import { restoreRecording } from "./fragments/restoreRecording";
import { restoreVoice } from "./fragments/restoreVoice";
import { HOOK_ARNS, setHooks } from "./fragments/setHooks";
import type { FlowSite } from "./site";

const enterQueue = transferToQueue({ full: "sayUnavailable", error: "sayUnavailable" });

/** Runs when an agent transfers the caller to another agent: keeps the caller's language. */
export const agentTransferFlow = (site: FlowSite): Flow =>
  transferFlow(site, {
    name: "agentTransferFlow",
    type: "AGENT_TRANSFER",
    description: "Transfers a caller to another agent in the caller's language.",
    reach: fragment({ reach: setAgent(system.agentArn, { then: "enterQueue", error: "sayUnavailable" }), enterQueue }),
  });

/** Runs when an agent transfers the caller to a queue, which the quick connect has set. */
export const queueTransferFlow = (site: FlowSite): Flow =>
  transferFlow(site, {
    name: "queueTransferFlow",
    type: "QUEUE_TRANSFER",
    description: "Transfers a caller to another queue in the caller's language.",
    reach: fragment({ reach: enterQueue }),
  });

interface TransferFlow {
  readonly name: string;
  readonly type: "AGENT_TRANSFER" | "QUEUE_TRANSFER";
  readonly description: string;
  /** Puts the caller where the agent wants them. */
  readonly reach: Fragment<"reach", "sayUnavailable">;
}

function transferFlow(site: FlowSite, { reach, ...flow }: TransferFlow): Flow {
  const fallback = site.speech.defaultLanguage;
  const spoken = prompts(transferPrompts, fallback);
  const place = lookup(contracts.getEnvironment, HOOK_ARNS);
  return defineFlow({
    ...flow,
    start: "loadVoice",
    blocks: {
      ...restoreVoice(fallback, { then: "loadPrompts", error: "apologise" }),
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "apologise" }),
      keepPrompts: spoken.keep({ then: "sayConnecting", error: "apologise" }),
      sayConnecting: say(spoken.kept.connecting, { then: "findPlace", error: "apologise" }),
      findPlace: place.invoke({ environment: attributes.environment }, { then: "keepPlace", error: "isRecorded" }),
      keepPlace: place.keep({ then: "setQueueFlow", error: "isRecorded" }),
      ...setHooks(place.kept, { then: "isRecorded" }),
      ...restoreRecording({ then: "reach" }),
      ...reach,
      sayUnavailable: say(spoken.kept.unavailable, { then: "goodbye", error: "goodbye" }),
      goodbye: disconnect(),
      ...apologise(site.speech),
    },
  });
}
