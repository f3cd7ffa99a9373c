import type { DeployedFlow, Instance } from "../simulator/instance";
import { blocksOf } from "./counts";
import type { Finding } from "./findings";

/**
 * Blocks that no call reaches.
 * @param whole whether everything was walked, faults too; otherwise only blocks count that no branch leads to
 */
export function unreachable(instance: Instance, reached: ReadonlySet<string>, whole: boolean): Finding[] {
  const led = new Map(
    [...instance.flows.values(), ...instance.modules.values()].map((flow) => [flow.name, ledTo(flow)]),
  );
  return blocksOf(instance)
    .filter(({ flow, block }) => (whole ? !reached.has(`${flow}/${block}`) : led.get(flow)?.has(block) === false))
    .map(({ flow, block }): Finding => ({
      id: "unreachable-block",
      flow,
      block,
      message:
        led.get(flow)?.has(block) === false
          ? "No branch leads to it from the flow's start."
          : "Branches lead to it, but no call takes them all.",
    }));
}

/** The blocks that branches lead to from the start of a flow. */
function ledTo({ content: { start, actions } }: DeployedFlow): Set<string> {
  const found = new Set([start]);
  for (const block of found) {
    const action = actions.get(block);
    for (const target of [
      action?.next,
      ...Object.values(action?.errors ?? {}),
      ...(action?.conditions ?? []).map(({ next }) => next),
    ])
      if (target !== undefined) found.add(target);
  }
  return found;
}
