import type { ContactAttributeName } from "connect-ivr/internal/callFlows/contactAttributes";
import { type Action, referencesIn } from "connect-ivr/flow";
import { type Contact, frameOf } from "../simulator/contact";
import type { Ended, LookupCall, Step } from "../simulator/observed";
import type { Finding, ViolationId } from "./findings";
import { LANGUAGE, SPEAKING } from "./liveness";
import type { SpokenLanguages } from "./spokenLanguages";
import { type State, heldInput, holdsInput } from "./stretch";
import type { Utterance } from "../shared/transcript";

/** What was seen while a block ran. */
export interface Observed {
  readonly heard: Utterance[];
  readonly passed: Step[];
  readonly called: LookupCall[];
  /** Whether the caller was asked, and did something or let the time run out. */
  readonly asked: boolean;
  readonly forced: boolean;
  /** Whether it took an unconfirmed behaviour for granted. */
  readonly assumed: boolean;
  readonly ended: Ended | undefined;
  /** What stopped the simulator. */
  readonly problem: string | undefined;
}

/** The explorer's own part of the state after a block. */
export function remembered(
  { contact, spoken, voiceFailed, clearingFailed }: State,
  after: Contact,
  action: Action,
  observed: Observed,
  findings: readonly Finding[],
): Pick<State, "spoken" | "voiceFailed" | "clearingFailed"> {
  const { asked, forced, passed } = observed;
  const wrong = findings.some(({ id }) => id === "wrong-language" || id === "wrong-voice");
  const setsVoice = action.type === "UpdateContactTextToSpeechVoice";
  return {
    spoken: asked ? false : hasSpoken(spoken, action, observed),
    // What is wrong already is not found again at every prompt that follows.
    voiceFailed: wrong || (setsVoice ? forced || (voiceFailed && passed[0]?.branch !== "next") : voiceFailed),
    clearingFailed:
      holdsInput(frameOf(after)) &&
      (clearingFailed || (forced && action.type === "UpdateFlowAttributes" && holdsInput(frameOf(contact)))),
  };
}

/** A block that is made to fail has tried to speak, which is all that a flow can do. */
const hasSpoken = (before: boolean, { type }: Action, { heard, forced }: Observed): boolean =>
  before || heard.some(({ speaker }) => speaker === "system") || (forced && SPEAKING.has(type));

/** What is wrong with how one block went. */
export function judge(
  before: State,
  after: Contact,
  action: Action,
  observed: Observed,
  languages: SpokenLanguages,
): Finding[] {
  const { flow } = frameOf(before.contact);
  const findings: Finding[] = [];
  const find = (id: ViolationId, message: string): void =>
    void findings.push({ id, flow: flow.name, block: action.identifier, message });
  const { problem, ended, heard, forced } = observed;
  if (problem !== undefined) find(/declares no branch for/.test(problem) ? "missing-branch" : "dead-end", problem);
  if (isHangUp(before.contact, ended) && !hasSpoken(before.spoken, action, observed))
    find("silent-hang-up", "The system hangs up, and the last thing that happened was the caller's, or nothing.");
  if (!forced) judgeInput(before.contact, action, find);
  if (action.type === "EndFlowModuleExecution") judgeExit(before, find);
  judgeFailure(before.contact, action, observed, find);
  for (const utterance of heard)
    if (utterance.speaker === "system" && utterance.to === undefined)
      judgeSpeech(before, after, utterance, languages, find);
  return findings;
}

type Find = (id: ViolationId, message: string) => void;

/** Whether the system ends a call that a caller is in; the end of a whisper ends nothing. */
const isHangUp = ({ stage }: Contact, ended: Ended | undefined): boolean =>
  (stage === "flow" || stage === "queue" || stage === "disconnect") &&
  (ended?.end === "goodbye" || ended?.end === "callback");

function judgeInput({ logging, recording }: Contact, { type, parameters }: Action, find: Find): void {
  if (type !== "GetParticipantInput" || parameters["InputEncryption"] === undefined) return;
  const on = [
    ...(logging ? ["the flow log"] : []),
    ...Object.entries(recording)
      .filter(([, runs]) => runs)
      .map(([what]) => `the recording of the ${what}`),
  ];
  if (on.length > 0)
    find("sensitive-input", `Encrypted input is taken while ${on.join(" and ")} ${on.length > 1 ? "are" : "is"} on.`);
}

