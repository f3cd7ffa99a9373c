import { accountService } from "../../handlers/selfService/accountService";
import { identifyCaller } from "../../handlers/selfService/identifyCaller";
import { verifyCaller } from "../../handlers/selfService/verifyCaller";
import { legacyClaims } from "../../handlers/shared/legacyClaims";
import { payments } from "../../handlers/shared/payments";
import { reservations } from "../../handlers/shared/reservations";
import { verifications } from "../../handlers/shared/verifications";
import type { Fault } from "../../local/emulator/backend/faults";
import { type Network, startNetwork } from "../handlers/network";
import { contact, type Customer, eventOf, pay, paymentOf, PENDING, type Stage, startStage, VISA } from "./stage";

/** How slow everything is that a function asks. */
export interface Slowness {
  /** How long each request to DynamoDB is on its way, in milliseconds. */
  readonly tablesMs: number;
  /** What is wrong with the company's systems, by API or operation. */
  readonly systems?: Readonly<Record<string, Fault>>;
}

export interface Outcome {
  readonly slowness: string;
  readonly tasks: readonly {
    readonly task: string;
    /** The first of its answers, or `thrown`. */
    readonly result: string;
    readonly milliseconds: number;
    /** When it is too late. */
    readonly limitMs: number;
  }[];
  /** What is not as it may be when all is over. */
  readonly wrong: readonly string[];
}

/** When Lambda ends a function, and when a flow has waited long enough for the one that it greets the caller with. */
const [LAMBDA_MS, GREETING_MS] = [7000, 4000];
const GREETING = "be known by the number";

type Task = () => Promise<Readonly<Record<string, string>>>;

/** Has everything that a caller can ask for done side by side, with all that is asked as slow as told. */
export async function doneSlowly(...slow: readonly Slowness[]): Promise<Outcome[]> {
  const stages: Awaited<ReturnType<typeof prepared>>[] = [];
  try {
    // One after another: a client finds out with its first request where DynamoDB is.
    for (const one of slow) stages.push(await prepared(one));
    return await Promise.all(stages.map(({ done }) => done()));
  } finally {
    for (const { close } of stages.reverse()) await close();
  }
}

async function prepared(slowness: Slowness) {
  const stage = await startStage();
  const network = await startNetwork();
  const { tasks, wrong } = await scene(stage, slowness);
  return {
    done: async (): Promise<Outcome> => {
      for (const [what, fault] of Object.entries(slowness.systems ?? {})) stage.backend.faults.set(what, fault);
      network.delayMs = slowness.tablesMs;
      const done = await Promise.all(Object.entries(tasks).map(([task, work]) => timed(task, work)));
      return { slowness: JSON.stringify(slowness), tasks: done, wrong: await wrong(done, network) };
    },
    close: async () => {
      await network.close();
      await stage.close();
    },
  };
}

async function timed(task: string, work: Task): Promise<Outcome["tasks"][number]> {
  const began = performance.now();
  const result = await work().then(
    (answer) => Object.values(answer)[0] as string,
    () => "thrown",
  );
  const limitMs = task === GREETING ? GREETING_MS : LAMBDA_MS;
  return { task, result, milliseconds: performance.now() - began, limitMs };
}

