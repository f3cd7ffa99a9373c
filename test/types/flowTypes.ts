/* eslint-disable @typescript-eslint/no-unsafe-argument -- the mistakes below have no type */
/* eslint-disable @typescript-eslint/no-unsafe-assignment -- the mistakes below have no type */
/**
 * What has to compile and what must not. Nothing here runs: the compiler is the test. Each
 * `@ts-expect-error` stands for a mistake that a person could make in a flow, and each has a
 * twin without the mistake.
 */
import { attributes, contactAttributes, setAttributes } from "../../callFlows/contactAttributes";
import { contactContract } from "../../callFlows/contactContract";
import { mainPrompts, prompts, promptSet } from "../../callFlows/promptSets";
import {
  callNumber,
  checkAgents,
  checkQueue,
  compare,
  countTo,
  createTask,
  defineFlow,
  defineModule,
  disconnect,
  distribute,
  endModule,
  type Fragment,
  fragment,
  getProfile,
  invokeModule,
  lexBot,
  lookup,
  match,
  menu,
  play,
  say,
  setCallbackNumber,
  setContactData,
  setHook,
  setQueue,
  setRecording,
  setRoutingCriteria,
  setVoice,
  setVoiceAnalytics,
  showView,
  storeInput,
  storePhoneNumber,
  transferToQueue,
  untagContact,
  wait,
} from "../../flowLanguage";
import { contracts } from "../../handlers";

const about = { name: "exampleFlow", type: "CONTACT_FLOW", description: "Serves as an example." } as const;
const end = disconnect();
const spoken = prompts(mainPrompts, "en-US");
const place = lookup(contracts.getEnvironment, ["queueArn"]);
const number = lookup(contracts.getNumberAttributes, ["queue", "menu"]);
const to = { then: "end", error: "end" } as const;

// A flow starts at one of its blocks.
export const started = defineFlow({ ...about, start: "end", blocks: { end } });
// @ts-expect-error the start is no block
export const startedNowhere = defineFlow({ ...about, start: "begin", blocks: { end } });
export const module = defineModule({ name: "exampleModule", description: "Ends.", start: "done", blocks: { done: endModule() } });
// @ts-expect-error the start of a module is no block
export const moduleStartedNowhere = defineModule({ name: "exampleModule", description: "Ends.", start: "end", blocks: { done: endModule() } });

// Every branch leads to a block of the flow.
export const next = defineFlow({ ...about, start: "hello", blocks: { hello: say("<speak>Hello</speak>", { then: "end", error: "end" }), end } });
// @ts-expect-error the next block does not exist
export const nextNowhere = defineFlow({ ...about, start: "hello", blocks: { hello: say("<speak>Hello</speak>", { then: "bye", error: "end" }), end } });
// @ts-expect-error the block of the error branch does not exist
export const errorNowhere = defineFlow({ ...about, start: "hello", blocks: { hello: say("<speak>Hello</speak>", { then: "end", error: "bye" }), end } });
export const conditions = defineFlow({ ...about, start: "which", blocks: { which: match(attributes.reason, { agent: "end" }, "end"), end } });
// @ts-expect-error the block of a condition does not exist
export const conditionNowhere = defineFlow({ ...about, start: "which", blocks: { which: match(attributes.reason, { agent: "bye" }, "end"), end } });
// @ts-expect-error the block for everything else does not exist
export const otherwiseNowhere = defineFlow({ ...about, start: "which", blocks: { which: compare(attributes.reason, [["Equals", "agent", "end"]], "bye"), end } });
export const counted = defineFlow({ ...about, start: "count", blocks: { count: countTo(3, { again: "count", done: "end" }), end } });
// @ts-expect-error the block after the last count does not exist
export const countedNowhere = defineFlow({ ...about, start: "count", blocks: { count: countTo(3, { again: "count", done: "bye" }), end } });
export const queued = defineFlow({ ...about, start: "enter", blocks: { enter: transferToQueue({ full: "end", error: "end" }), end } });
// @ts-expect-error the block for a full queue does not exist
export const queuedNowhere = defineFlow({ ...about, start: "enter", blocks: { enter: transferToQueue({ full: "bye", error: "end" }), end } });
export const stored = defineFlow({ ...about, start: "ask", blocks: { ask: storeInput("<speak>Key</speak>", { seconds: 5, digits: 1 }, { then: "end", silence: "end" }), end } });
// @ts-expect-error the block for silence does not exist
export const storedNowhere = defineFlow({ ...about, start: "ask", blocks: { ask: storeInput("<speak>Key</speak>", { seconds: 5, digits: 1 }, { then: "end", silence: "bye" }), end } });
// @ts-expect-error a branch of a lookup leads nowhere
export const lookupNowhere = defineFlow({ ...about, start: "find", blocks: { find: number.invoke({}, { then: "bye", error: "end" }), end } });

