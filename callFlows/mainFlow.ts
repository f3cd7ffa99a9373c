import {
  checkHours,
  defineFlow,
  disconnect,
  type Flow,
  lookup,
  match,
  say,
  setQueue,
  setRoutingCriteria,
  transferToFlow,
  transferToNumber,
  transferToQueue,
} from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes, setAttributes } from "./contactAttributes";
import { mainPrompts, prompts } from "./promptSets";
import { apologise } from "./fragments/apologise";
import { dataMenu, route } from "./fragments/dataMenu";
import { leaveCallback } from "./fragments/leaveCallback";
import { openingHours, OPENING_TIMES } from "./fragments/openingHours";
import { type FlowSite, runMenuModule } from "./site";

/** Greets the caller, plays the menu of the dialed number and follows the caller's choice. */
export function mainFlow(site: FlowSite): Flow {
  const fallback = site.speech.defaultLanguage;
  const number = lookup(contracts.getNumberAttributes, [
    "menu",
    "queue",
    "hours",
    "skills",
    "dayPart",
    "holiday",
    "apiProfile",
    "greetByName",
    ...OPENING_TIMES,
  ]);
  const place = lookup(contracts.getEnvironment, ["defaultQueueArn", "hoursArn", "callerIdArn"]);
  const agents = lookup(contracts.getEnvironment, ["queueArn"], "agents");
  const caller = lookup(contracts.identifyCaller, ["identity", "customerId", "name"]);
  const spoken = prompts(mainPrompts, fallback);
  return defineFlow({
    name: "mainFlow",
    type: "CONTACT_FLOW",
    description: "Greets the caller by time of day, plays the menu of the dialed number and routes by the key pressed.",
    start: "findNumber",
    blocks: {
      findNumber: number.invoke({ language: attributes.language }, { then: "keepNumber", error: "apologise" }),
      keepNumber: number.keep({ then: "findPlace", error: "apologise" }),
      findPlace: place.invoke(
        { environment: attributes.environment, hours: number.kept.hours, country: attributes.country },
        { then: "keepPlace", error: "apologise" },
      ),
      keepPlace: place.keep({ then: "isIdentified", error: "apologise" }),

      // Who calls is of use and not needed: whatever fails here, the call goes on.
      isIdentified: match(attributes.menu, { [contracts.NONE]: "identify" }, "loadPrompts"),
      identify: caller.invoke(
        {
          environment: attributes.environment,
          apiProfile: number.kept.apiProfile,
          greetByName: number.kept.greetByName,
        },
        { then: "keepCaller", error: "loadPrompts" },
      ),
      keepCaller: caller.keep({ then: "isKnown", error: "loadPrompts" }),
      isKnown: match(caller.kept.identity, { known: "setCaller" }, "loadPrompts"),
      setCaller: setAttributes(
        { identity: caller.kept.identity, customer_id: caller.kept.customerId },
        { then: "hasName", error: "loadPrompts" },
      ),
      hasName: match(caller.kept.name, { [contracts.NONE]: "loadPrompts" }, "setNamed"),
      setNamed: setAttributes({ personalization: "name" }, { then: "loadNamedPrompts", error: "loadPrompts" }),
      loadNamedPrompts: spoken.fetch({ then: "keepPrompts", error: "apologise" }, { name: caller.kept.name }),
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "apologise" }),
      keepPrompts: spoken.keep({ then: "isOpen", error: "apologise" }),

      isOpen: checkHours(place.kept.hoursArn, { open: "hasAsked", closed: "isHoliday", error: "hasAsked" }),
      isHoliday: match(number.kept.holiday, { yes: "sayHoliday" }, "sayClosed"),
      sayHoliday: say(spoken.kept.holiday, { then: "loadOpeningHours", error: "apologise" }),
      sayClosed: say(spoken.kept.closed, { then: "loadOpeningHours", error: "apologise" }),
      ...openingHours(number.kept, fallback, { then: "sayGoodbye", error: "apologise" }),

      hasAsked: match(
        attributes.reason,
        { agent: "tellAgents", payment_declined: "tellAgents", no_input: "giveUp" },
        "isReturning",
      ),
      isReturning: match(attributes.menu, { [contracts.NONE]: "isNamed" }, "loadMenu"),
      isNamed: match(attributes.personalization, { name: "whichNamedGreeting" }, "whichGreeting"),
      whichNamedGreeting: match(
        number.kept.dayPart,
        { morning: "sayMorningName", afternoon: "sayAfternoonName" },
        "sayEveningName",
      ),
      // A name that a voice cannot say is no reason to leave the menu.
      sayMorningName: say(spoken.kept.morningName, { then: "startMenu", error: "whichGreeting" }),
      sayAfternoonName: say(spoken.kept.afternoonName, { then: "startMenu", error: "whichGreeting" }),
      sayEveningName: say(spoken.kept.eveningName, { then: "startMenu", error: "whichGreeting" }),
      whichGreeting: match(number.kept.dayPart, { morning: "sayMorning", afternoon: "sayAfternoon" }, "sayEvening"),
      sayMorning: say(spoken.kept.morning, { then: "startMenu", error: "apologise" }),
      sayAfternoon: say(spoken.kept.afternoon, { then: "startMenu", error: "apologise" }),
      sayEvening: say(spoken.kept.evening, { then: "startMenu", error: "apologise" }),
      startMenu: setAttributes({ menu: number.kept.menu }, { then: "loadMenu", error: "apologise" }),

      ...dataMenu(
        site,
        { queue: number.kept.queue, invalid: spoken.kept.invalid, noInput: spoken.kept.noInput },
        { chosen: "setReason", exhausted: "giveUp", error: "apologise" },
      ),
      setReason: setAttributes(
        { reason: route.kept.reason, menu_path: route.kept.menuPath },
        { then: "follow", error: "apologise" },
      ),
      follow: match(
        route.kept.type,
        {
          queue: "tellTransfer",
          flow: "goToFlow",
          module: "runModule",
          menu: "isOverdue",
          callback: "setCallbackQueue",
          number: "tellNumber",
        },
        "sayUnavailable",
      ),
      isOverdue: match(route.kept.overdue, { yes: "setOverdue" }, "changeMenu"),
      setOverdue: setAttributes({ personalization: "overdue" }, { then: "changeMenu", error: "changeMenu" }),
      changeMenu: setAttributes({ menu: route.kept.target }, { then: "loadMenu", error: "apologise" }),
      goToFlow: transferToFlow(route.kept.targetArn, { error: "sayUnavailable" }),
      tellNumber: say(spoken.kept.transferring, { then: "goToNumber", error: "sayUnavailable" }),
      goToNumber: transferToNumber(route.kept.target, { error: "sayUnavailable" }),
      ...runMenuModule("runModule", site, route.kept, { then: "hasFailed", error: "sayUnavailable" }),
      hasFailed: match(attributes.reason, { failure: "sayUnavailable", payment_declined: "tellAgents" }, "isVerified"),
      isVerified: match(attributes.auth_result, { failed: "sayUnverified" }, "whichMenu"),
      // The state of an account is known of proven callers alone. Who has paid what was overdue is asked no more.
      whichMenu: match(
        attributes.account_state,
        { overdue: "hasOverdueMenu", current: "setUsualMenu" },
        "countRepeats",
      ),
      hasOverdueMenu: match(route.kept.overdueMenu, { [contracts.NONE]: "countRepeats" }, "setOverdueMenu"),
      setOverdueMenu: setAttributes(
        { menu: route.kept.overdueMenu, personalization: "overdue" },
        { then: "countRepeats", error: "countRepeats" },
      ),
      setUsualMenu: setAttributes({ menu: route.kept.usual }, { then: "countRepeats", error: "countRepeats" }),
      sayUnverified: say(spoken.kept.authenticationFailed, { then: "findAgents", error: "apologise" }),
      tellAgents: say(spoken.kept.transferring, { then: "findAgents", error: "apologise" }),
      findAgents: agents.invoke(
        {
          environment: attributes.environment,
          queue: number.kept.queue,
          language: attributes.language,
          country: attributes.country,
        },
        { then: "keepAgents", error: "apologise" },
      ),
      keepAgents: agents.keep({ then: "setAgents", error: "apologise" }),
      setAgents: setQueue(agents.kept.queueArn, { then: "hasSkills", error: "apologise" }),
      sayUnavailable: say(spoken.kept.unavailable, { then: "countMisses", error: "apologise" }),

      setCallbackQueue: setQueue(route.kept.targetArn, { then: "loadCallback", error: "sayUnavailable" }),
      ...leaveCallback(fallback, place.kept.callerIdArn, {
        kept: "sayGoodbye",
        failed: "countMisses",
        error: "sayUnavailable",
      }),

      tellTransfer: say(spoken.kept.transferring, { then: "setTargetQueue", error: "apologise" }),
      setTargetQueue: setQueue(route.kept.targetArn, { then: "hasSkills", error: "apologise" }),
      hasSkills: match(number.kept.skills, { [contracts.NONE]: "enterQueue" }, "setSkills"),
      setSkills: setRoutingCriteria(number.kept.skills, { then: "enterQueue", error: "enterQueue" }),
      enterQueue: transferToQueue({ full: "sayFull", error: "apologise" }),
      sayFull: say(spoken.kept.queueFull, { then: "sayGoodbye", error: "sayGoodbye" }),

      giveUp: setQueue(place.kept.defaultQueueArn, { then: "tellDefaultTransfer", error: "apologise" }),
      tellDefaultTransfer: say(spoken.kept.transferring, { then: "enterQueue", error: "apologise" }),
      sayGoodbye: say(spoken.kept.goodbye, { then: "goodbye", error: "goodbye" }),
      goodbye: disconnect(),
      ...apologise(site.speech, "default"),
    },
  });
}
