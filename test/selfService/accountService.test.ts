import { expect } from "chai";
import { afterEach, beforeEach } from "mocha";
import { contracts } from "../../handlers";
import { accountService } from "../../handlers/selfService/accountService";
import type { ApiUnavailable } from "../../handlers/shared/apiClient";
import type { CompanySystems } from "../../handlers/shared/companySystems";
import { legacyClaims } from "../../handlers/shared/legacyClaims";
import { payments } from "../../handlers/shared/payments";
import { reservations } from "../../handlers/shared/reservations";
import type { Backend } from "../../local/emulator/backend/server";
import { ALEX, CAMILLE, NOBODY } from "../backend/described";
import { errorOf } from "../handlers/rows";
import { eventOf, something, systemsOf } from "./company";
import { type Front, startFront } from "./front";
import {
  type Contact,
  contact,
  type Customer,
  DECLINED,
  NOON,
  pay,
  paymentOf,
  PENDING,
  postedElsewhere,
  type Stage,
  startStage,
  VISA,
} from "./stage";

const TASKS = ["orderStatus", "balance", "password", "offer", "product", "order", "conclude", "quote"] as const;

interface Asking {
  readonly task: string;
  /** Who the caller proved to be. Default: nobody. */
  readonly verified?: string;
  readonly caller?: string | null;
  readonly language?: string;
  readonly country?: string;
  readonly orderId?: string;
  readonly more?: Readonly<Record<string, string>>;
  readonly systems?: CompanySystems;
}

