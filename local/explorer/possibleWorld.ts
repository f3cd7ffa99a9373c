import type { Action } from "connect-ivr/flow";
import type { DeployedFlow } from "../simulator/instance";
import type { LookupCall, Step } from "../simulator/observed";
import { type QueueState, unconfirmed, type World } from "../simulator/world";
import { callerActions, figures, percentiles } from "./alternatives";
import type { Choose } from "./choices";
import { examplesOf, exhausted, withoutTrail } from "./imagined";
import type { Utterance } from "../shared/transcript";

/** One way in which a block is tried. */
export interface Trial {
  readonly choose: Choose;
  /** How the service has been taken to behave so far; what is asked anew is noted. */
  readonly assumed: Record<string, string>;
  readonly heard: Utterance[];
  readonly passed: Step[];
  readonly called: LookupCall[];
}

/**
 * A world that can do everything: whatever a block asks of it is a choice of the trial that runs.
 * @param quiet the world as it is where nothing is tried
 * @param faults the error branches that the block can be made to take
 */
export function possibleWorld(
  quiet: World,
  flow: DeployedFlow,
  action: Action,
  faults: readonly string[],
  trial: () => Trial,
): World {
  const forced = [undefined, ...faults];
  return {
    ...quiet,
    heard: (utterance) => trial().heard.push(utterance),
    passed: (passed) => trial().passed.push(passed),
    called: (called) => trial().called.push(called),
    functions: {
      ...quiet.functions,
      invoke: async (arn, event, at, limit) => {
        const name = quiet.functions.nameOf(arn) ?? "";
        const examples = examplesOf(name, event);
        if (examples !== undefined) return { id: 0, answer: trial().choose("answer", name, examples) };
        const result = withoutTrail(name, await quiet.functions.invoke(arn, event, at, limit));
        const other = exhausted(name, result, event);
        return other === undefined ? result : trial().choose("answer", name, [result, other]);
      },
    },
    caller: (request) => trial().choose("caller", request.block, callerActions(request, flow)),
    force: () => trial().choose("force", `${flow.name}/${action.identifier}`, forced),
    queue: (key) => possibleQueue(key, action, flow, trial().choose),
    wait: () => "untold",
    thirdParty: (number) =>
      trial().choose("thirdParty", number, ["answered", "CallFailed", "ConnectionTimeLimitExceeded"] as const),
    percentile: () => trial().choose("percentile", action.identifier, percentiles(action)),
    behaviour: (name) => {
      const { assumed, choose } = trial();
      const known = (assumed[name] ??= choose("behaviour", name, unconfirmed[name] as readonly string[]));
      return known as (typeof unconfirmed)[typeof name][number];
    },
  };
}

/** A queue whose every figure is a choice, from the moment it is looked at. */
function possibleQueue(key: string, action: Action, flow: DeployedFlow, choose: Choose): QueueState {
  const seen = new Map<string, unknown>();
  const once = <Value>(name: string, options: readonly Value[]): Value => {
    if (!seen.has(name)) seen.set(name, choose("queue", `${key} ${name}`, options));
    return seen.get(name) as Value;
  };
  const figure = (name: string): number => once(name, figures(name, action, flow));
  return {
    get full() {
      return once("full", [false, true]);
    },
    get contacts() {
      return figure("contacts");
    },
    get oldestContactSeconds() {
      return figure("oldestContactSeconds");
    },
    get agentsOnline() {
      return figure("agentsOnline");
    },
    get agentsStaffed() {
      return figure("agentsStaffed");
    },
    get agentsAvailable() {
      return figure("agentsAvailable");
    },
    get position() {
      return figure("position");
    },
    get estimatedWaitSeconds() {
      return figure("estimatedWaitSeconds");
    },
  };
}
