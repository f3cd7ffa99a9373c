import type { Contact } from "../stage";
import { type Plan, restOfTheDay, restOfTheSale } from "./day";
import type { CardName, Manners, Try, Way, Went, World } from "./world";

/** What one invocation does in a world that is as the scene wants it, and how the day goes on after it. */
export interface Act {
  readonly act: (way: Way) => Promise<Went>;
  readonly rest: (plan: Plan) => Promise<void>;
}

export interface Scene {
  readonly name: string;
  /** What of the manners it needs. */
  readonly needs?: Partial<Manners>;
  /** Whether its invocation recovers from a fault that happens once. Default: true. */
  readonly recovers?: boolean;
  readonly set: (world: World) => Promise<Act>;
}

export const MINUTE = 60;

/** The gateway acts, and says nothing any more. */
export const CHARGED_UNHEARD: Way = { fault: { party: "payments", at: 1, effects: ["reset after", "down"] } };
/** The gateway never gets it, and nobody knows. */
export const NEVER_SENT: Way = { fault: { party: "payments", at: 1, effects: ["reset before", "down"] } };

const paying = (world: World, one: Try, ...others: readonly Try[]): Act => ({
  act: (way) => world.pay(one, way),
  rest: (plan) => restOfTheDay(world, plan, ...others, one),
});

const settling = (world: World, ...tries: readonly Try[]): Act => ({
  act: (way) => world.settle(way),
  rest: (plan) => restOfTheDay(world, plan, ...tries),
});

/** A caller with a try of a card. */
export const tried = async (world: World, card: CardName = "good", profile?: string): Promise<Try> =>
  world.attempt(await world.call(), card, 1, profile);

const PAYMENTS: readonly Scene[] = [
  ...(["good", "declined", "undecided"] as const).map((card): Scene => ({
    name: `a card that is ${card}`,
    set: async (world) => paying(world, await tried(world, card)),
  })),
  ...(["good", "declined"] as const).map((card): Scene => ({
    name: `a card after one that was ${card}, which the gateway did not tell`,
    set: async (world) => {
      const first = await tried(world, card);
      await world.pay(first, CHARGED_UNHEARD);
      world.pass(31);
      return paying(world, await tried(world));
    },
  })),
  {
    name: "a card after one that never reached the gateway",
    set: async (world) => {
      await world.pay(await tried(world), NEVER_SENT);
      world.pass(61 * MINUTE);
      return paying(world, await tried(world));
    },
  },
  {
    name: "a card for an order that was paid",
    needs: { late: true },
    set: async (world) => {
      await world.pay(await tried(world));
      return paying(world, await tried(world));
    },
  },
  {
    name: "a card in a company with two profiles",
    needs: { profiles: ["default", "canada"] },
    set: async (world) => paying(world, await tried(world, "good", "canada")),
  },
];

const BESIDE_BEFORE: readonly Scene[] = [
  {
    name: "a card with a function of before",
    recovers: false,
    set: async (world) => {
      const one = await tried(world);
      return { act: (way) => world.payBefore(one, way), rest: (plan) => restOfTheDay(world, plan, one) };
    },
  },
  ...(["default", "canada"] as const).map((profile): Scene => ({
    name: `a card after one that a function of before charged and did not hear of, as ${profile}`,
    needs: { profiles: ["default", "canada"] },
    set: async (world) => {
      await world.payBefore(await tried(world, "good", profile), CHARGED_UNHEARD);
      return paying(world, await tried(world));
    },
  })),
  {
    name: "a card after one that a function of before charged",
    needs: { late: true },
    set: async (world) => {
      await world.payBefore(await tried(world));
      return paying(world, await tried(world));
    },
  },
  {
    name: "a card after one that a function of before found declined",
    set: async (world) => {
      await world.payBefore(await tried(world, "declined"));
      return paying(world, await tried(world));
    },
  },
];

const SETTLERS: readonly Scene[] = [
  ...(["good", "declined"] as const).map((card): Scene => ({
    name: `the settler, after a card that was ${card}, which the gateway did not tell`,
    set: async (world) => {
      const first = await tried(world, card);
      await world.pay(first, CHARGED_UNHEARD);
      world.pass(31);
      return settling(world, first);
    },
  })),
  {
    name: "the settler, after a card that never reached the gateway",
    set: async (world) => {
      const first = await tried(world);
      await world.pay(first, NEVER_SENT);
      world.pass(61 * MINUTE);
      return settling(world, first);
    },
  },
  {
    name: "the settler, after a payment that the order system knows",
    needs: { late: false },
    set: async (world) => {
      const first = await tried(world);
      await world.pay(first);
      return settling(world, first);
    },
  },
  ...([CHARGED_UNHEARD, NEVER_SENT, {}] as const).map((way): Scene => ({
    name: `the settler, after a function of before ${way === CHARGED_UNHEARD ? "charged and did not hear" : way === NEVER_SENT ? "never reached the gateway" : "charged"}`,
    set: async (world) => {
      await world.payBefore(await tried(world), way);
      return settling(world);
    },
  })),
];