describe("accountService", () => {
  let stage: Stage;
  let backend: Backend;
  beforeEach(async () => {
    stage = await startStage();
    ({ backend } = stage);
  });
  afterEach(() => stage.close());

  const answerTo = ({
    task,
    verified,
    caller = null,
    language = "fr-CA",
    country = "CA",
    orderId = "B-1002",
    more = {},
    systems = systemsOf(backend),
  }: Asking) => {
    const parameters = {
      task,
      language,
      country,
      orderId,
      environment: "dev",
      apiProfile: "default",
      reservation: "none",
      ...more,
    };
    const table = stage.tables.stateTable();
    const seconds = (): number => stage.clock.now.getTime() / 1000;
    return accountService(eventOf(contracts.accountService.answers, parameters, caller), {
      systems,
      verifications: { verified: (call) => Promise.resolve(call === "contact-1" ? verified : undefined) },
      payments: payments(table, seconds),
      reservations: reservations(table, seconds),
      legacy: legacyClaims(table, seconds),
      policy: stage.deps().policy,
      now: () => stage.clock.now,
    });
  };
  const ask = async (asking: Asking) => something(await answerTo(asking));
  const result = async (asking: Asking): Promise<string> => (await answerTo(asking))["result"] as string;

  it("tells the order of who calls from a known number, in words of the language", async () => {
    expect(await ask({ task: "orderStatus", caller: CAMILLE.phoneNumber })).to.deep.equal({
      result: "found",
      orderState: "delivered",
      orderId: "O-1002",
      date: "20 novembre",
    });
    expect(await ask({ task: "orderStatus", caller: ALEX.phoneNumber, language: "ja-JP" })).to.deep.equal({
      result: "found",
      orderState: "shipped",
      orderId: "O-1001",
      date: "11月30日",
    });
    expect(await ask({ task: "orderStatus", verified: "A-1003" })).to.deep.equal({
      result: "found",
      orderState: "received",
      orderId: "O-1003",
    });
  });

  it("tells the order of whom the caller proved to be, whatever number it is called from", async () => {
    expect(await ask({ task: "orderStatus", verified: "A-1001", caller: CAMILLE.phoneNumber })).to.include({
      orderId: "O-1001",
    });
  });

  it("finds no order for a number that is withheld or unknown, or without a recent one", async () => {
    for (const asking of [{ caller: null }, { caller: NOBODY.phoneNumber }, { verified: "A-1010" }])
      expect(await result({ task: "orderStatus", ...asking })).to.equal("none");
  });

  it("tells what is due, overdue or settled", async () => {
    expect(await ask({ task: "balance", verified: "A-1002" })).to.deep.equal({
      result: "overdue",
      orderId: "B-1002",
      amount: "128,50 dollars canadiens",
      date: "2 novembre",
      amountMinor: "12850",
      currency: "CAD",
      accountState: "overdue",
    });
    expect(await ask({ task: "balance", verified: "A-1014", language: "ja-JP" })).to.deep.equal({
      result: "due",
      orderId: "B-1014",
      amount: "12800円",
      date: "12月4日",
      amountMinor: "12800",
      currency: "JPY",
      accountState: "current",
    });
    expect(await ask({ task: "balance", verified: "A-1003" })).to.deep.equal({
      result: "settled",
      accountState: "current",
    });
  });

  it("has a code for a new password sent", async () => {
    expect(await ask({ task: "password", verified: "A-1002" })).to.deep.equal({ result: "sent" });
    expect(backend.outbox).to.have.length(1);
    expect(backend.outbox[0]).to.include({ to: CAMILLE.phoneNumber, language: "fr-CA", purpose: "password" });
  });

  it("offers the add-on at the country's price, orders it once for a call, and offers it no more", async () => {
    const verified = "A-1002";
    expect(await ask({ task: "offer", verified })).to.deep.equal({
      result: "offered",
      amount: "59 dollars canadiens",
      amountMinor: "5900",
      currency: "CAD",
    });
    const ordered = await ask({ task: "order", verified });
    expect(ordered).to.include({ result: "ordered", orderId: "P-1002" }).and.to.have.property("reservation");
    expect(await ask({ task: "order", verified }), "called again by the service").to.deep.equal(ordered);
    expect(await result({ task: "offer", verified })).to.equal("none");
    expect(await ask({ task: "quote", verified, orderId: "P-1002" })).to.deep.equal({
      result: "due",
      orderId: "P-1002",
      amount: "59 dollars canadiens",
      amountMinor: "5900",
      currency: "CAD",
    });
  });

  it("orders once when the request arrives twice", async () => {
    backend.faults.set("placeOrder", "duplicated");
    expect(await result({ task: "order", verified: "A-1002" })).to.equal("ordered");
    backend.faults.clear();
    expect(await ask({ task: "order", verified: "A-1002" })).to.include({ result: "ordered", orderId: "P-1002" });
    expect(backend.reservations()).to.have.length(1);
  });

  it("says what is left to pay of an order, and nothing where it is paid", async () => {
    expect(await ask({ task: "quote", verified: "A-1002" })).to.include({ result: "due", amountMinor: "12850" });
    expect(await ask({ task: "quote", verified: "A-1002", orderId: "O-1002" })).to.deep.equal({ result: "settled" });
  });

  describe("says what is left to pay of an order where a payment of it", () => {
    let customer: Customer;
    let from: Contact;
    beforeEach(async () => {
      customer = stage.customer();
      from = await stage.verified(customer);
    });
    const quoted = async () => {
      const answer = await stage.serve(from, {
        task: "quote",
        orderId: customer.orderId,
        keys: contracts.accountService.answers.join(" "),
      });
      return something(answer);
    };
    const paid = async (cardNumber = VISA.cardNumber) =>
      (await pay(stage, from, paymentOf(stage, customer.orderId, { ...VISA, cardNumber })))["result"];
    const decided = async (outcome: "approved" | "declined") => {
      const items = await stage.tables.stateItems();
      const item = items.find(({ key }) => key === `order#${backend.url}#${customer.orderId}`);
      backend.settle(item?.["paymentKey"] as string, outcome);
    };

    for (const [outcome, word] of [
      ["approved", "settled"],
      ["declined", "due"],
    ] as const)
      it(`is in doubt: that it is pending, and what became of it when the bank ${outcome}`, async () => {
        expect(await paid(PENDING.cardNumber)).to.equal("pending");
        for (let time = 0; time < 2; time++)
          expect(await quoted()).to.deep.equal({ result: "pending", orderId: customer.orderId });
        await decided(outcome);
        if (outcome === "approved") backend.open(customer);
        for (let time = 0; time < 2; time++) expect(await quoted()).to.include({ result: word });
      });

    it("is in doubt, and the gateway is down: that it is pending", async () => {
      expect(await paid(PENDING.cardNumber)).to.equal("pending");
      backend.faults.set("payments", "failing");
      expect(await quoted()).to.include({ result: "pending" });
    });

    it("was approved, and the order system does not know yet: nothing", async () => {
      expect(await paid()).to.equal("approved");
      backend.open(customer);
      expect(await quoted()).to.deep.equal({ result: "settled" });
      backend.bill(customer.orderId, { amount: 990, currency: "CAD" });
      expect(await quoted(), "another debt").to.include({ result: "due", amountMinor: "990" });
    });

    it("was declined: all of it", async () => {
      expect(await paid(DECLINED.cardNumber)).to.equal("declined");
      expect(await quoted()).to.include({ result: "due", amountMinor: "1250" });
    });
  });

  it("says nothing of somebody else's order", async () => {
    expect(await ask({ task: "quote", verified: "A-1001", orderId: "B-1002" })).to.deep.equal({ result: "unverified" });
  });

  it("does nothing but tell an order for a caller who proved nothing, even from a known number", async () => {
    for (const task of TASKS.slice(1))
      expect(await ask({ task, caller: CAMILLE.phoneNumber }), task).to.deep.equal({ result: "unverified" });
    expect(backend.outbox).to.deep.equal([]);
  });

  it("answers that it is unavailable, and never throws, where a system is missing, down or refuses", async () => {
    const told: ApiUnavailable[] = [];
    const asking = TASKS.filter((task) => task !== "conclude");
    for (const task of asking) {
      expect(
        await ask({ task, verified: "A-1002", systems: systemsOf(backend, { without: ["accounts", "orders"], told }) }),
        task,
      ).to.deep.equal({ result: "unavailable" });
      expect(
        await ask({ task, verified: task === "quote" ? "A-1002" : NOBODY.accountId, orderId: "nothing" }),
        task,
      ).to.deep.equal({ result: "unavailable" });
    }
    expect(told).to.have.length(asking.length);
    for (const fault of ["failing", "malformed"] as const) {
      for (const api of ["accounts", "orders"] as const) backend.faults.set(api, fault);
      for (const task of asking)
        expect(await ask({ task, verified: "A-1002" }), `${task} ${fault}`).to.deep.equal({ result: "unavailable" });
    }
  });

  it("answers in the results that its contract has examples of", async () => {
    const known = new Set(contracts.accountService.examples.map(({ when, answer }) => `${when.task} ${answer.result}`));
    for (const verified of ["A-1001", "A-1002", "A-1003", "A-1004", undefined])
      for (const task of TASKS)
        expect(known).to.include(`${task} ${await result({ task, ...(verified !== undefined && { verified }) })}`);
  });

  it("throws for a task that there is not: that is a fault of the flow", async () => {
    expect((await errorOf(answerTo({ task: "everything", verified: "A-1002" }))).message).to.equal(
      "There is no task everything.",
    );
    expect((await errorOf(answerTo({ task: "toString", verified: "A-1002" }))).message).to.equal(
      "There is no task toString.",
    );
  });

  describe("sells by phone", () => {
    const MINUTE_MS = 60_000;
    let front: Front;
    let customer: Customer;
    let from: Contact;
    beforeEach(async () => {
      front = await startFront(backend.url);
      stage.site.url = front.url;
      customer = stage.customer();
      from = await stage.verified(customer);
    });
    afterEach(() => front.close());

    const serve = (parameters: Record<string, string>, caller = from) =>
      stage.serve(caller, { keys: contracts.accountService.answers.join(" "), ...parameters });
    const buy = (parameters: Record<string, string> = {}, caller = from) =>
      serve({ task: "order", productId: "none", lastPurchase: "none", ...parameters }, caller) as Promise<
        Record<"result" | "orderId" | "reservation", string>
      >;
    const conclude = async (reservation: string, caller = from) =>
      (await serve({ task: "conclude", reservation }, caller))["result"];
    const paid = async (orderId: string, card = VISA) =>
      (await pay(stage, from, paymentOf(stage, orderId, card)))["result"];
    const states = () => backend.reservations().map(({ state }) => state);
    const openOnes = async () =>
      (await stage.tables.stateItems()).filter(({ unsettled }) => unsettled === "reservation");
    const decided = async (orderId: string, outcome: "approved" | "declined") => {
      const item = (await stage.tables.stateItems()).find(({ key }) => key === `order#${front.url}#${orderId}`);
      backend.settle(item?.["paymentKey"] as string, outcome);
    };

    it("one product after the other, each with its price, and none behind the last", async () => {
      const heard: string[] = [];
      for (let productId = "none"; ;) {
        const answer = await serve({ task: "product", productId });
        if (answer["result"] !== "offered") {
          expect(something(answer)).to.deep.equal({});
          break;
        }
        expect(something(answer)).to.have.all.keys(
          "result",
          "productId",
          "product",
          "amount",
          "amountMinor",
          "currency",
        );
        productId = answer["productId"] as string;
        heard.push(productId);
      }
      expect(heard).to.have.length.greaterThan(1);
      expect(new Set(heard)).to.have.length(heard.length);
    });

    it("the product that was heard, at its price, and the add-on where none is named", async () => {
      const { productId, amountMinor } = await serve({ task: "product", productId: "none" });
      const [product, addOn] = [await buy({ productId: productId as string }), await buy()];
      expect(product.orderId).to.not.equal(addOn.orderId);
      expect(await serve({ task: "quote", orderId: product.orderId })).to.include({ result: "due", amountMinor });
      expect(await serve({ task: "quote", orderId: addOn.orderId })).to.include({ result: "due", amountMinor: "5900" });
      expect(states()).to.deep.equal(["reserved", "reserved"]);
    });

    it("once, however often the same call of the function is made, one after another and side by side", async () => {
      const bought = await Promise.all([buy(), buy(), buy()]);
      bought.push(await buy());
      for (const one of bought) expect(one).to.deep.equal(bought[0]).and.to.include({ result: "ordered" });
      expect(states()).to.have.length(1);
      expect(await openOnes()).to.have.length(1);
    });

    it("another one with the next purchase of the call, and in another call", async () => {
      const productId = (await serve({ task: "product", productId: "none" }))["productId"] as string;
      const first = await buy({ productId });
      const second = await buy({ productId, lastPurchase: first.orderId });
      const elsewhere = await buy({ productId }, await stage.verified(customer));
      expect(new Set([first, second, elsewhere].map(({ orderId }) => orderId))).to.have.length(3);
      expect(new Set([first, second, elsewhere].map(({ reservation }) => reservation))).to.have.length(3);
      expect(states()).to.have.length(3);
    });

    describe("and concludes", () => {
      it("what was paid: it is confirmed, with the payment that it was paid by, however often it is asked", async () => {
        const { orderId, reservation } = await buy();
        const { reference } = await pay(stage, from, paymentOf(stage, orderId));
        for (let time = 0; time < 2; time++) expect(await conclude(reservation)).to.equal("ordered");
        expect(states()).to.deep.equal(["confirmed"]);
        expect(await openOnes()).to.deep.equal([]);
        const confirmations = front.asked.filter(({ path }) => path.endsWith("/confirm"));
        for (const { body } of confirmations) expect(JSON.parse(body)).to.deep.equal({ paymentId: reference });
        expect(new Set(confirmations.map(({ headers }) => headers["idempotency-key"]))).to.have.length(1);
      });

      it("what was not paid: it is taken back, however often it is asked, and charged no more", async () => {
        const { orderId, reservation } = await buy();
        for (let time = 0; time < 2; time++) expect(await conclude(reservation)).to.equal("cancelled");
        expect(states()).to.deep.equal(["cancelled"]);
        expect(await openOnes()).to.deep.equal([]);
        expect(await paid(orderId)).to.equal("settled");
        expect(backend.charges).to.deep.equal([]);
      });

      it("what a card was declined for: it is taken back", async () => {
        const { orderId, reservation } = await buy();
        expect(await paid(orderId, DECLINED)).to.equal("declined");
        expect(await conclude(reservation)).to.equal("cancelled");
        expect(states()).to.deep.equal(["cancelled"]);
      });

      for (const [outcome, result, state] of [
        ["approved", "ordered", "confirmed"],
        ["declined", "cancelled", "cancelled"],
      ] as const)
        it(`what is in doubt not before the bank has decided, and then as it ${outcome}`, async () => {
          const { orderId, reservation } = await buy();
          expect(await paid(orderId, PENDING)).to.equal("pending");
          expect(await conclude(reservation)).to.equal("pending");
          expect(states()).to.deep.equal(["reserved"]);
          expect(await openOnes()).to.have.length(1);
          await decided(orderId, outcome);
          expect(await conclude(reservation)).to.equal(result);
          expect(states()).to.deep.equal([state]);
          expect(await openOnes()).to.deep.equal([]);
        });

      it("nothing while a card may be charged for it", async () => {
        const { orderId, reservation } = await buy();
        const place = { orderSystem: front.url, orderId, environment: "dev", apiProfile: "default" };
        await stage.deps().callState.claim(place, "somebody");
        expect(await conclude(reservation)).to.equal("pending");
        expect(states()).to.deep.equal(["reserved"]);
      });

      it("what is being paid in one way or the other, and never takes back what was paid", async () => {
        for (let time = 0; time < 5; time++) {
          const { orderId, reservation } = await buy({ productId: "headphones", lastPurchase: String(time) });
          const [payment] = await Promise.all([paid(orderId), conclude(reservation)]);
          const concluded = await conclude(reservation);
          expect(concluded).to.equal(payment === "approved" ? "ordered" : "cancelled");
          expect(states().at(-1)).to.equal(payment === "approved" ? "confirmed" : "cancelled");
        }
      });

      it("nothing of another customer, nor what there is not, and says no more of it", async () => {
        const { reservation } = await buy();
        const other = await stage.verified(stage.customer());
        for (const [known, caller] of [
          [reservation, other],
          [reservation, contact()],
          ["nothing", from],
        ] as const)
          expect(something(await serve({ task: "conclude", reservation: known }, caller))).to.deep.equal({
            result: "unverified",
          });
        expect(states()).to.deep.equal(["reserved"]);
        expect(await conclude(reservation, await stage.verified(customer)), "the same, calling again").to.equal(
          "cancelled",
        );
      });

      for (const operation of ["confirmOrder", "cancelOrder"] as const)
        it(`not what the order system cannot be asked for (${operation}): it stays open, and can be asked for again`, async () => {
          const { orderId, reservation } = await buy();
          if (operation === "confirmOrder") expect(await paid(orderId)).to.equal("approved");
          backend.faults.set(operation, "failing");
          expect(await conclude(reservation)).to.equal("unavailable");
          expect(await openOnes()).to.have.length(1);
          backend.faults.clear();
          expect(await conclude(reservation)).to.equal(operation === "confirmOrder" ? "ordered" : "cancelled");
          expect(await openOnes()).to.deep.equal([]);
        });

      it("as taken back nothing that was paid in a way that only the order system knows", async () => {
        const { orderId, reservation } = await buy();
        await postedElsewhere(stage, "elsewhere", { orderId, amount: 5900 });
        expect(backend.charges).to.have.length(1);
        expect(await conclude(reservation)).to.equal("pending");
        expect(await openOnes()).to.have.length(1);
      });
    });

    it("nothing where nobody could note it: the order system is not asked", async () => {
      stage.tables.reply = { status: 400, body: '{"__type":"ValidationException"}' };
      await errorOf(buy());
      stage.tables.reply = undefined;
      expect(states()).to.deep.equal([]);
    });

    it("and keeps open what nobody knows to have been made: it is pending", async () => {
      backend.faults.set("placeOrder", "lost");
      stage.site.timeoutMs = 200;
      const { result: bought } = await buy();
      expect(bought).to.equal("unavailable");
      const [open] = await openOnes();
      const reservation = String(open?.["key"]).replace("reservation#", "");
      expect(await conclude(reservation)).to.equal("pending");
      expect(states()).to.deep.equal(["reserved"]);
      backend.faults.clear();
      stage.site.timeoutMs = 2500;
      expect(await buy(), "the same call of the function").to.include({ result: "ordered", reservation });
      expect(await conclude(reservation)).to.equal("cancelled");
      expect(states()).to.deep.equal(["cancelled"]);
    });

    describe("nothing that the order system refuses", () => {
      const refuse = (status: number): void => {
        front.instead = ({ method, path }) =>
          method === "POST" && path.endsWith("/orders") ? { status, body: {} } : undefined;
      };

      it("and leaves nothing open", async () => {
        refuse(409);
        expect(something(await buy())).to.deep.equal({ result: "unavailable" });
        expect(await openOnes()).to.deep.equal([]);
        expect(states()).to.deep.equal([]);
      });

      it("and looks after the order where it is made when it is asked for again", async () => {
        refuse(429);
        await buy();
        front.reset();
        expect(await buy()).to.include({ result: "ordered" });
        stage.clock.now = new Date(NOON.getTime() + 30 * MINUTE_MS);
        await stage.settle();
        expect(states()).to.deep.equal(["cancelled"]);
      });
    });
  });
});
