import { maskKeys } from "connect-ivr/internal/handlers/shared/maskDigits";
import { contactsOf, disconnect } from "./chain";
import { type Contact, frameOf, newContact } from "./contact";
import { type ContactRecord, contactRecord } from "./contactRecord";
import { maskedLog } from "./flowLog";
import { idOf } from "./ids";
import type { DeployedFlow } from "./instance";
import type { End, Ended, LookupCall, Route, ShownView, Step, FlowLogRecord } from "./observed";
import { step } from "./step";
import type { World } from "./world";
import { SimulatorError } from "../shared/errors";
import type { Utterance } from "../shared/transcript";

export interface Call {
  /** The number dialled, in E.164. */
  readonly dialed: string;
  /** The caller's number in E.164; left out when withheld. */
  readonly from?: string;
  readonly at: Date;
  /** What the contact brings along. Default: none. */
  readonly attributes?: ReadonlyMap<string, string>;
}

/**
 * What a call leaves behind. What flows set is as they set it, long numbers that a caller keyed in too, since the
 * service keeps it so: whoever shows or stores it masks it first (`shown.ts`).
 */
export interface CallResult {
  /** Of what the caller keyed it never has a long number, or what was keyed in secret. */
  readonly transcript: readonly Utterance[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly route: Route | null;
  readonly end: End;
  /** What stopped the simulator, where `end` is `error`. */
  readonly problem?: string;
  readonly lookups: readonly LookupCall[];
  /** What agents' guides showed. */
  readonly views: readonly ShownView[];
  /** The record of the first contact. */
  readonly contactRecord: ContactRecord;
  /** One for each contact of the call, in the order in which they began. */
  readonly contactRecords: readonly ContactRecord[];
  /** The language code that the contact ended with. */
  readonly languageCode: string;
  readonly steps: readonly Step[];
  readonly flowLog: readonly FlowLogRecord[];
}

/** Far beyond any real call: a flow that gets here goes round for ever. */
const MAXIMUM_STEPS = 10_000;

/**
 * Places a call into a flow and follows it to its end: where the contact leaves the flows, or as far as the world tells
 * what comes after.
 */
export async function placeCall(
  { dialed, from, at, attributes = new Map() }: Call,
  entry: DeployedFlow,
  world: World,
): Promise<CallResult> {
  const contact = newContact(
    { id: idOf(`${dialed} ${from ?? ""} ${at.toISOString()}`), dialed, caller: from, startedAt: at, attributes },
    entry,
  );
  const transcript: Utterance[] = [];
  const steps: Step[] = [];
  const lookups: LookupCall[] = [];
  const views: ShownView[] = [];
  const flowLog: FlowLogRecord[] = [];
  const ended = await follow(contact, {
    ...world,
    heard: (utterance) => {
      transcript.push(utterance);
      world.heard?.(utterance);
    },
    passed: (passed) => {
      steps.push(passed);
      world.passed?.(passed);
    },
    called: (called) => {
      lookups.push(called);
      world.called?.(called);
    },
    shown: (shown) => {
      views.push(shown);
      world.shown?.(shown);
    },
    logged: (logged) => {
      flowLog.push(logged);
      world.logged?.(logged);
    },
  });
  const contactRecords = contactsOf(contact).map((one) => contactRecord(one, world));
  return {
    transcript: maskedTranscript(transcript),
    attributes: Object.fromEntries(contact.attributes),
    route: ended.route ?? null,
    end: ended.end,
    ...(ended.problem !== undefined && { problem: ended.problem }),
    lookups,
    views,
    contactRecord: contactRecords[0] as ContactRecord,
    contactRecords,
    languageCode: contact.languageCode,
    steps,
    flowLog: maskedLog(flowLog),
  };
}

/** Each entry is masked by itself already; here those of one input after the other are taken together. */
function maskedTranscript(transcript: readonly Utterance[]): Utterance[] {
  const keys = maskKeys(transcript.map(keyedIn));
  return transcript.map((utterance, index) =>
    keyedIn(utterance) === keys[index] ? utterance : { ...utterance, text: keys[index] as string },
  );
}

const keyedIn = ({ speaker, text }: Utterance): string => (speaker === "caller" ? text : "");

async function follow(contact: Contact, world: World): Promise<Ended> {
  try {
    for (let steps = 0; steps < MAXIMUM_STEPS; steps++) {
      const ended = await step(contact, world);
      if (ended !== undefined) return ended;
    }
    throw new SimulatorError(`The call passed ${MAXIMUM_STEPS} blocks without an end.`);
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    const { flow, block } = frameOf(contact);
    disconnect(contact, "OTHER");
    return { end: "error", problem: `${flow.name}, block ${block}: ${error.message}` };
  }
}
