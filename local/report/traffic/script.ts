import type { Script } from "../../simulator/script";
import type { AgentScript, Wait, World } from "../../simulator/world";
import { ACCOUNT, AGENTS, CONSENTS, SCORES, SECONDS } from "./habits";
import { type Journey, MAIN_FLOW } from "./journeys";
import { choiceOf, type Random, secondsAround, weighted } from "./random";

const agents = choiceOf(AGENTS.map((agent) => [agent, 1]));
const consents = weighted(CONSENTS);
const scores = weighted(SCORES);

/** What of a call its journey leaves open. */
export interface Circumstances {
  /** The telephone key of the language; empty where none is asked for. */
  readonly optionKey: string;
  /** The number of the caller's account. */
  readonly accountNumber: string;
  /** The caller's number; undefined where it is withheld. */
  readonly from: string | undefined;
}

/** The world of a journey; the same draws give the same world. */
export function scriptOf(
  { keys, wait, queue }: Journey,
  { optionKey, accountNumber, from }: Circumstances,
  random: Random,
): Script {
  const own = Object.fromEntries(
    Object.entries(keys).map(([flow, entries]) => [flow, entries.replaceAll(ACCOUNT, accountNumber)]),
  );
  const asked = {
    languageModule: optionKey,
    recordingModule: consents.draw(random),
    disconnectFlow: scores.draw(random),
    ...(wait === "calledBack" && { queueFlow: "1" }),
  };
  return {
    caller: callerOf({ ...asked, ...own }),
    wait: waitOf(wait, random),
    agent: agentOf(wait === "transferred" ? queue : undefined, random),
    // No made-up caller has a number that may be called, and each may be called back as often as they call.
    ...(from !== undefined && { functionAnswers: { checkCallback: { result: "allowed", number: from } } }),
    ...(wait === "full" && queue !== undefined && { queues: { [queue]: { full: true } } }),
  };
}

const seconds = (what: keyof typeof SECONDS, random: Random): number => secondsAround(SECONDS[what], random);

function waitOf(wait: Journey["wait"], random: Random): Wait {
  if (wait === "abandoned") return { seconds: seconds("abandoned", random), then: "hangUp" };
  return { seconds: seconds(wait === "late" || wait === "calledBack" ? wait : "soon", random), then: "answered" };
}

/** @param transferTo the queue that the agent transfers the caller to, its own: another team of the same skills */
function agentOf(transferTo: string | undefined, random: Random): Partial<AgentScript> {
  const talk = () => ({
    ...named(agents.draw(random)),
    talkSeconds: seconds("talk", random),
    afterContactWorkSeconds: seconds("afterContactWork", random),
  });
  const leavesFirst = random() < 0.5;
  return {
    ...talk(),
    holdSeconds: random() < 0.2 ? [seconds("hold", random)] : [],
    ends:
      transferTo !== undefined
        ? { transferTo: "queueTransferFlow", queue: transferTo, next: talk() }
        : leavesFirst
          ? "agent"
          : "caller",
  };
}

const named = ([firstName, lastName]: (typeof AGENTS)[number]) => ({
  firstName,
  lastName,
  userName: `${firstName}.${lastName}`.toLowerCase(),
});

/** A caller who keys in each flow what is scripted for it, then hangs up in the main menu and is silent elsewhere. */
function callerOf(keys: Readonly<Record<string, string>>): World["caller"] {
  const entries = new Map(
    Object.entries(keys).map(([flow, text]) => [flow, text.split(" ").filter((entry) => entry !== "")]),
  );
  return ({ flow }) => {
    const entry = entries.get(flow)?.shift() ?? (flow === MAIN_FLOW ? "h" : "w");
    if (entry === "h") return "hangUp";
    return entry === "w" ? "silence" : { keys: entry };
  };
}
