import { spokenText, ssmlProblems } from "../../../contentModel";
import type { Action } from "../../../flowLanguage";
import { type Contact, frameOf, setSlot } from "../contact";
import type { Utterance } from "../observed";
import { SimulatorError, textOf } from "../resolve";
import { languageOfVoice } from "../voice";
import type { World } from "../world";
import { end, error, type Executor, failed, hold, next, type Outcome, value } from "./outcome";

/** A voice speaks about fifteen characters a second. */
const MILLISECONDS_PER_CHARACTER = 65;

/** The stages whose flow the agent hears, and not the customer (reference section 1.7). */
const HEARD_BY_AGENT: ReadonlySet<Contact["stage"]> = new Set(["agentWhisper", "agentHold", "transfer", "guide", "closingGuide"]);

export function record(contact: Contact, world: World, speaker: Utterance["speaker"], text: string): void {
  const { flow, block } = frameOf(contact);
  world.heard?.({ speaker, text, language: languageOfVoice(contact.voice.voice), voice: contact.voice.voice, flow: flow.name, block, ...(HEARD_BY_AGENT.has(contact.stage) && { to: "agent" }) });
}

/** Speaks a message; false where the service would take the error branch: nothing to say, or SSML it cannot speak. */
function speak(message: Action["parameters"], contact: Contact, world: World): boolean {
  const source = message["SSML"] ?? message["Text"];
  if (source === undefined) throw new SimulatorError("Only Text and SSML are simulated as messages.");
  const text = textOf(source, contact, world);
  if (text === "" || (message["SSML"] !== undefined && ssmlProblems(text, contact.voice.engine).length > 0)) return false;
  const words = message["SSML"] === undefined ? text : spokenText(text);
  if (words !== "") record(contact, world, "system", words);
  contact.now += words.length * MILLISECONDS_PER_CHARACTER;
  return true;
}

const hasMessage = ({ parameters }: Action): boolean => ["Text", "SSML", "PromptId", "Media"].some((name) => name in parameters);

const getParticipantInput: Executor = async (action, contact, world) => {
  if (hasMessage(action) && !speak(action.parameters, contact, world)) return failed;
  const { InputTimeLimitSeconds, StoreInput } = action.parameters;
  const stored = StoreInput === "True";
  const digits = stored ? maximumLength(action) : 1;
  const { flow } = frameOf(contact);
  const seconds = Number(InputTimeLimitSeconds);
  const done = await world.caller({ flow: flow.name, block: action.identifier, seconds, digits, ...(!stored && { keys: action.conditions.map(({ operands }) => operands[0] ?? "") }) });
  if (done === "hangUp") return end({ end: "hangup" });
  if (done === "silence") {
    contact.now += seconds * 1000;
    return stored ? silentStore(contact, world) : error("InputTimeLimitExceeded");
  }
  record(contact, world, "caller", done.keys);
  if (!stored) return value(done.keys.slice(0, 1));
  const keys = (done.keys.split(terminator(action))[0] as string).slice(0, digits);
  if (keys === "") return silentStore(contact, world);
  setSlot(frameOf(contact), "StoredCustomerInput", keys);
  return next;
};

function maximumLength({ parameters }: Action): number {
  if (parameters["InputEncryption"] !== undefined) throw new SimulatorError("Encrypted input is not simulated.");
  const limit = (parameters["InputValidation"] as { CustomValidation?: { MaximumLength?: string } }).CustomValidation?.MaximumLength;
  if (limit === undefined) throw new SimulatorError("Only input that is validated by its length is simulated.");
  return Number(limit);
}

const terminator = ({ parameters }: Action): string =>
  (parameters["DTMFConfiguration"] as { InputTerminationSequence?: string } | undefined)?.InputTerminationSequence ?? "#";

function silentStore(contact: Contact, world: World): Outcome {
  if (world.behaviour("storedSilence") === "error") return failed;
  setSlot(frameOf(contact), "StoredCustomerInput", "Timeout");
  return next;
}

export const promptActions: Readonly<Record<string, Executor>> = {
  MessageParticipant: (action, contact, world) => (speak(action.parameters, contact, world) ? next : failed),
  MessageParticipantIteratively: (action, contact, world) => {
    for (const message of action.parameters["Messages"] as Action["parameters"][]) {
      if (contact.until !== undefined && contact.now >= contact.until) break;
      if (!speak(message, contact, world)) return failed;
    }
    return hold;
  },
  GetParticipantInput: getParticipantInput,
};