/** A caller who bought something, which is not paid yet. */
export async function bought(world: World): Promise<Contact> {
  const call = await world.call();
  await world.order(call);
  return call;
}

const concluding = (world: World, call: Contact): Act => ({
  act: (way) => world.conclude(call, way),
  rest: async (plan) => {
    if (plan.again === true || world.concluded.at(-1) === undefined) await world.conclude(call);
    await restOfTheSale(world, plan);
  },
});

const SALES: readonly Scene[] = [
  {
    name: "an order",
    set: async (world) => {
      const call = await world.call();
      let told: string | undefined;
      return {
        act: async (way) => {
          const went = await world.order(call, way);
          told = went.told;
          return went;
        },
        rest: async (plan) => {
          if (told === undefined || plan.again === true) told = (await world.order(call)).told;
          if (told === "ordered") {
            await world.pay(world.attempt(call, "good"));
            await world.conclude(call);
          }
          await restOfTheSale(world, plan);
        },
      };
    },
  },
  ...(["good", "declined", "undecided"] as const).map((card): Scene => ({
    name: `the payment of what was bought, with a card that is ${card}`,
    set: async (world) => {
      const call = await bought(world);
      const one = world.attempt(call, card);
      return {
        act: (way) => world.pay(one, way),
        rest: async (plan) => {
          if (one.told.at(-1) === undefined || plan.again === true) await world.pay(one);
          await world.conclude(call);
          await restOfTheSale(world, plan);
        },
      };
    },
  })),
  ...(["good", "declined"] as const).map((card): Scene => ({
    name: `the conclusion after a card that was ${card}`,
    set: async (world) => {
      const call = await bought(world);
      await world.pay(world.attempt(call, card));
      return concluding(world, call);
    },
  })),
  {
    name: "the conclusion after a card of which the gateway did not tell",
    set: async (world) => {
      const call = await bought(world);
      await world.pay(world.attempt(call, "good"), CHARGED_UNHEARD);
      world.pass(31);
      return concluding(world, call);
    },
  },
  ...(["good", "declined", undefined] as const).map((card): Scene => ({
    name: `the settler, after a sale whose caller left after ${card === undefined ? "no card" : `a card that was ${card}`}`,
    set: async (world) => {
      const call = await bought(world);
      if (card !== undefined) await world.pay(world.attempt(call, card));
      world.pass(31 * MINUTE);
      return { act: (way) => world.settle(way), rest: (plan) => restOfTheSale(world, plan) };
    },
  })),
  {
    name: "the settler, after an order that nobody knows of",
    set: async (world) => {
      await world.order(await world.call(), { fault: { party: "orders", at: 1, effects: ["cut after"] } });
      world.pass(31 * MINUTE);
      return { act: (way) => world.settle(way), rest: (plan) => restOfTheSale(world, plan) };
    },
  },
];

/** What functions of before charged, and did not say for which debt. */
const NEXT_DEBTS: readonly Scene[] = [
  {
    name: "a card for the next debt, after one that a function of before charged",
    needs: { late: false },
    set: async (world) => {
      await world.payBefore(await tried(world));
      world.bill();
      return paying(world, await tried(world));
    },
  },
  {
    name: "a card for the next debt, after one that a function of before charged and did not hear of",
    needs: { late: false },
    set: async (world) => {
      await world.payBefore(await tried(world), CHARGED_UNHEARD);
      world.bill();
      return paying(world, await tried(world));
    },
  },
  ...([CHARGED_UNHEARD, {}] as const).map((way): Scene => ({
    name: `the settler, when another debt came after one that a function of before charged${way === CHARGED_UNHEARD ? " and did not hear of" : ""}`,
    needs: { late: false },
    set: async (world) => {
      await world.payBefore(await tried(world), way);
      world.bill();
      return settling(world);
    },
  })),
];

/** What was bought from functions of after, and paid with one of before. */
const SALES_BEFORE: readonly Scene[] = [
  ...([true, false] as const).map((late): Scene => ({
    name: `the settler, after a sale that was paid with a function of before, which the order system ${late ? "does not know" : "knows"}`,
    needs: { late },
    set: async (world) => {
      const call = await bought(world);
      await world.payBefore(world.attempt(call, "good"));
      world.pass(31 * MINUTE);
      return { act: (way) => world.settle(way), rest: (plan) => restOfTheSale(world, plan) };
    },
  })),
  ...([true, false] as const).map((late): Scene => ({
    name: `the conclusion after a function of before charged, which the order system ${late ? "does not know" : "knows"}`,
    needs: { late },
    set: async (world) => {
      const call = await bought(world);
      await world.payBefore(world.attempt(call, "good"));
      return concluding(world, call);
    },
  })),
];

export const SCENES = {
  payments: PAYMENTS,
  besideBefore: BESIDE_BEFORE,
  nextDebts: NEXT_DEBTS,
  settlers: SETTLERS,
  sales: SALES,
  salesBefore: SALES_BEFORE,
};
