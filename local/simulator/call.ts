import { createHash } from "node:crypto";
import { missingParameters } from "../../flowLanguage";
import { executors } from "./actions";
import { next, type Outcome, value } from "./actions/outcome";
import { branchOf } from "./branch";
import { type Contact, type End, frameOf, newFrame, type Route, type Step, type LookupCall, type Utterance, type World } from "./contact";
import { type ContactRecord, contactRecord } from "./contactRecord";
import type { DeployedFlow } from "./instance";
import { SimulatorError } from "./resolve";
import { DEFAULT_VOICE } from "./voice";

export interface Call {
  /** The number dialled, in E.164. */
  readonly dialed: string;
  /** The caller's number in E.164; left out when withheld. */
  readonly from?: string;
  readonly at: Date;
}

export interface CallResult {
  readonly transcript: readonly Utterance[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly route: Route | null;
  readonly end: End;
  /** What stopped the simulator, where `end` is `error`. */
  readonly problem?: string;
  readonly lookups: readonly LookupCall[];
  readonly contactRecord: ContactRecord;
  readonly steps: readonly Step[];
}

/** Far beyond any real call: a flow that gets here goes round for ever. */
const MAXIMUM_STEPS = 10_000;
const MAXIMUM_MODULE_LEVELS = 5;

/** Places a call into a flow and follows it until the contact leaves the flows. */
export async function placeCall(call: Call, entry: DeployedFlow, world: World): Promise<CallResult> {
  const contact = newContact(call, entry);
  let ended = await follow(contact, world);
  if (ended.end === "queue") ended = await waitInQueue(contact, world, ended);
  return {
    transcript: contact.transcript,
    attributes: Object.fromEntries(contact.attributes),
    route: ended.route ?? null,
    end: ended.end,
    ...(ended.problem !== undefined && { problem: ended.problem }),
    lookups: contact.lookups,
    contactRecord: contactRecord(contact, ended, world.instance),
    steps: contact.steps,
  };
}

export interface Ended {
  readonly end: End;
  readonly route?: Route;
  readonly problem?: string;
}

function newContact({ dialed, from, at }: Call, entry: DeployedFlow): Contact {
  return {
    id: contactId(`${dialed} ${from ?? ""} ${at.toISOString()}`),
    dialed, caller: from, startedAt: at, now: at.getTime(),
    attributes: new Map(), frames: [newFrame(entry)], voice: DEFAULT_VOICE, languageCode: "en-US",
    queue: undefined, routingCriteria: undefined, hooks: new Map(), callbackNumber: undefined, callback: undefined, enqueuedAt: undefined,
    transcript: [], steps: [], lookups: [],
  };
}

/** The same call has the same id. */
function contactId(seed: string): string {
  const hex = createHash("sha256").update(seed).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

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
    return { end: "error", problem: `${flow.name}, block ${block}: ${error.message}` };
  }
}

/** What a caller hears in the queue, once: until the flow of the queue holds the contact, or ends the wait itself. */
async function waitInQueue(contact: Contact, world: World, queued: Ended): Promise<Ended> {
  const hook = contact.hooks.get("CustomerQueue");
  const flow = hook === undefined ? undefined : world.instance.flows.get(hook);
  if (flow === undefined) return queued;
  contact.frames.splice(0, contact.frames.length, newFrame(flow));
  const left = await follow(contact, world);
  if (left.end === "queue" && left.route === undefined) return queued;
  return left.end === "hangup" || left.end === "error" ? { ...queued, ...left } : left;
}

async function step(contact: Contact, world: World): Promise<Ended | undefined> {
  const frame = frameOf(contact);
  const action = frame.flow.content.actions.get(frame.block);
  if (action === undefined) throw new SimulatorError("There is no such block.");
  const execute = executors[action.type];
  if (execute === undefined) throw new SimulatorError(`The action type ${action.type} is not simulated.`);
  const missing = missingParameters(action.type, action.parameters);
  if (missing.length > 0) throw new SimulatorError(`The action lacks ${missing.join(" and ")}.`);
  const outcome = await execute(action, contact, world);
  const pass = (branch: string) => contact.steps.push({ flow: frame.flow.name, block: action.identifier, type: action.type, branch });
  switch (outcome.kind) {
    case "end":
      pass(outcome.end);
      return outcome;
    case "flow":
      pass("transfer");
      contact.frames.splice(0, contact.frames.length, newFrame(world.instance.flows.get(outcome.arn) as DeployedFlow));
      return undefined;
    case "module":
      if (contact.frames.length > MAXIMUM_MODULE_LEVELS) throw new SimulatorError(`Modules are nested more than ${MAXIMUM_MODULE_LEVELS} levels deep.`);
      pass("module");
      frame.external = undefined;
      contact.frames.push(newFrame(world.instance.modules.get(outcome.arn) as DeployedFlow));
      return undefined;
    case "return": {
      pass("return");
      const caller = contact.frames.at(-2);
      if (caller === undefined) throw new SimulatorError("A module's end was reached outside of a module.");
      contact.frames.pop();
      const invoked = caller.flow.content.actions.get(caller.block);
      const result = outcome.result === undefined ? next : value(outcome.result);
      caller.block = branchOf(invoked as NonNullable<typeof invoked>, result as Outcome & { kind: "next" | "value" }).target;
      return undefined;
    }
    default: {
      const { branch, target } = branchOf(action, outcome);
      pass(branch);
      frame.block = target;
      return undefined;
    }
  }
}
