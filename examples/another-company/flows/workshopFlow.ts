import {
  apologise,
  contactAttributes,
  contactContract,
  type FlowSite,
  MAIN_FLOW,
  type OwnFlow,
  prompts,
  promptSet,
} from "connect-ivr";
import { REASONS_SET } from "connect-ivr/content";
import {
  countTo,
  defineFlow,
  type Flow,
  lookup,
  match,
  menu,
  say,
  setQueue,
  transferToFlow,
  transferToQueue,
} from "connect-ivr/flow";
import { contracts } from "connect-ivr/handlers";

/** `choices` names the keys of the block `ask`: change both together. */
const repairPrompts = promptSet("repair", [
  "inRepair",
  "testRide",
  "ready",
  "choices",
  "notUnderstood",
  "transferring",
  "busy",
]);

/** What agents hear before a caller with the reason that only this flow gives. */
const ownReasons = promptSet(REASONS_SET, ["workshopAgent"]);

/** The company's own contact attributes beside the standard ones, and a reason that only its flow gives. */
const { attributes, setAttributes } = contactContract({
  ...contactAttributes,
  reason: { ...contactAttributes.reason, fixedValues: [...contactAttributes.reason.fixedValues, "workshop_agent"] },
  screen: {
    meaning: "the page that an agent's screen opens",
    values: "repairs",
    fixedValues: ["repairs"],
    setBy: ["workshopFlow"],
    readBy: ["agent"],
    personal: false,
  },
});

const WORKSHOP_QUEUE = "workshop-{language}";

/** Tells how far the workshop is with the bicycles on its stands, then puts the caller through or back to the menu. */
function workshopFlow(site: FlowSite): Flow {
  const number = lookup(contracts.getNumberAttributes, ["dayPart"]);
  const place = lookup(contracts.getEnvironment, ["queueArn", "flowArn"]);
  const spoken = prompts(repairPrompts, site.speech.defaultLanguage);
  return defineFlow({
    name: "workshopFlow",
    type: "CONTACT_FLOW",
    description: "Tells the state of repairs in words, then leads to the workshop or back to the main menu.",
    start: "findNumber",
    blocks: {
      findNumber: number.invoke({}, { then: "keepNumber", error: "apologise" }),
      keepNumber: number.keep({ then: "findPlace", error: "apologise" }),
      findPlace: place.invoke(
        { environment: attributes.environment, language: attributes.language, queue: WORKSHOP_QUEUE, flow: MAIN_FLOW },
        { then: "keepPlace", error: "apologise" },
      ),
      keepPlace: place.keep({ then: "loadPrompts", error: "apologise" }),
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "apologise" }),
      keepPrompts: spoken.keep({ then: "whichState", error: "apologise" }),

      // The workshop repairs in the morning, test-rides in the afternoon, and hands over in the evening.
      whichState: match(number.kept.dayPart, { morning: "sayInRepair", afternoon: "sayTestRide" }, "sayReady"),
      sayInRepair: say(spoken.kept.inRepair, { then: "ask", error: "apologise" }),
      sayTestRide: say(spoken.kept.testRide, { then: "ask", error: "apologise" }),
      sayReady: say(spoken.kept.ready, { then: "ask", error: "apologise" }),

      ask: menu(spoken.kept.choices, 5, {
        keys: { "0": "wantsAgent", "1": "wantsWorkshop", "2": "backToMenu", "9": "countRepeats" },
        silence: "countMisses",
        otherKey: "countMisses",
        error: "apologise",
      }),
      countRepeats: countTo(9, { again: "whichState", done: "giveUp" }),
      countMisses: countTo(2, { again: "sayNotUnderstood", done: "giveUp" }),
      sayNotUnderstood: say(spoken.kept.notUnderstood, { then: "ask", error: "apologise" }),

      wantsWorkshop: setAttributes(
        { reason: "workshop_agent", screen: "repairs" },
        { then: "tellTransfer", error: "apologise" },
      ),
      tellTransfer: say(spoken.kept.transferring, { then: "setWorkshop", error: "apologise" }),
      setWorkshop: setQueue(place.kept.queueArn, { then: "enterQueue", error: "apologise" }),
      enterQueue: transferToQueue({ full: "sayBusy", error: "apologise" }),
      sayBusy: say(spoken.kept.busy, { then: "backToMenu", error: "apologise" }),

      // The main flow knows what these two reasons ask for: an agent of the dialed number, or the default queue.
      wantsAgent: setAttributes({ reason: "agent" }, { then: "backToMenu", error: "apologise" }),
      giveUp: setAttributes({ reason: "no_input" }, { then: "backToMenu", error: "apologise" }),
      backToMenu: transferToFlow(place.kept.flowArn, { error: "apologise" }),
      ...apologise(site.speech),
    },
  });
}

/** The workshop's own flow, as `phoneSystem` takes it. */
export const workshop: OwnFlow = { name: "workshopFlow", promptSets: [repairPrompts, ownReasons], build: workshopFlow };
