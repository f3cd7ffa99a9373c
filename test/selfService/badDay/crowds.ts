import { type Plan, restOfTheDay, restOfTheSale } from "./day";
import { bought, CHARGED_UNHEARD, MINUTE, NEVER_SENT, tried } from "./scenes";
import type { Manners, Try, Way, World } from "./world";

/**
 * Requests at which invocations meet. What belongs to one call or one settler is left out, and for pairs also what
 * only one of the two touches.
 */
const MEETS = {
  anywhere: /(order|of \w+|reservation)$|open|Scan| \//,
  // An order system that hears late answers the same before and after a payment, and a gateway the same of one that is
  // over.
  atOrder: /Item order$|open payment|POST \/payments/,
  atOldClaim: /of \w+$|POST \/payments/,
  atOldClaimOfCanada: /of canada$|POST \/payments/,
  atSweep: /(order|of \w+)$|Scan|POST \/payments/,
  atSale: /Item order$|POST /,
};

/** Several invocations at once, each by the name of who makes it. */
export interface Crowd {
  readonly name: string;
  readonly meets: RegExp;
  /** The API profile by which functions of before serve the next calls too. Default: none do. */
  readonly mixed?: string;
  readonly needs?: Partial<Manners>;
  readonly set: (
    world: World,
  ) => Promise<{
    readonly actors: Readonly<Record<string, (way: Way) => Promise<unknown>>>;
    readonly rest: (plan: Plan) => Promise<void>;
  }>;
}

const TWO_PROFILES: Partial<Manners> = { profiles: ["default", "canada"] };

const payers = (world: World, tries: Readonly<Record<string, Try>>, before: readonly string[] = []) => ({
  actors: Object.fromEntries(
    Object.entries(tries).map(([name, one]) => [
      name,
      (way: Way) => (before.includes(name) ? world.payBefore(one, way) : world.pay(one, way)),
    ]),
  ),
  rest: (plan: Plan) => restOfTheDay(world, plan, ...new Set(Object.values(tries))),
});

/** Two at once, few enough steps that every order of them can be tried. */
export const PAIRS: readonly Crowd[] = [
  {
    name: "two calls pay",
    meets: MEETS.atOrder,
    set: async (world) => payers(world, { one: await tried(world), other: await tried(world) }),
  },
  {
    name: "two calls pay, by two profiles",
    meets: MEETS.atOrder,
    needs: TWO_PROFILES,
    set: async (world) => payers(world, { one: await tried(world), other: await tried(world, "good", "canada") }),
  },
  {
    name: "two calls pay, one with a card that is declined",
    meets: MEETS.atOrder,
    set: async (world) => payers(world, { one: await tried(world, "declined"), other: await tried(world) }),
  },
  {
    name: "Amazon Connect asks twice",
    meets: MEETS.atOrder,
    set: async (world) => {
      const one = await tried(world);
      return payers(world, { first: one, again: one });
    },
  },
  {
    name: "a function of before and one of after",
    meets: MEETS.atOldClaim,
    mixed: "default",
    set: async (world) => payers(world, { before: await tried(world), after: await tried(world) }, ["before"]),
  },
  {
    name: "a function of before and one of after, by two profiles",
    meets: MEETS.atOldClaimOfCanada,
    mixed: "canada",
    needs: TWO_PROFILES,
    set: async (world) =>
      payers(world, { before: await tried(world, "good", "canada"), after: await tried(world) }, ["before"]),
  },
  {
    name: "a function of before, with a card that is declined, and one of after",
    meets: MEETS.atOldClaim,
    mixed: "default",
    set: async (world) =>
      payers(world, { before: await tried(world, "declined"), after: await tried(world) }, ["before"]),
  },
  {
    name: "a function of before, and one of after with a card that is declined",
    meets: MEETS.atOldClaim,
    mixed: "default",
    set: async (world) =>
      payers(world, { before: await tried(world), after: await tried(world, "declined") }, ["before"]),
  },
  {
    name: "a function of before and one of after, for the same try",
    meets: MEETS.atOldClaim,
    mixed: "default",
    set: async (world) => {
      const one = await tried(world);
      return payers(world, { before: one, after: one }, ["before"]);
    },
  },
  ...([CHARGED_UNHEARD, NEVER_SENT] as const).map((way): Crowd => ({
    name: `a call and the settler, about a payment that was ${way === NEVER_SENT ? "not " : ""}charged`,
    meets: MEETS.atOrder,
    set: async (world) => {
      await world.pay(await tried(world), way);
      world.pass(61 * MINUTE);
      const one = await tried(world);
      const { actors, rest } = payers(world, { one });
      return { actors: { ...actors, settler: (its) => world.settle(its) }, rest };
    },
  })),
  ...([CHARGED_UNHEARD, {}] as const).map((way): Crowd => ({
    name: `a call and the settler, who takes over what a function of before left ${way === CHARGED_UNHEARD ? "in doubt" : "paid"}`,
    meets: MEETS.atSweep,
    set: async (world) => {
      await world.payBefore(await tried(world), way);
      const { actors, rest } = payers(world, { one: await tried(world) });
      return { actors: { ...actors, settler: (its) => world.settle(its) }, rest };
    },
  })),
  {
    name: "a caller who takes long to pay what was bought, and the settler who takes it back",
    meets: MEETS.atSale,
    set: async (world) => {
      const call = await bought(world);
      const one = world.attempt(call, "good");
      world.pass(31 * MINUTE);
      return {
        actors: { caller: (way) => world.pay(one, way), settler: (way) => world.settle(way) },
        rest: async (plan) => {
          await world.conclude(call);
          await restOfTheSale(world, plan);
        },
      };
    },
  },
  ...(["good", "declined"] as const).map((card): Crowd => ({
    name: `the conclusion and the settler, after a card that was ${card}`,
    meets: MEETS.atSale,
    set: async (world) => {
      const call = await bought(world);
      await world.pay(world.attempt(call, card));
      world.pass(31 * MINUTE);
      return {
        actors: { caller: (way) => world.conclude(call, way), settler: (way) => world.settle(way) },
        rest: (plan) => restOfTheSale(world, plan),
      };
    },
  })),
];

