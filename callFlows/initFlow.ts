import {
  defineFlow,
  type Flow,
  type Fragment,
  fragment,
  lookup,
  match,
  say,
  setExistingQueue,
  setLogging,
  setQueue,
  setVoice,
  transferToFlow,
} from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes, setAttributes } from "./contactAttributes";
import { initPrompts, prompts } from "./promptSets";
import { apologise } from "./fragments/apologise";
import { HOOK_ARNS, setHooks } from "./fragments/setHooks";
import { type FlowSite, runModule } from "./site";
import { FLOW_LOG } from "./fragments/privately";

/** What is not known as a call begins. A flow can test for a word, but not for an attribute that is not there. */
const NOTHING_YET = {
  menu: contracts.NONE,
  menu_path: contracts.NONE,
  auth_result: contracts.NONE,
  auth_method: contracts.NONE,
  account_state: contracts.NONE,
  personalization: contracts.NONE,
  self_service: contracts.NONE,
  order_id: contracts.NONE,
  order_state: contracts.NONE,
  payment_result: contracts.NONE,
  last_purchase: contracts.NONE,
  payment_attempts: contracts.NONE,
  payment_amount: contracts.NONE,
  payment_currency: contracts.NONE,
  payment_reference: contracts.NONE,
  survey_score: contracts.NONE,
} as const;

/** Whoever calls while nothing can be looked up waits in the fallback queue, where there is one. */
const beginning = ({ fallbackQueueArn }: FlowSite): Fragment<"writeLog", "findNumber"> =>
  fragment<"writeLog", "findNumber">(
    fallbackQueueArn === undefined
      ? { writeLog: setLogging(FLOW_LOG, { then: "findNumber" }) }
      : {
          writeLog: setLogging(FLOW_LOG, { then: "setFallbackQueue" }),
          setFallbackQueue: setExistingQueue(fallbackQueueArn, { then: "findNumber", error: "findNumber" }),
        },
  );

/**
 * Every call begins here: who dialed what, where it belongs, in which language it goes on and whether it is recorded.
 */
export function initFlow(site: FlowSite): Flow {
  const number = lookup(contracts.getNumberAttributes, [
    "environment",
    "country",
    "defaultLanguage",
    "defaultVoice",
    "defaultEngine",
    "lineOfBusiness",
    "flow",
    "identity",
    "customerId",
  ]);
  const place = lookup(contracts.getEnvironment, [
    "defaultQueueArn",
    "flowArn",
    "languageModuleArn",
    "recordingModuleArn",
    ...HOOK_ARNS,
  ]);
  const spoken = prompts(initPrompts, site.speech.defaultLanguage);
  return defineFlow({
    name: "initFlow",
    type: "CONTACT_FLOW",
    description:
      "Begins every call: looks up the dialed number and its environment, lets the caller choose a language, settles the recording.",
    start: "writeLog",
    blocks: {
      ...beginning(site),
      findNumber: number.invoke({}, { then: "keepNumber", error: "apologise" }),
      keepNumber: number.keep({ then: "setContact", error: "apologise" }),
      setContact: setAttributes(
        {
          environment: number.kept.environment,
          country: number.kept.country,
          language: number.kept.defaultLanguage,
          line_of_business: number.kept.lineOfBusiness,
          identity: number.kept.identity,
          customer_id: number.kept.customerId,
          reason: "choosing_language",
          recording: "off",
          ...NOTHING_YET,
        },
        { then: "findPlace", error: "apologise" },
      ),
      findPlace: place.invoke(
        { environment: attributes.environment, flow: number.kept.flow },
        { then: "keepPlace", error: "apologise" },
      ),
      keepPlace: place.keep({ then: "setDefaultQueue", error: "apologise" }),
      setDefaultQueue: setQueue(place.kept.defaultQueueArn, { then: "setQueueFlow", error: "apologise" }),
      ...setHooks(place.kept, { then: "loadPrompts" }),
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "apologise" }),
      keepPrompts: spoken.keep({ then: "setDefaultVoice", error: "apologise" }),
      setDefaultVoice: setVoice(
        { voice: number.kept.defaultVoice, engine: number.kept.defaultEngine },
        { then: "welcome", error: "apologise" },
      ),
      welcome: say(spoken.kept.welcome, { then: "chooseLanguage", error: "apologise" }),
      chooseLanguage: runModule(site, "languageModule", place.kept.languageModuleArn, {
        then: "hasFailed",
        error: "apologise",
      }),
      hasFailed: match(attributes.reason, { failure: "apologise", choosing_language: "apologise" }, "setRecording"),
      setRecording: runModule(site, "recordingModule", place.kept.recordingModuleArn, {
        then: "continue",
        error: "continue",
      }),
      continue: transferToFlow(place.kept.flowArn, { error: "apologise" }),
      ...apologise(site.speech),
    },
  });
}