/** What callers ask for, and what may not have come of it. */
async function scene(stage: Stage, slowness: Slowness) {
  // Longer than any deadline: what is kept is the invocation's time, not that of a system.
  stage.site.timeoutMs = 20_000;
  const table = stage.tables.stateTable();
  const secure = stage.deps();
  const now = (): Date => stage.clock.now;
  const seconds = (): number => now().getTime() / 1000;
  const account = {
    ...secure,
    verifications: verifications(table, seconds),
    payments: payments(table, seconds),
    reservations: reservations(table, seconds),
    legacy: legacyClaims(table, seconds),
  };
  await Promise.all([secure.callState.verified("nobody"), table.read("nothing")]);

  const [paying, doubtful, buying, buyer, leaving] = [1, 2, 3, 4, 5].map(() => stage.customer()) as [
    Customer,
    Customer,
    Customer,
    Customer,
    Customer,
  ];
  const calls = new Map(
    await Promise.all(
      [paying, doubtful, buying, buyer, leaving].map(
        async (customer) => [customer, await stage.verified(customer)] as const,
      ),
    ),
  );
  const callOf = (customer: Customer) => calls.get(customer) ?? contact();
  const asked = (customer: Customer, parameters: Readonly<Record<string, string>>): Task => {
    const event = eventOf(callOf(customer), { keys: "result", language: "en-US", country: "CA", ...parameters });
    return () => accountService(event, account);
  };
  const keyed = (customer: Customer, task: string, keys: Readonly<Record<string, string>>): Task => {
    const parameters = { task, keys: "result", language: "en-US", ...keys };
    return () => stage.ask(verifyCaller, callOf(customer), parameters, secure);
  };
  const paid = (customer: Customer, orderId = customer.orderId, card = VISA): Task => {
    const wanted = paymentOf(stage, orderId, card);
    return () => pay(stage, callOf(customer), wanted, secure);
  };
  const ordered = async (customer: Customer) =>
    (await stage.serve(callOf(customer), {
      task: "order",
      keys: "result orderId reservation",
      lastPurchase: "none",
    })) as { orderId: string; reservation: string };

  await paid(doubtful, doubtful.orderId, PENDING)();
  const [bought, left] = [await ordered(buyer), await ordered(leaving)];
  await paid(buyer, bought.orderId)();

  const { accountNumber, pinKeyed } = paying;
  const tasks: Readonly<Record<string, Task>> = {
    [GREETING]: () => identifyCaller(eventOf(contact(buying.phoneNumber), { keys: "identity" }), secure),
    pay: paid(paying),
    "pay what is in doubt": paid(doubtful),
    "prove by PIN": keyed(paying, "pin", { accountNumber: stage.keyed(accountNumber), pin: stage.keyed(pinKeyed) }),
    "have a code sent": keyed(buying, "sendCode", { accountNumber: stage.keyed(buying.accountNumber) }),
    "hear of the order": asked(buying, { task: "orderStatus" }),
    "hear the balance": asked(buying, { task: "balance" }),
    quote: asked(buying, { task: "quote", orderId: buying.orderId }),
    order: asked(buying, { task: "order", lastPurchase: "none" }),
    "conclude what is paid": asked(buyer, { task: "conclude", reservation: bought.reservation }),
    "conclude what is not paid": asked(leaving, { task: "conclude", reservation: left.reservation }),
  };

  const wrong = async (done: Outcome["tasks"], network: Network): Promise<string[]> => {
    network.delayMs = 0;
    const resultOf = (task: string) => done.find((one) => one.task === task)?.result;
    const items = await stage.tables.stateItems();
    const itemOf = (orderId: string) => items.find(({ place }) => (place as { orderId?: string })?.orderId === orderId);
    const stateOf = (orderId: string) => stage.backend.reservations().find((one) => one.orderId === orderId)?.state;
    const charges = stage.backend.charges.filter(({ orderId }) => orderId === paying.orderId).length;
    const { holds, paid: paidDebt, claimedUntil } = itemOf(paying.orderId) ?? {};
    const isHeld = holds === "doubt" || paidDebt !== undefined;
    const reserved = stage.backend.reservations().filter(({ state }) => state === "reserved").length;
    const lookedAfter = items.filter(({ unsettled }) => unsettled === "reservation").length;
    // Slower tables leave no time for it, which is safe: the order stays in doubt.
    const timeToNote = slowness.tablesMs <= 400;
    const rules: Readonly<Record<string, boolean>> = {
      "the card was charged, and nothing says so": charges > 0 && !isHeld,
      "the card was charged twice": charges > 1,
      "there was no time to note how the payment ended": timeToNote && claimedUntil !== undefined,
      "the caller heard of no charge, and there is one":
        charges > 0 && !["approved", "pending"].includes(resultOf("pay") ?? ""),
      "the caller heard of a charge, and there is none": charges === 0 && resultOf("pay") === "approved",
      "what is in doubt was charged": stage.backend.charges.some(({ orderId }) => orderId === doubtful.orderId),
      "what is paid was taken back": stateOf(bought.orderId) === "cancelled",
      "what is not paid was confirmed": stateOf(left.orderId) === "confirmed",
      "an order was made that nobody will look after": reserved > lookedAfter,
    };
    return Object.entries(rules).flatMap(([what, isSo]) => (isSo ? [what] : []));
  };
  return { tasks, wrong };
}