// A flow of its own type, and no other block than the service's.
// @ts-expect-error modules are defined by defineModule
export const wrongType = defineFlow({ ...about, type: "MODULE", start: "end", blocks: { end } });

// The keys of a menu are those of a telephone.
const exits = { silence: "end", otherKey: "end", error: "end" } as const;
export const keys = menu("<speak>One</speak>", 5, { keys: { "1": "end", "*": "end", "#": "end" }, ...exits });
// @ts-expect-error a menu takes single keys
export const twoKeys = menu("<speak>Twelve</speak>", 5, { keys: { "12": "end" }, ...exits });
// @ts-expect-error a telephone has no such key
export const letter = menu("<speak>A</speak>", 5, { keys: { A: "end" }, ...exits });
export const chosen = defineFlow({ ...about, start: "ask", blocks: { ask: menu(undefined, 5, { keys: { 1: "end" }, ...exits }), end } });
// @ts-expect-error the block behind a key does not exist
export const chosenNowhere = defineFlow({ ...about, start: "ask", blocks: { ask: menu(undefined, 5, { keys: { 1: "bye" }, ...exits }), end } });

// Prompts are those of their set.
export const prompt = say(spoken.kept.goodbye, to);
// @ts-expect-error the set has no such prompt
export const unknownPrompt = say(spoken.kept.farewell, to);
const ownSet = promptSet("orders", ["state"]);
export const ownPrompt = prompts(ownSet, "en-US").kept.state;
// @ts-expect-error a set of a company's own has its own names only
export const notOwnPrompt = prompts(ownSet, "en-US").kept.goodbye;

// A lookup asks for what the function answers, gives what it reads, and keeps what it asked for.
// @ts-expect-error the function does not answer this
export const unknownAnswer = lookup(contracts.getEnvironment, ["queueArn", "voicemailArn"]);
export const kept = setQueue(place.kept.queueArn, to);
// @ts-expect-error the function could answer this, but was not asked
export const notAsked = setQueue(place.kept.defaultQueueArn, to);
export const found = place.invoke({ environment: attributes.environment, queue: number.kept.queue }, to);
// @ts-expect-error the function does not read this parameter
export const unknownParameter = place.invoke({ environment: attributes.environment, skill: number.kept.queue }, to);
// @ts-expect-error neither does this one, which reads the language only
export const otherFunctionsParameter = number.invoke({ environment: attributes.environment }, to);

// Contact attributes are those of the contract.
export const attribute = match(attributes.language, { "fr-CA": "end" }, "end");
// @ts-expect-error the contract has no such attribute
export const unknownAttribute = match(attributes.nickname, { none: "end" }, "end");
export const set = setAttributes({ language: number.kept.menu, reason: "agent" }, to);
// @ts-expect-error the contract has no such attribute to set
export const setUnknown = setAttributes({ nickname: number.kept.menu }, to);
// @ts-expect-error the contract has no such value of this attribute
export const setWrongValue = setAttributes({ reason: "bored" }, to);
// @ts-expect-error what a lookup decides is not written down
export const setLookedUp = setAttributes({ language: "fr-CA" }, to);
// @ts-expect-error the service refuses an empty value
export const setEmpty = setAttributes({ menu: "" }, to);
export const attributesSet = defineFlow({ ...about, start: "set", blocks: { set, end } });
// @ts-expect-error the block after setting does not exist
export const attributesSetNowhere = defineFlow({ ...about, start: "set", blocks: { set: setAttributes({ reason: "agent" }, { then: "bye", error: "end" }), end } });

