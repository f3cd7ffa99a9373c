import { createHash } from "node:crypto";
import type { Functions } from "./functions";
import type { Instance } from "./instance";
import {
  type AgentScript,
  type QueueState,
  type ThirdPartyOutcome,
  unconfirmed,
  type Unconfirmed,
  type Wait,
  type World,
} from "./world";

/** What of the world around a call is scripted; the rest is as in an ordinary call. */
export interface Script {
  readonly caller: World["caller"];
  /** Error branches that blocks are made to take, by `flow/block`. */
  readonly force?: Readonly<Record<string, string>>;
  /** Functions, by name or role, whose calls fail. */
  readonly failingFunctions?: Iterable<string>;
  /** What functions, by name or role, answer instead of the values that they would. */
  readonly functionAnswers?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What differs from a quiet queue, by logical key. */
  readonly queues?: Readonly<Record<string, Partial<QueueState>>>;
  /** How the wait in a queue goes. Default: untold. */
  readonly wait?: Wait;
  readonly agent?: Partial<AgentScript>;
  /** How calls to outside numbers go, by number. Default: answered. */
  readonly thirdParty?: Readonly<Record<string, ThirdPartyOutcome>>;
  readonly behaviours?: { readonly [Name in keyof Unconfirmed]?: Unconfirmed[Name][number] };
  /**
   * What bots, data tables, customer profiles and cases answer, by `flow/block`, in the form of the namespace that it
   * fills; for hours of operation and campaigns, the value of the block.
   */
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly heard?: World["heard"];
  readonly leaves?: World["leaves"];
}

const QUIET: QueueState = {
  full: false,
  contacts: 0,
  oldestContactSeconds: 0,
  agentsOnline: 1,
  agentsStaffed: 1,
  agentsAvailable: 1,
  estimatedWaitSeconds: 0,
  position: 1,
};

const AGENT: AgentScript = {
  userName: "jane.doe",
  firstName: "Jane",
  lastName: "Doe",
  talkSeconds: 180,
  holdSeconds: [],
  ends: "caller",
  views: [],
  afterContactWorkSeconds: 30,
};

/** The world of a script. */
export function worldOf(instance: Instance, functions: Functions, script: Script): World {
  return {
    instance,
    functions: failing(answering(functions, Object.entries(script.functionAnswers ?? {})), [
      ...(script.failingFunctions ?? []),
    ]),
    caller: script.caller,
    force: ({ flow, block }) => script.force?.[`${flow}/${block}`],
    queue: (key) => ({ ...QUIET, ...script.queues?.[key] }),
    wait: () => script.wait ?? "untold",
    agent: { ...AGENT, ...script.agent },
    thirdParty: (number) => script.thirdParty?.[number] ?? "answered",
    percentile: ({ id, draws }) => (createHash("sha256").update(`${id} ${draws}`).digest().readUInt32BE() % 100) + 1,
    answer: ({ flow, block }) => script.answers?.[`${flow}/${block}`],
    behaviour: (name) => script.behaviours?.[name] ?? unconfirmed[name][0],
    ...(script.heard && { heard: script.heard }),
    ...(script.leaves && { leaves: script.leaves }),
  };
}

/** Whether a function is meant by its name or by its role. */
export const isCalled = (name: string, wanted: string): boolean => name === wanted || name.endsWith(`-${wanted}`);

/** The functions, of which some answer something else. */
function answering(
  functions: Functions,
  answers: readonly (readonly [name: string, answer: Readonly<Record<string, string>>])[],
): Functions {
  if (answers.length === 0) return functions;
  return {
    ...functions,
    invoke: async (arn, event, at, limit) => {
      const result = await functions.invoke(arn, event, at, limit);
      const changes = answers
        .filter(([wanted]) => isCalled(functions.nameOf(arn) ?? "", wanted))
        .map(([, answer]) => answer);
      return changes.length === 0 || result.error !== undefined
        ? result
        : { ...result, answer: Object.assign({}, result.answer, ...changes) as unknown };
    },
  };
}

/** The functions, of which some answer nothing but an error. */
function failing(functions: Functions, names: readonly string[]): Functions {
  if (names.length === 0) return functions;
  const isFailing = (arn: string): boolean => {
    const name = functions.nameOf(arn);
    return name !== undefined && names.some((failed) => isCalled(name, failed));
  };
  return {
    ...functions,
    invoke: (arn, event, at, limit) =>
      isFailing(arn) ? Promise.resolve({ id: 0, error: "Made to fail." }) : functions.invoke(arn, event, at, limit),
  };
}
