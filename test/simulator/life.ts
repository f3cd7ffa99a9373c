import type { CallResult } from "../../local/simulator/call";
import type { Script } from "../../local/simulator/script";
import { enterQueue, failed, hook, setContact, setQueue, text } from "./blocks";
import { arnOf, type FlowJson, type Scene } from "./world";

/** The type that a flow must have to be set by an event hook. */
const TYPES = {
  CustomerQueue: "CUSTOMER_QUEUE",
  AgentWhisper: "AGENT_WHISPER",
  CustomerWhisper: "CUSTOMER_WHISPER",
  CustomerHold: "CUSTOMER_HOLD",
  AgentHold: "AGENT_HOLD",
  CustomerRemaining: "CONTACT_FLOW",
  DefaultAgentUI: "CONTACT_FLOW",
  DisconnectAgentUI: "CONTACT_FLOW",
} as const;
type Hooks = Partial<Record<keyof typeof TYPES, FlowJson>>;

/**
 * A call at 15:00:00 that reaches the queue `support` at once, with a flow at each event hook that is
 * given, named as the hook is.
 */
export function life(hooks: Hooks, world: Partial<Script>, more: Partial<Scene> = {}): Scene {
  const names = Object.keys(hooks);
  const steps = names.map(
    (name, index) => [name, hook(name, arnOf("flow", name), names[index + 1] ?? "contact")] as const,
  );
  return {
    queues: ["support", "expert"],
    keys: "",
    world,
    ...more,
    flows: {
      main: {
        ...Object.fromEntries(steps),
        contact: setContact({ language: "fr-CA" }, "queue"),
        queue: setQueue(arnOf("queue", "support"), "enter"),
        enter: enterQueue,
        full: text("Full.", "end"),
        ...failed,
      },
      ...hooks,
      ...more.flows,
    },
    flowTypes: { ...TYPES, ...more.flowTypes },
  };
}

export const answeredAfter = (seconds: number): Script["wait"] => ({ seconds, then: "answered" });
export const hangUpAfter = (seconds: number): Script["wait"] => ({ seconds, then: "hangUp" });

/** What the caller hears, and what the agent hears. */
export const heardBy = (who: "caller" | "agent", { transcript }: CallResult): string[] =>
  transcript
    .filter(({ speaker, to }) => speaker === "system" && (to === "agent") === (who === "agent"))
    .map(({ text: words }) => words);

/** Seconds from the beginning of the call, 15:00:00, to a timestamp of a record. */
export const second = (timestamp: string | null | undefined): number | null =>
  timestamp === null || timestamp === undefined
    ? null
    : (Date.parse(timestamp) - Date.parse("2026-03-02T15:00:00Z")) / 1000;
