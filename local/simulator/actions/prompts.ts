import { spokenText, ssmlProblems } from "connect-ivr/internal/contentModel/ssml";
import type { Action } from "connect-ivr/flow";
import { type Contact, frameOf } from "../contact";
import { find } from "../instance";
import { remembered } from "connect-ivr/internal/handlers/shared/remembered";
import { textOf } from "../resolve";
import { isSpeakable, languageOfVoice } from "../voice";
import type { World } from "../world";
import { end, type Executor, failed, hold, next, value } from "./outcome";
import { SimulatorError } from "../../shared/errors";
import type { Utterance } from "../../shared/transcript";

/** A voice speaks about fifteen characters a second. */
const MILLISECONDS_PER_CHARACTER = 65;
/** Characters that one prompt may have, tags not counted (reference 1.9). */
const MAXIMUM_WORDS = 3000;

/** The stages whose flow the agent hears, and not the customer (reference 1.7). */
const HEARD_BY_AGENT: ReadonlySet<Contact["stage"]> = new Set([
  "agentWhisper",
  "agentHold",
  "transfer",
  "guide",
  "closingGuide",
]);

export function record(contact: Contact, world: World, speaker: Utterance["speaker"], text: string): void {
  const { flow, block } = frameOf(contact);
  world.heard?.({
    speaker,
    text,
    language: languageOfVoice(contact.voice.voice),
    voice: contact.voice.voice,
    flow: flow.name,
    block,
    ...(HEARD_BY_AGENT.has(contact.stage) && { to: "agent" }),
  });
}

interface Message {
  readonly words: string;
  readonly milliseconds: number;
}
const spoken = (words: string, pause = 0): Message => ({
  words,
  milliseconds: words.length * MILLISECONDS_PER_CHARACTER + pause,
});
/** How long a recording lasts is not known here. */
const played = (what: string): Message => ({ words: `[prompt ${what}]`, milliseconds: 0 });

interface Speech extends Message {
  /**
   * `broken`: it cannot be read as SSML, says nothing or too much. `unknownTags`: this engine does not know all of it.
   */
  readonly problem?: "broken" | "unknownTags";
}

const BREAK = /<break[^>]*\btime="(\d+(?:\.\d+)?)(ms|s)"/g;
const pausesIn = (ssml: string): number =>
  [...ssml.matchAll(BREAK)].reduce((sum, [, time, unit]) => sum + Number(time) * (unit === "s" ? 1000 : 1), 0);

const speechOf = remembered((engineAndSsml: string): Speech => {
  const [engine] = engineAndSsml.split("\n", 1) as [string];
  const ssml = engineAndSsml.slice(engine.length + 1);
  const problems = ssmlProblems(ssml, engine);
  const speech = spoken(spokenText(ssml), pausesIn(ssml));
  return problems.length === 0
    ? speech
    : { ...speech, problem: problems.every((problem) => problem.startsWith("uses <")) ? "unknownTags" : "broken" };
});

const SOURCES = ["SSML", "Text", "PromptId", "Media"];
const hasMessage = ({ parameters }: Action): boolean => SOURCES.some((name) => parameters[name] !== undefined);

/**
 * What a message is, or undefined where the service takes the error branch: nothing to say, or nothing that it can say
 * (reference 2.1).
 */
function messageOf(message: Action["parameters"], contact: Contact, world: World): Message | undefined {
  const source = SOURCES.find((name) => message[name] !== undefined);
  if (source === undefined)
    throw new SimulatorError("There is no message to say. Give it Text, SSML, PromptId or Media.");
  if (source !== "Text" && contact.channel === "CHAT")
    throw new SimulatorError(`A chat takes no ${source}: it is for voice contacts. Write it as Text.`);
  const given = source === "Media" ? (message["Media"] as { Uri?: unknown } | null)?.Uri : message[source];
  const text = textOf(given, contact, world);
  if (text === "") return undefined;
  if (source === "Text") return text.length > MAXIMUM_WORDS ? undefined : spoken(text);
  if (source === "Media") return played(text);
  if (source === "SSML") return speakable(speechOf(`${contact.voice.engine}\n${text}`), world);
  const prompt = find(world.instance.prompts, text);
  return prompt && played(prompt.name);
}

const speakable = (speech: Speech, world: World): Message | undefined =>
  speech.problem === undefined || (speech.problem === "unknownTags" && world.behaviour("unknownTags") === "ignored")
    ? speech
    : undefined;

/**
 * Says a message to whoever is in the flow. A voice that does not exist on its engine says nothing.
 * @returns how many milliseconds it takes, or undefined where the service would take the error branch
 */
export function say(message: Action["parameters"], contact: Contact, world: World): number | undefined {
  const said = messageOf(message, contact, world);
  if (said === undefined) return undefined;
  const { voice, engine, style } = contact.voice;
  if (contact.channel === "VOICE" && !isSpeakable(voice, engine, style)) return 0;
  if (said.words !== "") record(contact, world, "system", said.words);
  return said.milliseconds;
}

/** The same for an action that may have no message. */
export const sayAny = (action: Action, contact: Contact, world: World): number | undefined =>
  hasMessage(action) ? say(action.parameters, contact, world) : 0;

/** Whether keys that were pressed ahead keep a message from being said. */
function isSkipped({ parameters }: Action, { buffer }: Contact, world: World): boolean {
  if (!["true", "True"].includes(parameters["SkipWhenDTMFBufferEnabled"] as string) || !buffer.on) return false;
  return buffer.keys !== "" || world.behaviour("skippedMessage") === "bufferOn";
}

const messageParticipant: Executor = (action, contact, world) => {
  if (isSkipped(action, contact, world)) return next;
  const milliseconds = say(action.parameters, contact, world);
  if (milliseconds === undefined) return failed;
  contact.now += milliseconds;
  return !HEARD_BY_AGENT.has(contact.stage) && world.leaves?.() === true ? end({ end: "hangup" }) : next;
};

/**
 * Says messages in turn; the block holds the contact, unless it is interrupted after so many seconds
 * (reference 2.1). In a wait that is untold the contact stays where it is held a second time.
 */
const messageParticipantIteratively: Executor = (action, contact, world) => {
  if (contact.channel === "CHAT") return failed;
  const { Messages: messages, InterruptFrequencySeconds: frequency } = action.parameters;
  const interrupted = frequency === undefined ? Infinity : contact.now + Number(frequency) * 1000;
  for (const message of messages as readonly Action["parameters"][]) {
    if (contact.now >= Math.min(interrupted, contact.until ?? Infinity)) break;
    const milliseconds = say(message, contact, world);
    if (milliseconds === undefined) return failed;
    contact.now += milliseconds;
  }
  const block = `${frameOf(contact).flow.name}/${action.identifier}`;
  if (frequency === undefined || (contact.stage === "queue" && contact.until === undefined && contact.held.has(block)))
    return hold;
  contact.held = new Set([...contact.held, block]);
  contact.now = interrupted;
  return value("MessagesInterrupted");
};

export const promptActions: Readonly<Record<string, Executor>> = {
  MessageParticipant: messageParticipant,
  MessageParticipantIteratively: messageParticipantIteratively,
};
