import { type EventHook, type Fragment, fragment, type Reference, setHook } from "../../flowLanguage";

/** The flows that run at moments of a call, each with its hook. */
const HOOKS = {
  queueFlow: "CustomerQueue",
  agentWhisperFlow: "AgentWhisper",
  customerWhisperFlow: "CustomerWhisper",
  disconnectFlow: "CustomerRemaining",
  agentGuideFlow: "DefaultAgentUI",
} as const satisfies Record<string, EventHook>;
type HookedFlow = keyof typeof HOOKS;
type HookArn = `${HookedFlow}Arn`;

const FLOWS = Object.keys(HOOKS) as HookedFlow[];
/** The answers of `getEnvironment` that the hooks are set from. */
export const HOOK_ARNS = FLOWS.map((flow): HookArn => `${flow}Arn`);

const blockOf = (flow: HookedFlow): string => `set${flow[0]?.toUpperCase()}${flow.slice(1)}`;

/**
 * Sets every hook, one after the other, as the service wants it. One that cannot be set is left out: the call goes on
 * without it.
 */
export function setHooks<const Exit extends string>(
  arns: { readonly [Arn in HookArn]: Reference },
  to: { then: Exit },
): Fragment<"setQueueFlow", Exit> {
  return fragment<"setQueueFlow", Exit>(
    Object.fromEntries(
      FLOWS.map((flow, position) => {
        const next = FLOWS[position + 1];
        const then = next === undefined ? to.then : blockOf(next);
        return [blockOf(flow), setHook(HOOKS[flow], arns[`${flow}Arn`], { then, error: then })];
      }),
    ),
  );
}