/** Three at once, of whose orders some are drawn. */
export const CROWDS: readonly Crowd[] = [
  {
    name: "Amazon Connect asks twice, and another call pays",
    meets: MEETS.anywhere,
    set: async (world) => {
      const one = await tried(world);
      return payers(world, { first: one, again: one, other: await tried(world) });
    },
  },
  {
    name: "three calls pay",
    meets: MEETS.anywhere,
    set: async (world) =>
      payers(world, { one: await tried(world), other: await tried(world, "declined"), third: await tried(world) }),
  },
  {
    name: "two calls and a function of before",
    meets: MEETS.anywhere,
    mixed: "canada",
    needs: TWO_PROFILES,
    set: async (world) =>
      payers(
        world,
        { before: await tried(world, "good", "canada"), one: await tried(world), other: await tried(world) },
        ["before"],
      ),
  },
  {
    name: "a call, a function of before and the settler",
    meets: MEETS.anywhere,
    mixed: "default",
    set: async (world) => {
      const { actors, rest } = payers(world, { before: await tried(world), one: await tried(world) }, ["before"]);
      return { actors: { ...actors, settler: (way) => world.settle(way) }, rest };
    },
  },
  {
    name: "a call, the settler, and a function of before with a card that is declined",
    meets: MEETS.anywhere,
    mixed: "default",
    set: async (world) => {
      const { actors, rest } = payers(world, { before: await tried(world, "declined"), one: await tried(world) }, [
        "before",
      ]);
      return { actors: { ...actors, settler: (way) => world.settle(way) }, rest };
    },
  },
  {
    name: "a caller who pays what was bought, the conclusion and the settler",
    meets: MEETS.anywhere,
    set: async (world) => {
      const call = await bought(world);
      const one = world.attempt(call, "good");
      world.pass(31 * MINUTE);
      return {
        actors: {
          payment: (way) => world.pay(one, way),
          conclusion: (way) => world.conclude(call, way),
          settler: (way) => world.settle(way),
        },
        rest: (plan) => restOfTheSale(world, plan),
      };
    },
  },
];
