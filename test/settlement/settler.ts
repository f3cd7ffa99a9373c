import { expect } from "chai";
import type { Settlement, SettlePaymentsDeps } from "../../handlers/settlement/settlePayments";
import { type Front, startFront } from "../selfService/front";
import {
  type CardKeyed,
  type Contact,
  type Customer,
  NOON,
  pay,
  paymentOf,
  type Stage,
  startStage,
  VISA,
} from "../selfService/stage";

export const MINUTE_MS = 60_000;
export const IDLE: Settlement = { ran: true, seen: 0, settled: 0, open: 0, oldestMinutes: 0 };
export const DONE: Settlement = { ...IDLE, seen: 1, settled: 1 };

/** What an order's item of the call state holds. */
export type Item = Readonly<Record<string, unknown>>;

/** A stage of its own for a test, whose systems are reached by way of a front. */
export interface SettlerStage extends Stage {
  readonly front: Front;
  minutesLater(minutes: number): void;
  /** Runs the settler once, and sees that it charged nothing. */
  run(more?: Partial<SettlePaymentsDeps>): Promise<Settlement>;
  /** A card in a call of the customer's own. Default: the order of the balance. */
  paid(customer: Customer, card?: CardKeyed, orderId?: string): Promise<string>;
  /** Has the add-on reserved in a call. */
  reserved(customer: Customer, from: Contact): Promise<Readonly<Record<string, string>>>;
  itemOf(orderId: string): Promise<Item>;
  /** The orders that were reserved of the customer, each with what became of it. */
  ordersOf(customer: Customer): string[];
  /** The bank decides about the payment in doubt of an order. */
  decided(orderId: string, outcome: "approved" | "declined"): Promise<void>;
  /** The order system hears of the payment of an order. */
  told(orderId: string): Promise<void>;
  /** The keys that the gateway was asked about since the last reading. */
  askedAbout(): string[];
}

export async function startSettlerStage(): Promise<SettlerStage> {
  const stage = await startStage();
  const front = await startFront(stage.backend.url);
  stage.site.url = front.url;
  const posts = (): string[] => stage.backend.log.filter((line) => line.includes('"POST","path":"/payments"'));
  const table = stage.tables.stateTable();
  const itemOf = async (orderId: string): Promise<Item> => (await table.read(`order#${front.url}#${orderId}`)) ?? {};
  return {
    ...stage,
    front,
    minutesLater: (minutes) => {
      stage.clock.now = new Date(NOON.getTime() + minutes * MINUTE_MS);
    },
    run: async (more) => {
      const before = posts().length;
      const settlement = await stage.settle(more);
      expect(posts(), "requests for money").to.have.length(before);
      return settlement;
    },
    paid: async (customer, card = VISA, orderId = customer.orderId) =>
      (await pay(stage, await stage.verified(customer), paymentOf(stage, orderId, card)))["result"] as string,
    reserved: (_, from) =>
      stage.serve(from, { task: "order", keys: "result orderId reservation", lastPurchase: "none" }),
    itemOf,
    ordersOf: ({ accountId }) =>
      stage.backend
        .reservations()
        .filter(({ orderId }) => orderId.startsWith(accountId.replace("A-", "P-")))
        .map(({ state }) => state),
    decided: async (orderId, outcome) => stage.backend.settle((await itemOf(orderId))["paymentKey"] as string, outcome),
    told: async (orderId) => {
      const { status } = await fetch(`${stage.backend.url}/orders/${orderId}/confirm`, {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": `told-${orderId}` },
        body: JSON.stringify({ paymentId: "told" }),
      });
      expect(status).to.equal(200);
    },
    askedAbout: () =>
      front.asked
        .splice(0)
        .filter(({ method, path }) => method === "GET" && path.startsWith("/payments/"))
        .map(({ path }) => path.slice("/payments/".length)),
    close: async () => {
      await front.close();
      await stage.close();
    },
  };
}
