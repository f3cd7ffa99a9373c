import { expect } from "chai";
import { afterEach, beforeEach } from "mocha";
import {
  type CardKeyed,
  type Contact,
  contact,
  type Customer,
  DECLINED,
  NOON,
  pay,
  paymentOf,
  PENDING,
  type Stage,
  startStage,
  VISA,
} from "./stage";

/** What a task asks of DynamoDB, and of the company's systems. */
interface Asked {
  readonly tables: Readonly<Record<string, number>>;
  readonly systems: readonly string[];
}

describe("the requests", () => {
  let stage: Stage;
  let customer: Customer;
  let payer: Contact;
  beforeEach(async () => {
    stage = await startStage();
    customer = stage.customer();
    payer = await stage.verified(customer);
  });
  afterEach(() => stage.close());

  const askedBy = async (work: () => Promise<unknown>): Promise<Asked> => {
    stage.tables.requests();
    const before = stage.backend.log.length;
    await work();
    const tables: Record<string, number> = {};
    for (const operation of stage.tables.requests()) tables[operation] = (tables[operation] ?? 0) + 1;
    const systems = stage.backend.log.slice(before).map((line) => {
      const { method, path } = JSON.parse(line) as { method: string; path: string };
      return `${method} ${path}`;
    });
    return { tables, systems };
  };
  const provenFrom = (from: Contact, pin: string, result: string) =>
    askedBy(async () => expect(await stage.verify(from, customer.accountNumber, pin)).to.equal(result));
  const paidWith = (card: CardKeyed, result: string, wanted = paymentOf(stage, customer.orderId, card)) =>
    askedBy(async () => expect((await pay(stage, payer, wanted))["result"]).to.equal(result));
  const served = (parameters: Record<string, string>) =>
    stage.serve(payer, { keys: "result orderId reservation", ...parameters });
  const CHARGED = ["GET /orders/{orderId}", "POST /payments"];

  it("of a payment that is approved are ten of the table and two of the systems, with the first try of a call", async () => {
    expect(await paidWith(VISA, "approved")).to.deep.equal({ tables: { GetItem: 1, UpdateItem: 9 }, systems: CHARGED });
  });

  it("of a payment that is declined are as many, and so are those of the next try", async () => {
    for (const [card, result] of [
      [DECLINED, "declined"],
      [DECLINED, "declined"],
      [VISA, "approved"],
    ] as const)
      expect(await paidWith(card, result)).to.deep.equal({ tables: { GetItem: 1, UpdateItem: 9 }, systems: CHARGED });
  });

  it("of payments are two more for the first try of an account whose window is over", async () => {
    await paidWith(DECLINED, "declined");
    stage.clock.now = new Date(NOON.getTime() + 3 * 60 * 60_000);
    payer = await stage.verified(customer);
    expect(await paidWith(DECLINED, "declined")).to.deep.equal({
      tables: { GetItem: 2, UpdateItem: 10 },
      systems: CHARGED,
    });
  });

  it("of a payment that is asked for again are three, and none of the systems", async () => {
    const wanted = paymentOf(stage, customer.orderId);
    await paidWith(VISA, "approved", wanted);
    expect(await paidWith(VISA, "approved", wanted)).to.deep.equal({
      tables: { GetItem: 2, UpdateItem: 1 },
      systems: [],
    });
  });

  it("of a payment in doubt are one fewer, and ask the gateway once when it is tried again", async () => {
    expect(await paidWith(PENDING, "pending")).to.deep.equal({
      tables: { GetItem: 1, UpdateItem: 8 },
      systems: CHARGED,
    });
    expect(await paidWith(VISA, "pending")).to.deep.equal({
      tables: { GetItem: 2, UpdateItem: 1 },
      systems: ["GET /payments/{key}"],
    });
  });

  const VERIFIED = ["POST /accounts/verify"];

  it("of a proof are nine of the table and one of the systems, and six of one that fails", async () => {
    const right = { tables: { GetItem: 1, UpdateItem: 8 }, systems: VERIFIED };
    const wrong = { tables: { GetItem: 1, UpdateItem: 5 }, systems: VERIFIED };
    const from = contact();
    expect(await provenFrom(from, customer.pinKeyed, "passed")).to.deep.equal(right);
    expect(await provenFrom(from, "00000", "failed")).to.deep.equal(wrong);
    expect(await provenFrom(from, customer.pinKeyed, "passed")).to.deep.equal(right);
  });

  it("of a proof from the own number are two more where strangers used the tries up", async () => {
    const from = contact();
    await provenFrom(from, customer.pinKeyed, "passed");
    for (let tries = 0; tries < 3; tries++) await provenFrom(contact(), "00000", "failed");
    expect(await provenFrom(contact(), "00000", "locked")).to.deep.equal({
      tables: { GetItem: 2, UpdateItem: 5 },
      systems: ["POST /accounts/numbers"],
    });
    expect(await provenFrom({ ...contact(), caller: from.caller }, customer.pinKeyed, "passed")).to.deep.equal({
      tables: { GetItem: 2, UpdateItem: 9 },
      systems: VERIFIED,
    });
  });

  it("of what is sold are three to reserve it and five to confirm it, six to take it back", async () => {
    const order = { task: "order", productId: "headphones" };
    for (const [number, last] of ["confirm", "cancel"].entries()) {
      let bought: Record<string, string> = {};
      expect(
        await askedBy(async () => (bought = await served({ ...order, lastPurchase: String(number) }))),
      ).to.deep.equal({ tables: { GetItem: 1, UpdateItem: 2 }, systems: ["POST /accounts/{accountId}/orders"] });
      const { orderId = "", reservation = "" } = bought;
      if (last === "confirm") await pay(stage, payer, paymentOf(stage, orderId));
      expect(await askedBy(() => served({ task: "conclude", reservation }))).to.deep.equal({
        tables: { GetItem: 2, UpdateItem: last === "confirm" ? 3 : 4 },
        systems:
          last === "confirm"
            ? ["POST /orders/{orderId}/confirm"]
            : ["GET /orders/{orderId}", "POST /orders/{orderId}/cancel"],
      });
    }
  });
});
