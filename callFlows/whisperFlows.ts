import { defineFlow, endFlow, type Flow, match, say, startFunction } from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes } from "./contactAttributes";
import { pickedReason, prompts, whisperPrompts } from "./promptSets";
import { inCallersLanguage } from "./speech";
import { restoreRecording } from "./fragments/restoreRecording";
import { restoreVoice } from "./fragments/restoreVoice";
import type { FlowSite } from "./site";

/**
 * What an agent hears before the caller: language and reason, and that the call is recorded. Without prompts the agent
 * hears nothing first.
 */
export function agentWhisperFlow(site: FlowSite): Flow {
  const fallback = site.speech.defaultLanguage;
  const reason = pickedReason(attributes.reason, fallback);
  const spoken = prompts(whisperPrompts, fallback, ["caller", "recorded"]);
  return defineFlow({
    name: "agentWhisperFlow",
    type: "AGENT_WHISPER",
    description: "Tells the agent the caller's language and reason before they speak.",
    start: "loadReason",
    blocks: {
      loadReason: reason.fetch({ then: "keepReason", error: "done" }),
      keepReason: reason.keep({ then: "loadPrompts", error: "done" }),
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "done" }, { reason: reason.kept.picked }),
      keepPrompts: spoken.keep({ then: "sayCaller", error: "done" }),
      sayCaller: say(spoken.kept.caller, { then: "isRecorded", error: "done" }),
      isRecorded: match(attributes.recording, { on: "sayRecorded" }, "done"),
      sayRecorded: say(spoken.kept.recorded, { then: "done", error: "done" }),
      done: endFlow(),
    },
  });
}

/** What a caller hears when an agent has answered, while the agent hears the whisper for agents. */
export function customerWhisperFlow(site: FlowSite): Flow {
  const spoken = prompts(whisperPrompts, site.speech.defaultLanguage, ["connected"]);
  return defineFlow({
    name: "customerWhisperFlow",
    type: "CUSTOMER_WHISPER",
    description: "Tells the caller that an agent is there.",
    start: "loadPrompts",
    blocks: {
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "done" }),
      keepPrompts: spoken.keep({ then: "sayConnected", error: "done" }),
      sayConnected: say(spoken.kept.connected, { then: "done", error: "done" }),
      done: endFlow(),
    },
  });
}

/**
 * What a customer hears when an agent calls them: who is calling, in their language. A callback of a
 * call that was recorded is recorded too, and says so first.
 */
export function outboundWhisperFlow(site: FlowSite): Flow {
  const fallback = site.speech.defaultLanguage;
  const spoken = prompts(whisperPrompts, fallback, ["introduction", "recorded"]);
  return defineFlow({
    name: "outboundWhisperFlow",
    type: "OUTBOUND_WHISPER",
    description: "Tells a customer who is calling before the agent speaks.",
    start: "closeCallback",
    blocks: {
      // Nobody waits for it: the customer is on the line.
      closeCallback: startFunction(
        contracts.checkCallback,
        { task: "close" },
        { then: "loadVoice", error: "loadVoice" },
      ),
      ...restoreVoice(fallback, { then: "loadPrompts", error: "introduceAnyway" }),
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "introduceAnyway" }),
      keepPrompts: spoken.keep({ then: "introduce", error: "introduceAnyway" }),
      introduce: say(spoken.kept.introduction, { then: "isTold", error: "introduceAnyway" }),
      isTold: match(attributes.recording, { on: "sayRecorded" }, "done"),
      sayRecorded: say(spoken.kept.recorded, { then: "isRecorded", error: "done" }),
      ...restoreRecording({ then: "done" }),
      ...inCallersLanguage("introduceAnyway", "introduction", site.speech, "done"),
      done: endFlow(),
    },
  });
}
