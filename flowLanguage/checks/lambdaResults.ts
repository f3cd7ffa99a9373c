import { type Block, exitsOf, type Flow } from "../block";
import type { Problem } from "../problem";
import { referencesIn, stepsOf } from "../references";

const NOTHING = "(no call)";

/**
 * `$.External` holds the answer of the last call only. Follows every path and reports a read of
 * a key that the call before it, on some path, does not answer.
 */
export function checkLambdaResults(flow: Flow): Problem[] {
  const lastCalls = new Map<string, Set<string>>([[flow.start, new Set([NOTHING])]]);
  const pending = [flow.start];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const block = flow.blocks[name];
    if (block === undefined) continue;
    for (const { branch, target } of exitsOf(block)) {
      const after = callsAfter(name, block, branch, lastCalls.get(name) as Set<string>);
      const known = lastCalls.get(target) ?? new Set<string>();
      const merged = new Set([...known, ...after]);
      if (merged.size > known.size) {
        lastCalls.set(target, merged);
        pending.push(target);
      }
    }
  }
  return [...lastCalls].flatMap(([name, calls]) => staleReads(flow, name, calls));
}

/** A failed call leaves nothing behind, and no answer crosses the boundary of a module. */
function callsAfter(name: string, block: Block, branch: string, before: ReadonlySet<string>): ReadonlySet<string> {
  if (block.type === "InvokeFlowModule") return new Set([NOTHING]);
  return block.type === "InvokeLambdaFunction" ? new Set([branch === "NoMatchingError" ? NOTHING : name]) : before;
}

function staleReads(flow: Flow, name: string, calls: ReadonlySet<string>): Problem[] {
  const reads = referencesIn(flow.blocks[name]?.parameters).filter((reference) => stepsOf(reference)[0] === "External");
  const answeredBy = (call: string, key: string): boolean => flow.blocks[call]?.answers?.includes(key) ?? false;
  return reads.flatMap((reference) => {
    const key = stepsOf(reference)[1] as string;
    const wrong = [...calls].filter((call) => !answeredBy(call, key));
    return wrong.length === 0
      ? []
      : [{ flow: flow.name, block: name, rule: "stale-result", message: `reads ${reference}, which is not there after ${wrong.join(" or ")}.`, remedy: "Keep the answer in flow attributes right after the call." }];
  });
}