/** What a module of encrypted input has to have undone before its caller goes on. */
function judgeExit({ contact, clearingFailed }: State, find: Find): void {
  const frame = frameOf(contact);
  const held = heldInput(frame);
  if (held.length > 0 && !clearingFailed) find("held-input", `Encrypted input is still held in ${held.join(" and ")}.`);
  const actions = [...frame.flow.content.actions.values()];
  const off = [
    ...(!contact.logging && actions.some(turnsLogOff) ? ["the flow log"] : []),
    ...(!contact.recording.automated && contact.attributes.get(RECORDING) === "on" && actions.some(turnsRecordingOff)
      ? ["the recording"]
      : []),
  ];
  if (off.length > 0) find("not-restored", `${off.join(" and ")} is left off.`.replace(/^t/, "T"));
}

const RECORDING: ContactAttributeName = "recording";
const turnsLogOff = ({ type, parameters }: Action): boolean =>
  type === "UpdateFlowLoggingBehavior" && parameters["FlowLoggingBehavior"] === "Disabled";
const turnsRecordingOff = ({ type, parameters }: Action): boolean =>
  /^UpdateContactRecording/.test(type) && JSON.stringify(parameters).includes('"IVRRecordingBehavior":"Disabled"');

const speaks = ({ type, parameters }: Action): boolean =>
  SPEAKING.has(type) && ["Text", "SSML", "PromptId", "Media", "Messages"].some((name) => name in parameters);

function judgeFailure(
  contact: Contact,
  action: Action,
  { passed, heard, asked, forced, assumed, called }: Observed,
  find: Find,
): void {
  if (forced || asked || passed.length === 0) return;
  const branch = (passed[0] as Step).branch;
  if (speaks(action)) {
    if (branch === "NoMatchingError")
      find(
        "unspeakable-prompt",
        `There is nothing to speak, or it is SSML that ${contact.voice.voice} cannot speak${fetchedFrom(action)}.`,
      );
    else if (!heard.some(({ speaker }) => speaker === "system") && !pauses(contact, action))
      find("unspeakable-prompt", `The prompt has no words${fetchedFrom(action)}.`);
  } else if (branch === "NoMatchingError" && !assumed) {
    find("failure", called[0]?.error ?? `${action.type} takes its error branch${fetchedFrom(action)}.`);
  }
}

function fetchedFrom({ parameters }: Action): string {
  const references = referencesIn(Object.entries(parameters));
  return references.length === 0
    ? ""
    : `; it reads ${references.slice(0, 4).join(", ")}${references.length > 4 ? ", …" : ""}`;
}

/** Whether a message is a pause, which needs no words. */
function pauses(contact: Contact, { parameters }: Action): boolean {
  const given = JSON.stringify(parameters);
  const fetched = referencesIn(given).map(
    (reference) => frameOf(contact).flowAttributes.get(reference.split(".").slice(2).join(".")) ?? "",
  );
  return (
    [given, ...fetched].some((text) => text.includes("<break")) ||
    ["PromptId", "Media"].some((name) => name in parameters)
  );
}

function judgeSpeech(
  { voiceFailed }: State,
  contact: Contact,
  { text, voice, language }: Utterance,
  languages: SpokenLanguages,
  find: Find,
): void {
  const said = `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
  if (/\{[a-z][A-Za-z]*\}|\$\.[A-Z]|\$\[/.test(text)) find("unfilled-prompt", `${said} is spoken as it stands.`);
  if (voiceFailed) return;
  const written = languages.of(text);
  const wanted = contact.attributes.get(LANGUAGE);
  if (written !== undefined && !written.has(language))
    find("wrong-language", `${said} is ${[...written].join(" or ")}, and ${voice} speaks ${language}.`);
  else if (wanted !== undefined && wanted !== language && !languages.isOffer(text))
    find("wrong-language", `The caller's language is ${wanted}, and ${voice} says ${said} in ${language}.`);
  else if (languages.voicesOf(language)?.has(voice) === false)
    find(
      "wrong-voice",
      `${voice} says ${said}, and the voice of ${language} is ${[...(languages.voicesOf(language) as ReadonlySet<string>)].join(" or ")}.`,
    );
}
