import type { Draws } from "../../random";

/** Where several could go on, which of them does: a number below `options`. `depth` counts such moments. */
export type Choice = (options: number, depth: number) => number;

/**
 * Lets the requests of several invocations through one at a time, in an order that is chosen: whenever all that still
 * run wait to be let through, one is. So a run depends on the choices alone, and not on the machine.
 */
export class Gate {
  readonly #running = new Set<string>();
  readonly #waiting = new Map<string, (() => void)[]>();
  #passing = false;
  /** Of how many each was chosen, and which. */
  readonly choices: { readonly options: number; readonly taken: number }[] = [];

  /** @param meets the requests that change what another reads: in what order the others pass makes no difference */
  constructor(
    private readonly choose: Choice,
    private readonly meets: RegExp,
  ) {}

  /** Whether the order of such a request counts. */
  holds(name: string): boolean {
    return this.meets.test(name);
  }

  /** To be told of all before the first begins, or the first would not be waited for. */
  enter(actor: string): void {
    this.#running.add(actor);
    this.#waiting.set(actor, []);
  }

  leave(actor: string): void {
    this.#running.delete(actor);
    this.#next();
  }

  /** Resolves when the actor may do what it asks; `done` tells that it did. */
  turn(actor: string): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.get(actor)?.push(resolve);
      this.#next();
    });
  }

  done(): void {
    this.#passing = false;
    this.#next();
  }

  #next(): void {
    const queues = [...this.#running].map((actor) => this.#waiting.get(actor) ?? []);
    if (this.#passing || queues.length === 0 || queues.some(({ length }) => length === 0)) return;
    this.#passing = true;
    queues[this.#chosen(queues.length)]?.shift()?.();
  }

  #chosen(options: number): number {
    if (options === 1) return 0;
    const taken = this.choose(options, this.choices.length) % options;
    this.choices.push({ options, taken });
    return taken;
  }
}

/**
 * Mostly who went on last goes on: what breaks is often that one does much between two steps of another, which a coin
 * that is thrown at every step hardly ever draws.
 */
export function drawnChoice({ random, below }: Draws): Choice {
  let last = 0;
  return (options) => (last = random() < 0.7 && last < options ? last : below(options));
}

const AT_ONCE = 8;

/** Does the work once for every order of the requests that meet. @returns how many there are */
export function inEveryOrder(meets: RegExp, work: (gate: Gate) => Promise<void>): Promise<number> {
  const open: (readonly number[])[] = [[]];
  let [begun, ended] = [0, 0];
  const one = async (begin: readonly number[]): Promise<void> => {
    const gate = new Gate((_, depth) => begin[depth] ?? 0, meets);
    await work(gate);
    // Behind its beginning the first was always chosen: with each of the others begin further orders.
    const taken = gate.choices.map((choice) => choice.taken);
    for (const [depth, { options }] of gate.choices.entries())
      if (depth >= begin.length)
        for (let other = 1; other < options; other++) open.push([...taken.slice(0, depth), other]);
  };
  return new Promise((resolve, reject) => {
    const next = (): void => {
      while (open.length > 0 && begun - ended < AT_ONCE) {
        begun += 1;
        one(open.pop() ?? []).then(() => ((ended += 1), next()), reject);
      }
      if (begun === ended) resolve(ended);
    };
    next();
  });
}
