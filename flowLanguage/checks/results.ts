import { specOf } from "../actions";
import type { Action } from "../document";
import { referencesIn, stepsOf, VOLATILE_NAMESPACES } from "../references";
import { MAXIMUM_ACTIONS } from "./document";
import { reachableFrom } from "./graph";
import { type CheckedFlow, type Exit, type Finding, targetsOf } from "./model";
import { describeOrigin, type Effect, reaching } from "./reaching";

/** A read of a result: the namespace that holds it, and the key in it. */
interface Read {
  readonly reference: string;
  readonly namespace: string;
  readonly key: string | undefined;
}

/**
 * A namespace of results holds the last one only. Follows every path and reports a read of what is
 * not there when the contact comes from some block.
 */
export function checkResults(flow: CheckedFlow): Finding[] {
  const reached = reachableFrom([flow.document.start as string], targetsOf(flow));
  const enteredWithout = new Map<string, Map<string, string | undefined>>();
  const without = ({ namespace, key }: Read): Map<string, string | undefined> => {
    const name = `${namespace} ${key}`;
    const entered = enteredWithout.get(name) ?? reaching(flow, reached, true, losing(flow, namespace, key));
    enteredWithout.set(name, entered);
    return entered;
  };
  return flow.document.actions.flatMap((action, index) =>
    readsOf(flow, action)
      .filter((read) => without(read).has(action.identifier))
      .map(({ reference, ...read }): Finding => ({
        rule: "stale-result",
        index,
        message: `reads ${reference}, which is not there when the contact comes ${describeOrigin(without({ reference, ...read }).get(action.identifier))}.`,
        remedy: "Keep the result in flow attributes right after the block that fetches it, and read those.",
      })),
  );
}

function readsOf(flow: CheckedFlow, { parameters }: Action): Read[] {
  // More blocks are in no flow that the service takes: there, following every key by itself would take too long.
  const followsKeys = flow.actions.size <= MAXIMUM_ACTIONS;
  return [...new Set(referencesIn(parameters))].flatMap((reference) => {
    const [namespace = "", key] = stepsOf(reference);
    const isInput = namespace === "Modules" && key === "Input" && flow.type === "MODULE";
    return (VOLATILE_NAMESPACES as readonly string[]).includes(namespace) && !isInput
      ? [{ reference, namespace, key: followsKeys ? key : undefined }]
      : [];
  });
}

/** When a key is lost. A failed call leaves nothing behind, and no answer crosses the boundary of a module. */
const losing =
  (flow: CheckedFlow, namespace: string, key: string | undefined): Effect =>
  (action, exit) => {
    const spec = specOf(action.type);
    const fills = (spec?.results?.(action.parameters) as readonly string[] | undefined)?.includes(namespace) ?? false;
    if (fills && succeeds(exit)) return !holds(flow, action, namespace, key);
    return fills || (spec?.clears as readonly string[] | undefined)?.includes(namespace) ? true : undefined;
  };

const succeeds = ({ error }: Exit): boolean => error === undefined || error === "NoMatchingCondition";

/** Only a function whose author declared its answers, and queries of a data table, say which keys they fill. */
function holds(
  { answers }: CheckedFlow,
  { identifier, parameters: { Queries: queries } }: Action,
  namespace: string,
  key: string | undefined,
): boolean {
  if (key === undefined) return true;
  if (namespace === "External") return answers.get(identifier)?.includes(key) ?? true;
  return (
    namespace !== "DataTables" ||
    !Array.isArray(queries) ||
    queries.some((query) => (query as { QueryName?: unknown } | null)?.QueryName === key)
  );
}
