import type { MenuRow, NumberRow, Route } from "../../../handlers/rows";
import type { Script } from "../../simulator/script";
import type { World } from "../../simulator/world";
import { AFTER_SELF_SERVICE, AGENTS, DIALOGUES, FIRST_OPTIONS, INSTEAD, ROUTES, SECONDS, type WaitEnd, WAITS } from "./habits";
import { type Choice, choiceOf, type Random, secondsAround } from "./random";

/** What a caller does from the first menu to the end of the call. */
export interface Journey {
  /** By flow or module: what is keyed there, one entry for each input that it asks for (see `scriptedCaller`). */
  readonly keys: Readonly<Record<string, string>>;
  /** How the wait goes, where the caller comes to wait. */
  readonly wait?: WaitEnd | "callback";
  /** The queue the caller comes to, where it is full. */
  readonly queue?: string;
}

const MAIN_FLOW = "mainFlow";
/** Callers who change the menu twice are too few to make up. */
const MENUS = 2;

/** Whoever calls when it is closed hears so. */
export const unserved: Journey = { keys: {} };

const weighted = <Name extends string>(weights: Readonly<Record<Name, number>>): Choice<Name> => choiceOf(Object.entries(weights) as [Name, number][]);
const waits = weighted(WAITS);
const agents = choiceOf(AGENTS.map((agent) => [agent, 1]));
const afterwards = weighted(AFTER_SELF_SERVICE);

/** All that callers of a number can do, drawn by their habits. */
export function journeysOf(menus: ReadonlyMap<string, MenuRow>): (number: NumberRow, language: string, random: Random) => Journey {
  const choices = new Map([...menus].map(([name, row]) => [name, choiceIn(row)]));

  function inMenu(name: string, depth: number, keyed: readonly string[], language: string, random: Random): Journey {
    const choice = choices.get(name);
    if (choice === undefined) throw new Error(`There is no menu ${name}.`);
    const taken = choice.draw(random);
    const main = (...more: string[]) => ({ [MAIN_FLOW]: [...keyed, ...more].join(" ") });
    if (taken === "hangUp") return { keys: main("h") };
    if (taken === "agent") return { keys: main("0"), wait: waitOnLine(random) };
    if (taken === "silence") return { keys: main("w", "w", "w", "w"), wait: "late" };
    const [key, { type, target }] = taken;
    if (type === "menu") return depth === MENUS ? { keys: main(key, "h") } : inMenu(target, depth + 1, [...keyed, key], language, random);
    if (type === "callback") return { keys: main(key), wait: "callback" };
    if (type === "queue") return { keys: main(key), wait: waits.draw(random), queue: target.replace("{language}", language) };
    const dialogue = DIALOGUES[target];
    const { keys } = dialogue === undefined ? { keys: {} } : choiceOf(dialogue.map((one) => [one, one.weight])).draw(random);
    return afterwards.draw(random) === "agent" ? { keys: { ...keys, ...main(key, "0") }, wait: "soon" } : { keys: { ...keys, ...main(key, "h") } };
  }

  return (number, language, random) => inMenu(number.menu, 1, [], language, random);
}

type Taken = keyof typeof INSTEAD | readonly [key: string, route: Route];

function choiceIn({ routes }: MenuRow): Choice<Taken> {
  const options = Object.entries(routes).filter(([key]) => /^[1-8]$/.test(key));
  return choiceOf<Taken>([
    ...(Object.entries(INSTEAD) as [keyof typeof INSTEAD, number][]),
    ...options.map(([key, route], index): [Taken, number] => [[key, route], ROUTES[route.type] * (FIRST_OPTIONS[index] ?? 1)]),
  ]);
}

/** Where the queue is not known beforehand, it cannot be told to be full. */
function waitOnLine(random: Random): WaitEnd {
  const wait = waits.draw(random);
  return wait === "full" ? "late" : wait;
}

/** The world of a journey; the same draws give the same world. */
export function scriptOf({ keys, wait, queue }: Journey, optionKey: string, random: Random): Script {
  const seconds = (what: keyof typeof SECONDS): number => secondsAround(SECONDS[what], random);
  const [first, next] = [agents.draw(random), agents.draw(random)];
  const agentLeaves = random() < 0.5;
  const isTransferred = wait === "transferred" && queue !== undefined;
  return {
    caller: callerOf({ languageModule: optionKey, ...keys }),
    ...(wait === "full" && queue !== undefined && { queues: { [queue]: { full: true } } }),
    ...(wait !== undefined && wait !== "full" && {
      wait: wait === "abandoned" ? { seconds: seconds("abandoned"), then: "hangUp" } : { seconds: seconds(wait === "transferred" ? "soon" : wait), then: "answered" },
    }),
    agent: {
      ...named(first),
      talkSeconds: seconds("talk"),
      holdSeconds: random() < 0.2 ? [seconds("hold")] : [],
      afterContactWorkSeconds: seconds("afterContactWork"),
      ends: isTransferred ? { transferTo: "queueTransferFlow", queue, next: { ...named(next), talkSeconds: seconds("talk") } } : agentLeaves ? "agent" : "caller",
    },
  };
}

const named = ([firstName, lastName]: (typeof AGENTS)[number]) => ({ firstName, lastName, userName: `${firstName}.${lastName}`.toLowerCase() });

/** A caller who keys in each flow what is scripted for it, then hangs up in the main menu and is silent elsewhere. */
function callerOf(keys: Readonly<Record<string, string>>): World["caller"] {
  const callers = new Map(Object.entries(keys).map(([flow, entries]) => [flow, entries.split(" ").filter((entry) => entry !== "")]));
  return ({ flow }) => {
    const entry = callers.get(flow)?.shift() ?? (flow === MAIN_FLOW ? "h" : "w");
    if (entry === "h") return "hangUp";
    return entry === "w" ? "silence" : { keys: entry };
  };
}
