import { defineModule, endModule, type Flow, lookup, match, menu, say, setRecording } from "../flowLanguage";
import { contracts } from "../handlers";
import { setAttributes } from "./contactAttributes";
import { prompts, recordingPrompts } from "./promptSets";
import { RECORD_ALL } from "./fragments/restoreRecording";
import type { FlowSite } from "./site";

/**
 * Records the call as the policy of the dialed number says: not at all, after a notice, or after the
 * caller pressed 1; silence and every other key mean no. What comes of it is the contact attribute
 * `recording`. Where a step fails the call is not recorded, and goes on.
 */
export function recordingModule(site: FlowSite): Flow {
  const number = lookup(contracts.getNumberAttributes, ["recording"]);
  const spoken = prompts(recordingPrompts, site.speech.defaultLanguage);
  return defineModule({
    name: "recordingModule",
    description:
      "Tells the caller of the recording or asks for consent, as the dialed number's policy says, and records.",
    start: "findPolicy",
    blocks: {
      findPolicy: number.invoke({}, { then: "keepPolicy", error: "done" }),
      keepPolicy: number.keep({ then: "isOff", error: "done" }),
      isOff: match(number.kept.recording, { off: "done" }, "loadPrompts"),
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "done" }),
      keepPrompts: spoken.keep({ then: "whichPolicy", error: "done" }),
      whichPolicy: match(number.kept.recording, { notice: "sayNotice" }, "askConsent"),
      sayNotice: say(spoken.kept.notice, { then: "setOn", error: "done" }),

      askConsent: menu(spoken.kept.consent, 5, {
        keys: { "1": "sayThanks" },
        silence: "setDeclined",
        otherKey: "setDeclined",
        error: "done",
      }),
      sayThanks: say(spoken.kept.thanks, { then: "setOn", error: "setOn" }),
      setDeclined: setAttributes({ recording: "declined" }, { then: "sayDeclined", error: "sayDeclined" }),
      sayDeclined: say(spoken.kept.declined, { then: "done", error: "done" }),

      // First the attribute: whatever fails, no call is recorded that says it is not.
      setOn: setAttributes({ recording: "on" }, { then: "record", error: "done" }),
      record: setRecording(RECORD_ALL, { then: "done", error: "setOff", otherChannel: "setOff" }),
      setOff: setAttributes({ recording: "off" }, { then: "done", error: "done" }),
      done: endModule(),
    },
  });
}