// A company's own contract holds its own attributes and values, and those of the standard flows.
const own = contactContract({ ...contactAttributes, screen: { meaning: "a page", values: "repairs", fixedValues: ["repairs"], setBy: [], readBy: [], personal: false } });
export const ownValues = own.setAttributes({ screen: "repairs", reason: "agent" }, to);
export const ownReference = match(own.attributes.screen, { repairs: "end" }, "end");
// @ts-expect-error its own attribute has its own values only
export const ownWrongValue = own.setAttributes({ screen: "sales" }, to);
// @ts-expect-error a name in neither table
export const ownUnknown = own.setAttributes({ nickname: number.kept.menu }, to);
// @ts-expect-error the standard contract does not know it
export const standardUnknown = setAttributes({ screen: "repairs" }, to);

// Values that are not references stand nowhere that the service wants one.
// @ts-expect-error a queue is named by a reference
export const staticQueue = setQueue("arn:aws:connect:us-east-1:123456789012:instance/1/queue/2", to);
export const voice = setVoice({ voice: "Chantal", engine: "Standard" }, to);
// @ts-expect-error a voice has an engine
export const voiceWithoutEngine = setVoice({ voice: "Chantal" }, to);

// A fragment is entered where it says, and leaves where the flow has a block.
const bye = fragment<"bye", "end">({ bye: say("<speak>Bye</speak>", { then: "inner", error: "end" }), inner: say("<speak>Bye</speak>", to) });
export const spread = defineFlow({ ...about, start: "bye", blocks: { ...bye, end } });
// @ts-expect-error the flow lacks the block that the fragment leaves to
export const spreadWithoutExit = defineFlow({ ...about, start: "bye", blocks: { ...bye, finish: end } });
// @ts-expect-error the inner blocks of a fragment are its own
export const aimedInside = defineFlow({ ...about, start: "hello", blocks: { hello: say("<speak>Hello</speak>", { then: "inner", error: "end" }), ...bye, end } });
export const typed: Fragment<"bye", "end"> = bye;
// @ts-expect-error a fragment does not promise an entry that it does not have
export const wrongEntry: Fragment<"hello", "end"> = bye;

// A message has one source.
export const recorded = play({ promptId: "$.FlowAttributes.prompt" }, to);
// @ts-expect-error two sources of one message
export const twoSources = play({ ssml: "<speak>Hello</speak>", text: "Hello" }, to);
// @ts-expect-error no source at all
export const noSource = play({}, to);

