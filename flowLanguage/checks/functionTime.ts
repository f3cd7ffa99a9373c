import { specOf } from "../actions";
import type { Action } from "../document";
import type { CheckedFlow, Finding } from "./model";

/** Seconds that functions called in a row have together. */
const LIMIT_SECONDS = 20;

/**
 * Reports each function whose own time limit, with those of the functions before it, is more than the service waits
 * for.
 */
export function checkFunctionTime(flow: CheckedFlow): Finding[] {
  const before = new Map([[flow.document.start as string, 0]]);
  const pending = [flow.document.start as string];
  for (const name of pending) {
    const action = flow.actions.get(name) as Action;
    const after = Math.min(secondsAfter(action, before.get(name) as number), LIMIT_SECONDS + 1);
    for (const { target } of flow.exits.get(name) ?? []) {
      if (after <= (before.get(target) ?? -1)) continue;
      before.set(target, after);
      pending.push(target);
    }
  }
  return flow.document.actions.flatMap((action, index) => {
    const seconds = (before.get(action.identifier) ?? 0) + secondsOf(action);
    return secondsOf(action) === 0 || seconds <= LIMIT_SECONDS
      ? []
      : [
          {
            rule: "function-time",
            index,
            message: `may be waited for until ${LIMIT_SECONDS} seconds of silence are over: functions before it may take as long as they are given.`,
            remedy: "Play a prompt between the calls, or give them less time.",
          } as const,
        ];
  });
}

/** The caller hears nothing from a function, nor from a block that only decides or sets something. */
function secondsAfter(action: Action, before: number): number {
  const spec = specOf(action.type);
  const mayBeHeard =
    spec === undefined ||
    spec.waits === true ||
    ["Text", "Messages", "FlowModuleId"].some((name) => Object.hasOwn(spec.parameters, name));
  return mayBeHeard ? 0 : before + secondsOf(action);
}

const DEFAULT_SECONDS = 3;

function secondsOf({ type, parameters }: Action): number {
  if (type !== "InvokeLambdaFunction" || parameters["InvocationType"] === "ASYNCHRONOUS") return 0;
  const seconds = Number(parameters["InvocationTimeLimitSeconds"] ?? DEFAULT_SECONDS);
  return seconds > 0 ? Math.ceil(seconds) : 0;
}
