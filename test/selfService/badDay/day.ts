import { NOT_CHARGED, type Try, type World } from "./world";

/** How the day goes on after something went wrong. */
export interface Plan {
  /** Whether Amazon Connect asks again although it was answered: the answer was lost on its way. */
  readonly again?: boolean | undefined;
  /** When what was delayed arrives. Default: at once. */
  readonly arrives?: "at once" | "after the call" | "after the next call" | undefined;
  /** The API profile by which functions of before serve the next calls of the same hour. Default: none do. */
  readonly mixed?: string | undefined;
  /** Whether the day has what finds most, and no more. Default: false. */
  readonly brief?: boolean | undefined;
}

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** What the caller of a try was told: by the invocation that began last, for Connect waits for no earlier one. */
const heardOf = ({ told }: Try): string | undefined => told.at(-1);

/** The same customer calls again and pays what is due. @param before the API profile of a function of before */
async function another(world: World, before?: string): Promise<string | undefined> {
  if (!(await world.isDue())) return undefined;
  const one = world.attempt(await world.call(), "good", 1, before);
  return (await (before === undefined ? world.pay(one) : world.payBefore(one))).told;
}

/** What Connect and the caller do when an invocation of a try is over. */
async function restOfTheCall(world: World, one: Try, { again = false }: Plan): Promise<void> {
  if (again || heardOf(one) === undefined) await world.pay(one);
  if (!NOT_CHARGED.includes(heardOf(one))) return;
  await world.pay(world.attempt(one.call, "good", Number(one.parameters.attempt) + 1, one.parameters.apiProfile));
}

/**
 * The network is well again, and the world goes on: the call, other calls, the settler, the bank and the order system.
 * In the end everything has to have been settled, and the next debt can be paid.
 */
export async function restOfTheDay(world: World, plan: Plan, ...tries: readonly Try[]): Promise<void> {
  const { arrives = "at once", mixed, brief = false } = plan;
  if (arrives === "at once") await world.deliver();
  for (const one of tries) await restOfTheCall(world, one, plan);
  if (arrives === "after the call") await world.deliver();
  world.pass(31);
  await another(world, mixed);
  await world.deliver();
  if (!brief) await world.settle();
  world.pass(61 * MINUTE);
  world.bankDecides();
  await world.settle();
  if (mixed !== undefined) await another(world, mixed);
  if (!brief) await another(world);
  world.pass(61 * MINUTE);
  if (!brief) await world.settle();
  world.pass(8 * DAY);
  await world.settle();
  // Whatever happened, the debt was charged, or can be.
  if (world.chargesOf(world.debt) === 0 && (await another(world)) !== "approved")
    world.wrong.push("nobody was charged, and nobody can pay");
  await world.ordersHear();
  await world.settle();
  await settledIn(world);
  if (!brief) await nextDebt(world);
  checkTruth(world);
}

async function nextDebt(world: World): Promise<void> {
  world.bill();
  if ((await another(world)) !== "approved") world.wrong.push("the next debt cannot be paid");
  await world.settle();
  await settledIn(world);
  if (!world.manners.references || !world.manners.revisions) return;
  // Whoever forgets that it was told is stopped by the gateway alone.
  world.ordersForget();
  if ((await another(world)) !== "settled") world.wrong.push("told another thing than settled of a charged debt");
  await world.ordersHear();
  await world.settle();
  await settledIn(world);
}

/** What became of a sale, when its call is over, one way or the other: it is carried out where it was paid. */
export async function restOfTheSale(world: World, plan: Plan): Promise<void> {
  const { arrives = "at once", brief = false } = plan;
  if (arrives !== "after the next call") await world.deliver();
  world.pass(31);
  if (!brief) await world.settle();
  await world.deliver();
  world.pass(31 * MINUTE);
  await world.settle();
  world.pass(31 * MINUTE);
  world.bankDecides();
  await world.settle();
  world.pass(61 * MINUTE);
  await world.settle();
  await world.ordersHear();
  if (!brief) {
    await world.settle();
    world.pass(8 * DAY);
  }
  await world.settle();
  await settledIn(world);
  checkTruth(world);
  for (const { orderId, state } of world.sales()) {
    const wanted = world.chargesOfOrder(orderId) > 0 ? "confirmed" : "cancelled";
    if (state !== wanted) world.wrong.push(`the order is ${state}, and has to be ${wanted}`);
  }
}

/** Nothing is open in the table, and nothing stays in it for ever. */
async function settledIn(world: World): Promise<void> {
  for (const item of await world.ground.items(world.table)) {
    const { key, unsettled, expiresAt, holds, answer, claimedUntil } = item as Record<string, string | number>;
    const kind = String(key).split("#")[0] ?? "";
    if (unsettled !== undefined) world.wrong.push(`unsettled: ${kind} ${JSON.stringify(item)}`);
    // The settler's own item; and claims of invocations that were cut, or could not note how they ended: the next that
    // claims the order writes over them, and nobody is kept from it.
    const leftBehind = holds === undefined && answer === undefined && Number(claimedUntil) <= world.seconds;
    if (expiresAt === undefined && kind !== "settler" && !(kind === "order" && leftBehind))
      world.wrong.push(`kept for ever: ${kind} ${JSON.stringify(item)}`);
  }
}

/** Every debt was charged once at most, and what callers were told is true, however late. */
function checkTruth(world: World): void {
  for (const debt of world.debts)
    if (world.chargesOf(debt) > 1) world.wrong.push(`charged ${world.chargesOf(debt)} times`);
  for (const one of world.tries) {
    const heard = heardOf(one);
    const charged = world.isCharged(one);
    if (charged && (NOT_CHARGED.includes(heard) || heard === "settled"))
      world.wrong.push(`told ${heard}, and the card was charged`);
    if (!charged && heard === "approved") world.wrong.push("told approved, and the card was not charged");
  }
  if (world.concluded.includes("ordered") && world.charges().length === 0)
    world.wrong.push("told ordered, and nothing was charged");
  if (world.concluded.includes("cancelled") && world.charges().length > 0)
    world.wrong.push("told cancelled, and the card was charged");
}