// What the service takes by reference only, or by one of a few words, is no other text.
export const callback = setCallbackNumber("$.StoredCustomerInput", to);
// @ts-expect-error a callback number is a reference
export const staticCallback = setCallbackNumber("+15555550100", to);
export const hook = setHook("CustomerWhisper", "$.FlowAttributes.flow", to);
// @ts-expect-error there is no such hook
export const misspeltHook = setHook("CustomerWhsiper", "$.FlowAttributes.flow", to);
export const recording = setRecording({ participants: ["Agent"] }, { ...to, otherChannel: "end" });
// @ts-expect-error nobody of this name takes part
export const recordedCaller = setRecording({ participants: ["Caller"] }, { ...to, otherChannel: "end" });
// @ts-expect-error the branch of another channel is missing
export const recordingWithoutChannel = setRecording({ participants: ["Agent"] }, to);
// @ts-expect-error an analysis has a mode
export const analysisWithoutMode = setVoiceAnalytics({ language: "en-US", modes: [] }, { ...to, otherChannel: "end" });
export const staffed = checkAgents("Staffed", { some: "end", none: "end", error: "end" });
// @ts-expect-error there is no such figure of agents
export const busy = checkAgents("Busy", { some: "end", none: "end", error: "end" });
export const full = checkQueue("contacts", [["NumberGreaterThan", 5, "end"]], { otherwise: "end", error: "end" });
// @ts-expect-error figures are not compared as texts
export const startsWithFive = checkQueue("contacts", [["TextStartsWith", 5, "end"]], { otherwise: "end", error: "end" });
// @ts-expect-error a figure is compared with something
export const comparedWithNothing = checkQueue("contacts", [], { otherwise: "end", error: "end" });
export const skilled = setRoutingCriteria([{ require: [{ attribute: "Language", value: "Spanish", level: 4 }] }], to);
// @ts-expect-error levels go from 1 to 5
export const tooSkilled = setRoutingCriteria([{ require: [{ attribute: "Language", value: "Spanish", level: 7 }] }], to);
// @ts-expect-error a step asks for something
export const unskilled = setRoutingCriteria([{ require: [] }], to);
export const split = distribute([[30, "end"]], "end");
// @ts-expect-error a percentage is a number
export const splitByText = distribute([["30", "end"]], "end");
export const named = setContactData({ name: "Order" }, to);
// @ts-expect-error something of the contact is set
export const nothingSet = setContactData({}, to);
// @ts-expect-error some tag is removed
export const nothingUntagged = untagContact([], to);
export const task = createTask({ flow: "$.FlowAttributes.flow", name: "Call", due: { inSeconds: 60 } }, to);
// @ts-expect-error a task is due after a while or at a time
export const twiceDue = createTask({ flow: "$.FlowAttributes.flow", name: "Call", due: { inSeconds: 60, at: "2030-01-01" } }, to);

// Every branch that the service asks for has a target, which is a block of the flow.
const bot = { aliasArn: "$.FlowAttributes.bot" };
export const understood = defineFlow({ ...about, start: "ask", blocks: { ask: lexBot(bot, { text: "?" }, { intents: { pay: "end" }, otherwise: "end", error: "end" }), end } });
// @ts-expect-error the block behind an intent does not exist
export const understoodNowhere = defineFlow({ ...about, start: "ask", blocks: { ask: lexBot(bot, { text: "?" }, { intents: { pay: "bye" }, otherwise: "end", error: "end" }), end } });
// @ts-expect-error a bot is of one kind
export const bothBots = lexBot({ ...bot, name: "Bot", region: "us-east-1", alias: "live" }, { text: "?" }, { intents: {}, otherwise: "end", error: "end" });
export const shown = showView("id", {}, { actions: { Next: "end" }, otherwise: "end", timeout: "end", error: "end" });
// @ts-expect-error the branch of no answer in time is missing
export const shownForGood = showView("id", {}, { actions: { Next: "end" }, otherwise: "end", error: "end" });
// @ts-expect-error the branch of an invalid number is missing
export const anyNumber = storePhoneNumber("<speak>?</speak>", { seconds: 5 }, { then: "end", silence: "end" });
// @ts-expect-error the branch of a number that does not answer is missing
export const calledForGood = callNumber("$.FlowAttributes.number", { ...to, callFailed: "end" });
// @ts-expect-error the branch of several profiles is missing
export const oneProfile = getProfile({ _phone: "1" }, [], { ...to, none: "end" });
// @ts-expect-error a bot that has left may not have been there
export const waitedForBot = wait(5, to, { botLeft: { then: "end" } });
export const returned = defineFlow({ ...about, start: "pay", blocks: { pay: invokeModule("id", { ...to, branches: { paid: "end" } }), end } });
// @ts-expect-error the block behind a module's branch does not exist
export const returnedNowhere = defineFlow({ ...about, start: "pay", blocks: { pay: invokeModule("id", { ...to, branches: { paid: "bye" } }), end } });
