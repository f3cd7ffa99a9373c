import { expect } from "chai";
import { inLanes } from "../../../local/shared/concurrency";
import { drawsOf } from "../../random";
import type { Plan } from "./day";
import { ALL_KINDS, faultsAt, type Kind, type Planned } from "./faults";
import { drawnChoice, Gate, inEveryOrder } from "./gate";
import type { Ground } from "./ground";
import type { Passed } from "./network";
import type { Crowd } from "./crowds";
import type { Scene } from "./scenes";
import { type Manners, type Way, World } from "./world";

/** The companies that the days are played in, in turn. */
const MANNERS: readonly Manners[] = [
  // What a gateway refuses by itself proves nothing: mostly it knows no names of debts.
  { revisions: true, references: false, late: true, profiles: ["default"], bank: "approved" },
  { revisions: false, references: false, late: true, profiles: ["default"], bank: "declined" },
  { revisions: true, references: true, late: true, profiles: ["default"], bank: "approved" },
  { revisions: true, references: false, late: false, profiles: ["default"], bank: "declined" },
  { revisions: false, references: false, late: false, profiles: ["default"], bank: "approved" },
];
const [HARSHEST] = MANNERS as readonly [Manners];

const PLANS: readonly Plan[] = [
  { arrives: "at once" },
  { arrives: "after the next call", again: true },
  { arrives: "after the call" },
];

/** One of a list, another for each number. */
const inTurn = <One>(list: readonly One[], number: number): One => list[number % list.length] as One;

/** What days came to. */
export interface Played {
  readonly days: number;
  /** Requests that met a fault, of those that the invocation makes without one. */
  readonly positions: number;
}

/** Days that went wrong, with their stories. */
class Failures {
  readonly #failed: { readonly name: string; readonly wrong: readonly string[]; readonly story: readonly string[] }[] =
    [];

  note(name: string, { manners, wrong, story }: World): void {
    if (wrong.length > 0) this.#failed.push({ name: `${name} ${JSON.stringify(manners)}`, wrong, story: [...story] });
  }

