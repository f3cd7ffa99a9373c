import { isReference, type Json } from "connect-ivr/flow";
import { type Contact, frameOf } from "../contact";
import { findFlow } from "../found";
import { isOpen } from "../hours";
import { find } from "../instance";
import { rawOf, textOf, resolved } from "../resolve";
import { end, error, type Executor, failed, hold, value } from "./outcome";
import { SimulatorError } from "../../shared/errors";

const MAXIMUM_ROUNDS = 100;

/** Goes on so many times, then is done once, then counts anew (reference 2.4). */
const loop: Executor = (action, contact, world) => {
  const other = Object.keys(action.parameters).find((name) => name !== "LoopCount");
  if (other !== undefined)
    throw new SimulatorError(
      `A loop by ${other} is not simulated: how the service writes a loop over a list is not known. Count with LoopCount.`,
    );
  const frame = frameOf(contact);
  const rounds = Number(textOf(action.parameters["LoopCount"], contact, world) || NaN);
  if (!Number.isInteger(rounds) || rounds < 0 || rounds > MAXIMUM_ROUNDS) return failed;
  const done = frame.loops.get(action.identifier) ?? 0;
  const goesOn = done < rounds;
  frame.loops = new Map([...frame.loops, [action.identifier, goesOn ? done + 1 : 0]]);
  return value(goesOn ? "ContinueLooping" : "DoneLooping");
};

/** The stages whose flow has nothing behind it: its end is the contact's. */
const OWN_FLOWS: ReadonlySet<Contact["stage"]> = new Set(["flow", "disconnect", "transfer"]);
/** Whether hours are open now, unless the world has an answer of its own: `True` or `False`. */
const checkHours: Executor = ({ identifier, type, parameters }, contact, world) => {
  const answer = world.answer?.({ flow: frameOf(contact).flow.name, block: identifier, type });
  if (answer === "True" || answer === "False") return value(answer);
  const { HoursOfOperationId: named } = parameters;
  const queue = contact.queue && world.instance.queues.get(contact.queue.arn);
  if (named === undefined && queue === undefined) return failed;
  const id = named === undefined ? queue?.hours : textOf(named, contact, world);
  if (id === undefined)
    throw new SimulatorError(`The hours of the queue ${queue?.name} are not known. Name the hours in the block.`);
  const hours = find(world.instance.hours, id);
  return hours === undefined ? failed : value(isOpen(hours, new Date(contact.now)) ? "True" : "False");
};

/** A pause of a chat, such as a guide; what ends it early is not scripted (reference 2.4). */
const wait: Executor = ({ parameters }, contact, world) => {
  if (contact.channel === "VOICE")
    throw new SimulatorError(
      "What Wait does to a voice contact is not known. Use a <break> of SSML or a prompt without sound.",
    );
  if (parameters["ContinueExecution"] !== undefined)
    throw new SimulatorError("What Wait does with ContinueExecution is not known. Leave it out.");
  // No bot takes part in a guide.
  if ((parameters["Events"] as readonly Json[] | undefined)?.includes("BotParticipantDisconnected"))
    return error("ParticipantNotFound");
  const seconds = Number(textOf(parameters["TimeLimitSeconds"], contact, world) || NaN);
  if (!(seconds >= 0)) return failed;
  contact.now += seconds * 1000;
  return value("WaitCompleted");
};

export const controlActions: Readonly<Record<string, Executor>> = {
  Compare: ({ parameters: { ComparisonValue: reference } }, contact, world) => {
    const text = textOf(reference, contact, world);
    return text === "" && isReference(reference)
      ? { kind: "value", value: text, raw: rawOf(reference, contact, world) }
      : value(text);
  },
  Loop: loop,
  /** Conditions hold 1 + the percentages up to theirs: the draw is from 1 to 100 (reference 2.4). */
  DistributeByPercentage: (_action, contact, world) => {
    const drawn = world.percentile(contact);
    contact.draws++;
    return value(String(drawn));
  },
  CheckHoursOfOperation: checkHours,
  Wait: wait,
  TransferToFlow: (action, contact, world) => {
    const flow = findFlow(action.parameters["ContactFlowId"], contact, world);
    return flow === undefined ? failed : { kind: "flow", flow };
  },
  // The flow may end and the contact go on: it waits in silence, or hears the next flow (reference 2.2).
  EndFlowExecution: (_action, { stage }) => (OWN_FLOWS.has(stage) ? end({ end: "goodbye" }) : hold),
  DisconnectParticipant: (_action, { callback }) =>
    end(callback === undefined ? { end: "goodbye" } : { end: "callback", route: callback }),
};

/** Modules take and give JSON; texts in it may be references (reference 1.8). */
export const moduleActions: Readonly<Record<string, Executor>> = {
  InvokeFlowModule: ({ parameters }, contact, world) => {
    const module = find(world.instance.modules, textOf(parameters["FlowModuleId"], contact, world));
    return module === undefined
      ? failed
      : { kind: "module", module, input: resolved(parameters["Input"], contact, world) };
  },
  EndFlowModuleExecution: ({ parameters: { Result, ResultData } }, contact, world) => ({
    kind: "return",
    ...(typeof Result === "string" && { result: Result }),
    ...(ResultData !== undefined && { data: resolved(ResultData, contact, world) }),
  }),
};
