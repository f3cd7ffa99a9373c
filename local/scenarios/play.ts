import { ContentError, type ContentProblem, type Scenario } from "connect-ivr/content";
import { everyText, maskDigits } from "connect-ivr/internal/handlers/shared/maskDigits";
import type { Fault } from "../emulator/backend/faults";
import { inLanes } from "../shared/concurrency";
import type { Laptop } from "../laptop";
import type { Step } from "../simulator/observed";
import { type Finding, findingsOf } from "./outcome";
import { type Plan, planOf, siteOf } from "./plan";
import { type Miss, storyOf, type Story } from "./story";
import type { Script } from "../simulator/script";
import type { ThirdPartyOutcome } from "../simulator/world";
import type { Utterance } from "../shared/transcript";

/** A scenario that was played. */
export interface Played {
  readonly scenario: Scenario;
  readonly stack: string;
  /** Empty when all came true. */
  readonly findings: readonly Finding[];
  /** As it may be shown: long numbers are masked. */
  readonly transcript: readonly Utterance[];
  readonly steps: readonly Step[];
  readonly milliseconds: number;
}

/** What of a running stack scenarios are played on. */
export type Stage = Pick<Laptop, "instance" | "numbers" | "graph" | "call" | "backend" | "reset">;

/**
 * Plays scenarios on a running stack: many at once, and then those that are played alone, one after the other, each on
 * systems that are as at the start.
 * @returns them in the order of the list
 * @throws ContentError with every name in them that the stack does not know
 */
export async function playAll(scenarios: readonly Scenario[], stack: string, laptop: Stage): Promise<Played[]> {
  const problems: ContentProblem[] = [];
  const site = siteOf(laptop);
  const plans = scenarios.map((scenario) => planOf(scenario, site, problems));
  if (problems.length > 0) throw new ContentError(problems);
  const played: Played[] = [];
  const all = (plans as Plan[]).map((plan, index) => ({ plan, index }));
  const alone = all.filter(({ plan: { scenario } }) => isPlayedAlone(scenario));
  await inLanes(
    all.filter((one) => !alone.includes(one)),
    async ({ plan, index }) => void (played[index] = await play(plan, stack, laptop)),
  );
  for (const { plan, index } of alone) {
    await laptop.reset();
    for (const [what, fault] of Object.entries(plan.scenario.world.systems ?? {}))
      laptop.backend.faults.set(what, fault as Fault);
    played[index] = await play(plan, stack, laptop);
  }
  if (alone.length > 0) await laptop.reset();
  return played;
}

/** What a story tells of the company's systems, and a callback that it leaves, is no other story's. */
const isPlayedAlone = ({ world, ends }: Scenario): boolean => world.systems !== undefined || ends.in === "callback";

async function play({ scenario, call }: Plan, stack: string, laptop: Stage): Promise<Played> {
  const started = performance.now();
  const story = storyOf(scenario.steps, () => laptop.backend.outbox.at(-1)?.code);
  const result = await laptop.call(call, scriptOf(scenario, story));
  const miss = story.miss();
  return {
    scenario,
    stack,
    findings: findingsOf(scenario, result, miss),
    transcript: everyText(untilMiss(result.transcript, miss), maskDigits),
    steps: result.steps,
    milliseconds: performance.now() - started,
  };
}

/** A miss is known at once where the very next prompt was another one; any other only when the call is over. */
function untilMiss(transcript: readonly Utterance[], miss: Miss | undefined): readonly Utterance[] {
  const last = miss?.step.does === "hears" && miss.step.how === "next" ? miss.heard[0] : undefined;
  return last === undefined ? transcript : transcript.slice(0, transcript.indexOf(last) + 1);
}

/** The simulator's script of a scenario: the one place where the words of the one become those of the other. */
export function scriptOf(
  { world: { failing, force, answers, full, wait, outsideNumbers, service } }: Pick<Scenario, "world">,
  story: Pick<Story, "caller" | "heard" | "leaves">,
): Script {
  return {
    caller: story.caller,
    heard: story.heard,
    leaves: story.leaves,
    ...(failing && { failingFunctions: failing }),
    ...(force && { force }),
    ...(answers && { functionAnswers: answers }),
    ...(full && { queues: Object.fromEntries(full.map((queue) => [queue, { full: true }])) }),
    ...(wait && { wait: { seconds: wait.seconds, then: wait.then === "answered" ? "answered" : "hangUp" } }),
    // The names are checked before a scenario is played.
    ...(outsideNumbers && { thirdParty: outsideNumbers as Readonly<Record<string, ThirdPartyOutcome>> }),
    ...(service && { behaviours: service }),
  };
}
