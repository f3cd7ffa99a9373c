import type { MenuRow, NumberRow, Route } from "connect-ivr/internal/handlers/rows";
import {
  ACCOUNT,
  AFTER_SELF_SERVICE,
  type Customer,
  CUSTOMERS,
  DIALOGUES,
  FIRST_OPTIONS,
  INSTEAD,
  ROUTES,
  SELF_SERVICE,
  type WaitEnd,
  WAITS,
} from "./habits";
import { type Choice, choiceOf, type Random, weighted } from "./random";

/** What a caller does from the first menu to the end of the call. */
export interface Journey {
  /** By flow or module: what is keyed there, one entry for each input that it asks for (see `scriptedCaller`). */
  readonly keys: Readonly<Record<string, string>>;
  /** How the wait goes, where the caller comes to wait. */
  readonly wait: WaitEnd;
  /** The queue the caller comes to, where it is known beforehand. */
  readonly queue?: string;
  /** Who calls, where self-service asks for it. */
  readonly customer?: Customer;
}

export const MAIN_FLOW = "mainFlow";
/** Callers who change the menu twice are too few to make up. */
const MENUS = 2;

/** Whoever calls when it is closed hears so. */
export const unserved: Journey = { keys: {}, wait: "soon" };
/** What is done most. */
export const usual: Journey = { keys: { [MAIN_FLOW]: "1" }, wait: "soon" };

const waits = weighted(WAITS);
const afterwards = weighted(AFTER_SELF_SERVICE);
const customers = weighted(CUSTOMERS);

/** Where a caller is: the menu, and the keys that led there. */
interface Place {
  readonly menu: string;
  readonly keyed: readonly string[];
  readonly language: string;
}

/** All that callers of a number can do, drawn by their habits. */
export function journeysOf(
  menus: ReadonlyMap<string, MenuRow>,
): (number: NumberRow, language: string, random: Random) => Journey {
  const choices = new Map([...menus].map(([name, row]) => [name, choiceIn(row)]));

  function from(place: Place, random: Random): Journey {
    const taken = (choices.get(place.menu) as Choice<Taken>).draw(random);
    const { keyed, language } = place;
    const main = (...more: string[]) => ({ [MAIN_FLOW]: [...keyed, ...more].join(" ") });
    if (taken === "hangUp") return { keys: main("h"), wait: "soon" };
    if (taken === "agent") return { keys: main("0"), wait: waitOnLine(random) };
    if (taken === "silence") return { keys: main("w", "w", "w", "w"), wait: "late" };
    const [key, route] = taken;
    if (route.type === "menu")
      return keyed.length + 1 === MENUS
        ? { keys: main(key, "h"), wait: "soon" }
        : from({ menu: route.target, keyed: [...keyed, key], language }, random);
    if (route.type === "callback") return { keys: main(key), wait: "calledBack" };
    if (route.type === "queue")
      return { keys: main(key), wait: waits.draw(random), queue: route.target.replace("{language}", language) };
    const dialogue = dialogueIn(route.target, random);
    return {
      ...(isOfCustomer(dialogue) && { customer: customers.draw(random) }),
      keys: { ...dialogue, ...main(key, afterwards.draw(random) === "agent" ? "0" : "h") },
      wait: "soon",
    };
  }

  return ({ menu }, language, random) => from({ menu, keyed: [], language }, random);
}

function dialogueIn(module: string, random: Random): Journey["keys"] {
  const dialogues = DIALOGUES[module];
  return dialogues === undefined ? {} : choiceOf(dialogues.map((one) => [one.keys, one.weight])).draw(random);
}

/** Whether the caller proves in it who they are, which only a customer can. */
const isOfCustomer = (dialogue: Journey["keys"]): boolean =>
  Object.values(dialogue).some((keyed) => keyed.includes(ACCOUNT));

type Taken = keyof typeof INSTEAD | readonly [key: string, route: Route];

function choiceIn({ routes }: MenuRow): Choice<Taken> {
  const options = Object.entries(routes).filter(([key]) => /^[1-8]$/.test(key));
  return choiceOf<Taken>([
    ...(Object.entries(INSTEAD) as [keyof typeof INSTEAD, number][]),
    ...options.map(([key, route], index): [Taken, number] => [
      [key, route],
      (route.overdue === undefined ? ROUTES[route.type] : SELF_SERVICE) * (FIRST_OPTIONS[index] ?? 1),
    ]),
  ]);
}

/** Where the queue is not known beforehand, it cannot be told to be full. */
function waitOnLine(random: Random): WaitEnd {
  const wait = waits.draw(random);
  return wait === "full" ? "late" : wait;
}