  /** Tells all by name, and the shortest in full. */
  expectNone(): void {
    const [shortest] = [...this.#failed].sort((one, other) => one.story.length - other.story.length);
    if (shortest === undefined) return;
    const names = this.#failed.map(({ name, wrong }) => `- ${name}: ${[...new Set(wrong)].join("; ").slice(0, 300)}`);
    const told = [`${names.length} days went wrong.`, ...names.slice(0, 40), shortest.name, ...shortest.story];
    expect.fail(told.join("\n"));
  }
}

async function inWorld<Result>(ground: Ground, manners: Manners, work: (world: World) => Promise<Result>) {
  const world = await World.begin(ground, manners);
  try {
    return await work(world);
  } finally {
    await world.end();
  }
}

/** The invocation of a scene as it goes where nothing goes wrong. */
const unharmed = (ground: Ground, scene: Scene, manners: Manners) =>
  inWorld(ground, { ...manners, ...scene.needs }, async (world) => (await scene.set(world)).act({ watched: true }));

export interface Extent {
  /** Default: all. */
  readonly kinds?: readonly Kind[] | undefined;
  /** Default: false. */
  readonly brief?: boolean | undefined;
}

/** Of requests that differ in an id alone, the first. */
const unlike = (requests: readonly Passed[]): Passed[] =>
  requests.filter(({ name }, index) => requests.findIndex((other) => other.name === name) === index);

const nameOf = ({ party, at }: Passed): string => `${party} ${at}`;

/** Plays a scene with every fault at every request of its invocation. */
export async function playFaults(ground: Ground, scene: Scene, extent: Extent = {}): Promise<Played> {
  const { kinds = ALL_KINDS, brief = false } = extent;
  const failures = new Failures();
  const without = await Promise.all(MANNERS.map((manners) => unharmed(ground, scene, manners)));
  const requests = without[0]?.passed ?? [];
  const met = new Set<string>();
  const days = faultsAt(brief ? unlike(requests) : requests, kinds);
  await inLanes(days, async (one, number) => {
    const told = inTurn(without, number).told;
    const plan = { ...inTurn(PLANS, number), brief };
    if (await dayWith(ground, scene, one, inTurn(MANNERS, number), plan, told, failures)) met.add(nameOf(one.at));
  });
  failures.expectNone();
  // A fault that nothing meets proves nothing.
  expect([...met].sort(), scene.name).to.deep.equal([...new Set(days.map(({ at }) => nameOf(at)))].sort());
  return { days: days.length, positions: met.size };
}

/** @returns whether a request met the fault */
async function dayWith(
  ground: Ground,
  scene: Scene,
  { name, fault, recovers }: Planned,
  manners: Manners,
  plan: Plan,
  toldWithout: string | undefined,
  failures: Failures,
): Promise<boolean> {
  return inWorld(ground, { ...manners, ...scene.needs }, async (world) => {
    const { act, rest } = await scene.set(world);
    const went = await act({ fault });
    if (recovers && scene.recovers !== false && went.told !== toldWithout)
      world.wrong.push(`told ${went.told}, and without the fault ${toldWithout}`);
    await rest(plan);
    failures.note(`${scene.name}: ${name}`, world);
    return went.hit;
  });
}

/** Plays days drawn from all scenes and faults. @param seed the same days for the same */
export async function playDrawn(
  ground: Ground,
  scenes: readonly Scene[],
  count: number,
  seed: string,
): Promise<Played> {
  const failures = new Failures();
  const met = new Set<string>();
  await inLanes(Array.from({ length: count }), async (_, number) => {
    const draw = drawsOf(`${seed} ${number}`);
    const [scene, manners, plan] = [draw.of(scenes), draw.of(MANNERS), draw.of(PLANS)];
    const { passed, told } = await unharmed(ground, scene, manners);
    const one = draw.of(faultsAt(passed, ALL_KINDS));
    if (await dayWith(ground, scene, one, manners, { ...plan, brief: true }, told, failures))
      met.add(`${scene.name} ${nameOf(one.at)}`);
  });
  failures.expectNone();
  return { days: count, positions: met.size };
}

/** Plays a crowd in an order, and the day after it. */
async function dayOf(
  ground: Ground,
  crowd: Crowd,
  manners: Manners,
  gate: Gate,
  plan: Plan,
  failures: Failures,
  waysOf: (actors: readonly string[]) => Readonly<Record<string, Way>> = () => ({}),
): Promise<void> {
  await inWorld(ground, { ...manners, ...crowd.needs }, async (world) => {
    const { actors, rest } = await crowd.set(world);
    const names = Object.keys(actors);
    const ways = waysOf(names);
    for (const actor of names) gate.enter(actor);
    await Promise.all(Object.entries(actors).map(([actor, act]) => act({ ...ways[actor], gate, actor })));
    await rest(plan);
    const order = gate.choices.map(({ taken }) => taken).join("");
    failures.note(`${crowd.name}, in the order ${order}, ${JSON.stringify(ways)}`, world);
  });
}

/** Plays a crowd in every order of its requests. @returns how many there are */
export async function playEveryOrder(ground: Ground, crowd: Crowd): Promise<number> {
  const failures = new Failures();
  const orders = await inEveryOrder(crowd.meets, (gate) =>
    dayOf(ground, crowd, HARSHEST, gate, { brief: true, mixed: crowd.mixed }, failures),
  );
  failures.expectNone();
  return orders;
}

/**
 * Plays crowds in orders that are drawn, every other time with a fault at a drawn request of one of the crowd.
 * @param seed the same orders for the same
 * @returns how many different orders there were
 */
export async function playDrawnOrders(
  ground: Ground,
  crowds: readonly Crowd[],
  count: number,
  seed: string,
): Promise<number> {
  const failures = new Failures();
  const orders = new Set<string>();
  await inLanes(Array.from({ length: count }), async (_, number) => {
    const draw = drawsOf(`${seed} ${number}`);
    const crowd = inTurn(crowds, number);
    const gate = new Gate(drawnChoice(draw), crowd.meets);
    const manners = draw.random() < 0.5 ? HARSHEST : draw.of(MANNERS);
    const plan = { ...draw.of(PLANS), again: false, brief: true, mixed: crowd.mixed };
    await dayOf(ground, crowd, manners, gate, plan, failures, (actors) => {
      if (draw.random() < 0.5) return {};
      const { of, effects } = draw.of(ALL_KINDS);
      const party = of === "tables" ? "tables" : draw.of(["orders", "payments"] as const);
      const at = 1 + draw.below(of === "tables" ? 12 : 2);
      return { [draw.of(actors)]: { fault: { party, at, effects } } };
    });
    orders.add(`${crowd.name} ${gate.choices.map(({ taken }) => taken).join("")}`);
  });
  failures.expectNone();
  return orders.size;
}
