import type { Action } from "connect-ivr/flow";
import { type Contact, copyOf, frameOf } from "../simulator/contact";
import type { Instance } from "../simulator/instance";
import { step } from "../simulator/step";
import type { CallerAction, World } from "../simulator/world";
import { readingOf } from "./alternatives";
import type { Answers } from "./answers";
import { type Choice, type Choose, everyWay } from "./choices";
import type { Finding } from "./findings";
import { judge, type Observed, remembered } from "./judge";
import { possibleWorld, type Trial } from "./possibleWorld";
import type { Root } from "./roots";
import type { SpokenLanguages } from "./spokenLanguages";
import { SimulatorError } from "../shared/errors";
import type { State } from "./stretch";

/** One way on from a state. */
export interface Way {
  readonly choices: readonly Choice[];
  readonly observed: Observed;
  readonly findings: readonly Finding[];
  /** The state that follows; undefined when the call is over. */
  readonly to: State | undefined;
  /** The contact as the call ended. */
  readonly last: Contact;
}

/** What of a root a block looked at: for roots that agree in it, the ways are the same. */
export interface LookedAt {
  readonly dialed: boolean;
  readonly caller: boolean;
  readonly moment: boolean;
}

export interface Site {
  /** The world as it is where nothing is tried. */
  readonly quiet: World;
  readonly instance: Instance;
  readonly answers: Answers;
  readonly languages: SpokenLanguages;
  readonly faults: boolean;
  /** Whether loops count and unconfirmed behaviour stays as it was once: one call, and not every call at once. */
  readonly exact: boolean;
}

/** All ways on from a state, each of them run by the simulator's own step. */
export async function expand(site: Site, state: State, root: Root): Promise<{ ways: Way[]; lookedAt: LookedAt }> {
  const { flow, block } = frameOf(state.contact);
  const action = flow.content.actions.get(block);
  if (action === undefined) return { ways: [brokenOff(state)], lookedAt: NOTHING_SEEN };
  const reading = readingOf(action, flow);
  const missing = reading.missing.map((error): Finding => ({
    id: "missing-branch",
    flow: flow.name,
    block,
    message: `${action.type} declares no branch for ${error}.`,
  }));
  const looks = new Looks(site, root, reading.passesNumbers);
  let trial: Trial | undefined;
  const world = possibleWorld(looks.world, flow, action, site.faults ? reading.faults : [], () => trial as Trial);
  const ways = await everyWay(async (choose): Promise<Omit<Way, "choices">> => {
    const observed: Watch = {
      heard: [],
      passed: [],
      called: [],
      asked: false,
      forced: false,
      assumed: false,
      ended: undefined,
      problem: undefined,
    };
    const assumed = { ...state.assumed };
    trial = { ...observed, assumed, choose: noting(choose, observed) };
    const contact = looks.contactOf(state.contact);
    if (!site.exact && action.type === "Loop") countFreely(contact, action, trial.choose);
    try {
      observed.ended = await step(contact, world);
    } catch (error) {
      if (!(error instanceof SimulatorError)) throw error;
      observed.problem = error.message;
    }
    const lookedAt = { ...looks.lookedAt };
    const last = { ...contact };
    Object.assign(looks.lookedAt, lookedAt);
    const findings = [...missing, ...judge(state, last, action, observed, site.languages)];
    const over = observed.ended !== undefined || observed.problem !== undefined;
    return {
      observed,
      findings,
      last,
      to: over
        ? undefined
        : {
            contact: last,
            ...remembered(state, last, action, observed, findings),
            assumed: site.exact ? assumed : last.frames.length > 1 ? ofModules(assumed) : NOTHING,
          },
    };
  });
  return { ways: ways.map(({ choices, result }) => ({ choices, ...result })), lookedAt: { ...looks.lookedAt } };
}

type Watch = { -readonly [Key in keyof Observed]: Observed[Key] };

const noting =
  (choose: Choose, observed: Watch): Choose =>
  (what, of, options) => {
    const value = choose(what, of, options);
    if (what === "force") observed.forced = value !== undefined;
    if (what === "caller") observed.asked = (value as CallerAction) !== "hangUp";
    if (what === "behaviour") observed.assumed = true;
    return value;
  };

export const NOTHING_SEEN: LookedAt = { dialed: false, caller: false, moment: false };

/** A block that is not there. */
function brokenOff({ contact }: State): Way {
  const problem = "There is no such block.";
  return {
    choices: [],
    observed: {
      heard: [],
      passed: [],
      called: [],
      asked: false,
      forced: false,
      assumed: false,
      ended: undefined,
      problem,
    },
    findings: [{ id: "dead-end", flow: frameOf(contact).flow.name, block: frameOf(contact).block, message: problem }],
    to: undefined,
    last: contact,
  };
}

/**
 * What was taken for granted, where every call is walked at once: only how a module was begun is kept, until it ends.
 */
const NOTHING: State["assumed"] = {};
const ofModules = ({ moduleFlowAttributes }: State["assumed"]): State["assumed"] =>
  moduleFlowAttributes === undefined ? NOTHING : { moduleFlowAttributes };

/** Wherever the count stands: it may go on, and it may be done. */
function countFreely(contact: Contact, { identifier }: Action, choose: Choose): void {
  const frame = frameOf(contact);
  frame.loops = new Map([[identifier, choose("loop", identifier, ["again", "done"]) === "again" ? 0 : Infinity]]);
}

/** Notes what a block looks at of its root. */
class Looks {
  readonly lookedAt = { dialed: false, caller: false, moment: false };
  readonly world: World;

  constructor(
    { quiet, instance, answers }: Site,
    private readonly root: Root,
    passesNumbers: boolean,
  ) {
    const { lookedAt } = this;
    this.world = {
      ...quiet,
      instance: {
        ...instance,
        // The clock matters to blocks by hours of operation alone, and to functions.
        get hours() {
          lookedAt.moment = true;
          return instance.hours;
        },
      },
      functions: {
        ...quiet.functions,
        invoke: async (arn, event) => {
          const { result, ofRoot } = await answers.ask(arn, event, new Date(root.at));
          // Every event holds both numbers: it matters whether the function reads them, or a parameter passes them.
          const looks = ofRoot || passesNumbers;
          Object.assign(lookedAt, { dialed: looks, caller: looks, moment: true });
          return result;
        },
      },
    };
  }

  /** A copy that stands at the root's moment and tells when its numbers are looked at. */
  contactOf(contact: Contact): Contact {
    const { root, lookedAt } = this;
    const copy = copyOf(contact);
    copy.now = root.at;
    return Object.defineProperties(copy, {
      dialed: { get: () => ((lookedAt.dialed = true), root.dialed), enumerable: true, configurable: true },
      caller: { get: () => ((lookedAt.caller = true), root.caller), enumerable: true, configurable: true },
    });
  }
}
